package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.window.Window;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A picture's windows as the planes that a network takes: float32, 0..1. Where a window reaches beyond the picture's
 * edges, their samples are repeated. For one thread.
 */
final class WindowInput {
    private final Picture picture;
    private final ColourPath colours;
    private final int planes;
    private final float[][] lines;
    private final InputRange range = new InputRange();

    /**
     * @param planes that the network takes
     * @param width the widest window's
     */
    WindowInput(Picture picture, ColourPath colours, int planes, int width) {
        this.picture = picture;
        this.colours = colours;
        this.planes = planes;
        this.lines = new float[colours.read(planes)][width];
    }

    /** Floats that one window takes. */
    long floats(Window window) {
        return (long) planes * window.width() * window.height();
    }

    /** What the network took so far; of equal planes the first. */
    InputRange range() {
        return range;
    }

    /** Puts a window's planes into {@code buffer} from index {@code at} on. */
    void fill(Window window, FloatBuffer buffer, int at) {
        int width = window.width();
        int plane = width * window.height();
        for (int y = 0; y < window.height(); y++) {
            read(
                    window.x(),
                    Math.max(0, Math.min(window.y() + y, picture.shape().height() - 1)),
                    width);
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
                        red[x] = ColourPath.luma(red[x], green[x], blue[x]);
                    }
                    range.look(0, red, width);
                    buffer.put(row, red, 0, width);
                }
            }
        }
    }

    private void read(int left, int y, int width) {
        int before = Math.max(0, -left);
        int end = Math.min(width, picture.shape().width() - left);
        for (int c = 0; c < lines.length; c++) {
            float[] line = lines[c];
            SampleLine.get(picture, left + before, y, c, line, before, end);
            Arrays.fill(line, 0, before, line[before]);
            Arrays.fill(line, end, width, line[end - 1]);
            if (colours != ColourPath.LUMA) {
                range.look(c, line, width);
            }
        }
    }
}
