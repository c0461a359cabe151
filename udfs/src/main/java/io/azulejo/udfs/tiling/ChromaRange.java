package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.Window;
import java.util.Arrays;

/**
 * Keeps the colour that a network gives near what the picture has there: Cb and Cr of each output pixel stay within the
 * range of the 3 by 3 input pixels around the one that it lies in, and a margin. Luma is not touched, nor is a pixel
 * within the range. Networks colour the edges of grey text; where the picture itself is grey, only the margin is left.
 *
 * <p>Chroma is that of ITU-T T.871, section 7, as differences from luma: B - Y = 1.772 Cb, R - Y = 1.402 Cr.
 */
final class ChromaRange implements LineFinish {
    private static final float BLUE = 1.772f;
    private static final float RED = 1.402f;

    private final Picture input;
    private final int scale;
    private final float blueMargin;
    private final float redMargin;
    private final float[][] samples;
    private final Around blue;
    private final Around red;
    private final int[] held = new int[3];
    private int left;
    private int columns;
    private int current = -1;

    /**
     * @param input a picture of three colours
     * @param scale of the network
     * @param margin levels of 8 bits
     * @param width columns of the widest core
     */
    ChromaRange(Picture input, int scale, int margin, int width) {
        this.input = input;
        this.scale = scale;
        this.blueMargin = margin * BLUE / 255f;
        this.redMargin = margin * RED / 255f;
        this.samples = new float[3][width + 2];
        this.blue = new Around(width);
        this.red = new Around(width);
    }

    @Override
    public void finish(Window core, int y, float[][] lines, int length) {
        look(core.coreX(), core.coreWidth(), y);
        float[] r = lines[0];
        float[] g = lines[1];
        float[] b = lines[2];
        for (int from = 0, x = 0; from < columns; from++) {
            float leastBlue = blue.least[from] - blueMargin;
            float mostBlue = blue.most[from] + blueMargin;
            float leastRed = red.least[from] - redMargin;
            float mostRed = red.most[from] + redMargin;
            for (int end = x + scale; x < end; x++) {
                float luma = ColourPath.luma(r[x], g[x], b[x]);
                float blueness = b[x] - luma;
                float redness = r[x] - luma;
                float nearBlue = Math.max(leastBlue, Math.min(mostBlue, blueness));
                float nearRed = Math.max(leastRed, Math.min(mostRed, redness));
                if (nearBlue != blueness || nearRed != redness) {
                    r[x] = luma + nearRed;
                    g[x] = luma - (0.299f * nearRed + 0.114f * nearBlue) / 0.587f;
                    b[x] = luma + nearBlue;
                }
            }
        }
    }

    /** Finds the ranges around the pixels of a row; what is known of its rows is kept from one row to the next. */
    private void look(int x, int width, int y) {
        if (x != left || width != columns) {
            left = x;
            columns = width;
            current = -1;
            Arrays.fill(held, -1);
        }
        if (y == current) {
            return;
        }
        current = y;
        int last = input.shape().height() - 1;
        for (int row = Math.max(0, y - 1); row <= Math.min(last, y + 1); row++) {
            if (held[row % 3] != row) {
                held[row % 3] = row;
                read(row);
            }
        }
        int above = Math.max(0, y - 1) % 3;
        int below = Math.min(last, y + 1) % 3;
        blue.look(above, y % 3, below, columns);
        red.look(above, y % 3, below, columns);
    }

    /** Chroma of a row's pixels from the one before the core to the one behind it, edges repeated. */
    private void read(int y) {
        Shape shape = input.shape();
        int from = Math.max(0, left - 1);
        int end = Math.min(shape.width(), left + columns + 1);
        int at = from - left + 1;
        int count = end - from;
        for (int c = 0; c < 3; c++) {
            SampleLine.get(input, from, y, c, samples[c], at, at + count);
        }
        float[] blueness = blue.rows[y % 3];
        float[] redness = red.rows[y % 3];
        for (int i = at; i < at + count; i++) {
            float luma = ColourPath.luma(samples[0][i], samples[1][i], samples[2][i]);
            blueness[i] = samples[2][i] - luma;
            redness[i] = samples[0][i] - luma;
        }
        for (float[] row : new float[][] {blueness, redness}) {
            row[0] = row[at];
            Arrays.fill(row, at + count, columns + 2, row[at + count - 1]);
        }
    }

    /** Three rows of one difference, and its least and largest value in the 3 by 3 around each pixel of the middle one. */
    private static final class Around {
        final float[][] rows;
        final float[] least;
        final float[] most;

        Around(int width) {
            this.rows = new float[3][width + 2];
            this.least = new float[width];
            this.most = new float[width];
        }

        void look(int above, int middle, int below, int columns) {
            float[] a = rows[above];
            float[] b = rows[middle];
            float[] c = rows[below];
            float low = Math.min(a[0], Math.min(b[0], c[0]));
            float high = Math.max(a[0], Math.max(b[0], c[0]));
            float nextLow = Math.min(a[1], Math.min(b[1], c[1]));
            float nextHigh = Math.max(a[1], Math.max(b[1], c[1]));
            for (int x = 0; x < columns; x++) {
                float lastLow = low;
                float lastHigh = high;
                low = nextLow;
                high = nextHigh;
                nextLow = Math.min(a[x + 2], Math.min(b[x + 2], c[x + 2]));
                nextHigh = Math.max(a[x + 2], Math.max(b[x + 2], c[x + 2]));
                least[x] = Math.min(lastLow, Math.min(low, nextLow));
                most[x] = Math.max(lastHigh, Math.max(high, nextHigh));
            }
        }
    }
}
