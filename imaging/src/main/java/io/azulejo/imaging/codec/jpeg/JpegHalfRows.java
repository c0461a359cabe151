package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.picture.PictureException;

/**
 * Enlarges components that have every sample of a row but only every second row (4:2:2 that was turned, 4:4:0).
 *
 * <p>Java comes with libjpeg 6b, which writes such rows twice, or with the system's libjpeg-turbo, which leads from one
 * row to the next. Here both become the latter, so that a picture's samples do not depend on who built the Java.
 */
final class JpegHalfRows {
    private JpegHalfRows() {}

    /**
     * Makes rows that were written twice those of libjpeg-turbo (jdsample.c, h1v2_fancy_upsample): three parts of the
     * nearer row and one of the farther.
     *
     * @param components of every pixel, interleaved, a picture's height of rows
     * @param count components of a pixel
     * @param component the one whose rows are half as many as the picture's; left as it is where two rows that come from
     *     one differ, because the decoder has enlarged it then
     */
    static void smooth(byte[] components, int width, int count, int component, Deadline deadline)
            throws PictureException {
        int height = components.length / (width * count);
        Rows rows = new Rows(components, width, count, component);
        if (!rows.doubled(height)) {
            return;
        }
        int[] above = new int[width];
        int[] own = new int[width];
        rows.read(0, above);
        for (int y = 0; y < height; y += 2) {
            deadline.check();
            rows.read(y, own);
            rows.write(y, own, above, 1);
            if (y + 1 < height) {
                rows.read(Math.min(y + 2, height - 1), above);
                rows.write(y + 1, own, y + 2 < height ? above : own, 2);
            }
            int[] next = above;
            above = own;
            own = next;
        }
    }

    /** One component of interleaved rows. */
    private static final class Rows {
        private final byte[] components;
        private final int width;
        private final int count;
        private final int component;

        Rows(byte[] components, int width, int count, int component) {
            this.components = components;
            this.width = width;
            this.count = count;
            this.component = component;
        }

        boolean doubled(int height) {
            for (int y = 0; y + 1 < height; y += 2) {
                int upper = at(y);
                int lower = at(y + 1);
                for (int x = 0; x < width * count; x += count) {
                    if (components[upper + x] != components[lower + x]) {
                        return false;
                    }
                }
            }
            return true;
        }

        void read(int y, int[] row) {
            int from = at(y);
            for (int x = 0; x < width; x++) {
                row[x] = components[from + x * count] & 0xff;
            }
        }

        void write(int y, int[] near, int[] far, int rounding) {
            int from = at(y);
            for (int x = 0; x < width; x++) {
                components[from + x * count] = (byte) ((3 * near[x] + far[x] + rounding) >> 2);
            }
        }

        private int at(int y) {
            return y * width * count + component;
        }
    }
}
