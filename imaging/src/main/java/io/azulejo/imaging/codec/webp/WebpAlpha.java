package io.azulejo.imaging.codec.webp;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.webp.vp8l.Vp8l;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;

/** The chunk ALPH of a lossy picture (RFC 9649, section 2.7.1.2): stored or lossless samples, less what was predicted. */
final class WebpAlpha {
    private static final int HEAD_BYTES = 1;
    private static final int STORED = 0;
    private static final int LOSSLESS = 1;
    private static final int NONE = 0;
    private static final int ACROSS = 1;
    private static final int DOWN = 2;

    private WebpAlpha() {}

    /** Fills the last channel of a picture of four; TRUNCATED where samples are missing. */
    static void fill(byte[] chunk, Picture picture, Deadline deadline) throws PictureException {
        Shape shape = picture.shape();
        int head = chunk.length == 0 ? 0 : chunk[0];
        int method = head & 3;
        if (chunk.length == 0 || method > LOSSLESS) {
            throw new PictureException(
                    FailureKind.CORRUPT,
                    "alpha of %d bytes by method %d; WebP has 0 and 1".formatted(chunk.length, method));
        }
        if (method == STORED && chunk.length - 1 < shape.pixels()) {
            throw new PictureException(
                    FailureKind.TRUNCATED,
                    "alpha of %d bytes; %d pixels need as many".formatted(chunk.length - 1, shape.pixels()));
        }
        byte[] samples = method == STORED ? chunk : lossless(chunk, shape, deadline);
        int from = HEAD_BYTES;
        int filter = (head >> 2) & 3;
        byte[] above = new byte[shape.width()];
        byte[] row = new byte[shape.width()];
        for (int y = 0; y < shape.height(); y++) {
            deadline.check();
            System.arraycopy(samples, from, row, 0, row.length);
            from += row.length;
            restore(row, above, filter, y == 0);
            byte[] target = picture.block(y);
            int at = picture.offset(y) + 3;
            for (int x = 0; x < row.length; x++, at += 4) {
                target[at] = row[x];
            }
            byte[] swap = above;
            above = row;
            row = swap;
        }
    }

    /** The green of a lossless picture, behind the chunk's head as stored samples are. */
    private static byte[] lossless(byte[] chunk, Shape shape, Deadline deadline) throws PictureException {
        int[] colours = Vp8l.decode(chunk, HEAD_BYTES, shape.width(), shape.height(), deadline);
        byte[] samples = new byte[HEAD_BYTES + colours.length];
        for (int i = 0; i < colours.length; i++) {
            samples[HEAD_BYTES + i] = (byte) (colours[i] >> 8);
        }
        return samples;
    }

    /** Adds what is predicted from the left and from above. */
    private static void restore(byte[] row, byte[] above, int filter, boolean first) {
        if (filter == NONE) {
            return;
        }
        int left = first ? 0 : above[0] & 0xff;
        int corner = left;
        for (int x = 0; x < row.length; x++) {
            int up = above[x] & 0xff;
            int predicted;
            if (first || filter == ACROSS) {
                predicted = left;
            } else if (filter == DOWN) {
                predicted = up;
            } else {
                predicted = Math.max(0, Math.min(255, left + up - corner));
            }
            row[x] += (byte) predicted;
            left = row[x] & 0xff;
            corner = up;
        }
    }
}
