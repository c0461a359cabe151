package io.azulejo.udfs.restore;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.Window;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A picture's windows as the planes that a network takes: float32, 0..1. Where a window reaches beyond the picture's
 * right or bottom edge, the edge's samples are repeated. For one thread.
 */
final class WindowInput {
    private static final float[] OF_BYTE = new float[256];

    static {
        for (int i = 0; i < OF_BYTE.length; i++) {
            OF_BYTE[i] = i / 255f;
        }
    }

    private final Picture picture;
    private final Colours colours;
    private final int planes;
    private final float[][] lines;
    private final float[] first;
    private boolean varied;

    /** @param width the widest window's */
    WindowInput(Picture picture, Colours colours, int width) {
        Shape shape = picture.shape();
        this.picture = picture;
        this.colours = colours;
        this.planes = colours == Colours.DIRECT ? shape.colours() : colours == Colours.TRIPLED ? 3 : 1;
        this.lines = new float[shape.colours()][width];
        this.first = new float[planes];
        Arrays.fill(first, Float.NaN);
    }

    /** Floats that one window takes. */
    long floats(Window window) {
        return (long) planes * window.width() * window.height();
    }

    /** Whether any plane that the network took so far held more than one value. */
    boolean varied() {
        return varied;
    }

    /** Puts a window's planes into {@code buffer} from index {@code at} on. */
    void fill(Window window, FloatBuffer buffer, int at) {
        int width = window.width();
        int plane = width * window.height();
        for (int y = 0; y < window.height(); y++) {
            read(window.x(), Math.min(window.y() + y, picture.shape().height() - 1), width);
            int row = at + y * width;
            switch (colours) {
                case DIRECT -> {
                    for (int c = 0; c < planes; c++) {
                        buffer.put(row + c * plane, lines[c], 0, width);
                    }
                }
                case TRIPLED -> {
                    for (int c = 0; c < 3; c++) {
                        buffer.put(row + c * plane, lines[0], 0, width);
                    }
                }
                case LUMA -> {
                    float[] red = lines[0];
                    float[] green = lines[1];
                    float[] blue = lines[2];
                    for (int x = 0; x < width; x++) {
                        red[x] = Colours.luma(red[x], green[x], blue[x]);
                    }
                    lookForVariety(0, red, width);
                    buffer.put(row, red, 0, width);
                }
            }
        }
    }

    private void read(int left, int y, int width) {
        Shape shape = picture.shape();
        byte[] block = picture.block(y);
        int bytes = shape.bits() / 8;
        int stride = shape.channels() * bytes;
        int start = picture.offset(y) + left * stride;
        int inside = Math.min(width, shape.width() - left);
        for (int c = 0; c < lines.length; c++) {
            float[] line = lines[c];
            int at = start + c * bytes;
            if (bytes == 1) {
                for (int x = 0; x < inside; x++, at += stride) {
                    line[x] = OF_BYTE[block[at] & 0xff];
                }
            } else {
                for (int x = 0; x < inside; x++, at += stride) {
                    line[x] = (((block[at] & 0xff) << 8) | (block[at + 1] & 0xff)) / 65535f;
                }
            }
            Arrays.fill(line, inside, width, line[inside - 1]);
            if (colours != Colours.LUMA) {
                lookForVariety(c, line, width);
            }
        }
    }

    private void lookForVariety(int plane, float[] line, int width) {
        if (Float.isNaN(first[plane])) {
            first[plane] = line[0];
        }
        for (int x = 0; x < width && !varied; x++) {
            varied = line[x] != first[plane];
        }
    }
}
