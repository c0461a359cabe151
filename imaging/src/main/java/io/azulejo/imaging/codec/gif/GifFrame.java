package io.azulejo.imaging.codec.gif;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.reading.Palette;
import io.azulejo.imaging.picture.Shape;

/**
 * The first frame of a GIF and where it lies on the canvas (GIF89a, sections 18 and 20).
 *
 * @param canvasWidth of the picture: as viewers show it, and as wide as the frame reaches
 * @param transparent index of the clear colour, or -1
 */
record GifFrame(
        int canvasWidth,
        int canvasHeight,
        int left,
        int top,
        int width,
        int height,
        boolean interlaced,
        int transparent,
        Palette palette) {

    private static final int[] FIRST_ROW = {0, 4, 2, 1};
    private static final int[] STEP = {8, 8, 4, 2};

    /** Whether every pixel of the canvas gets a colour of this frame. */
    boolean coversCanvas() {
        return left == 0 && top == 0 && width == canvasWidth && height == canvasHeight;
    }

    /** With alpha where a colour is clear or part of the canvas stays bare. */
    Shape shape() {
        return new Shape(canvasWidth, canvasHeight, transparent >= 0 || !coversCanvas() ? 4 : 3, 8);
    }

    Probe probe(int frames) {
        return new Probe(Format.GIF, shape(), 1, frames);
    }

    /** The row of the frame that is stored as number {@code index} (GIF89a, appendix E). */
    int row(int index) {
        if (!interlaced) {
            return index;
        }
        int before = index;
        for (int pass = 0; ; pass++) {
            int rows = Math.max(0, (height - FIRST_ROW[pass] + STEP[pass] - 1) / STEP[pass]);
            if (before < rows) {
                return FIRST_ROW[pass] + before * STEP[pass];
            }
            before -= rows;
        }
    }
}
