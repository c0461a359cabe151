package io.azulejo.udfs.tiling;

import io.azulejo.imaging.window.Window;

/** What is done to a line of a network's output before it is rounded. For one thread. */
@FunctionalInterface
interface LineFinish {
    /** Nothing. */
    LineFinish NONE = (core, y, lines, length) -> {};

    /** Keeps the mean of three planes that stand for one colour. */
    LineFinish MEAN = (core, y, lines, length) -> {
        for (int x = 0; x < length; x++) {
            float mean = (lines[0][x] + lines[1][x] + lines[2][x]) / 3f;
            lines[0][x] = mean;
            lines[1][x] = mean;
            lines[2][x] = mean;
        }
    };

    /**
     * Changes the planes of one line of a core's output in place.
     *
     * @param core the window whose core it is
     * @param y row of the input picture that the line enlarges
     * @param lines the planes, 0..1, and a little beyond
     * @param length samples of each
     */
    void finish(Window core, int y, float[][] lines, int length);
}
