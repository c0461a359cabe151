package io.azulejo.imaging.codec.webp.vp8;

import java.util.Arrays;

/**
 * Samples of one component in whole macroblocks, with what is taken for those beyond the frame's edges: 127 above it, 129
 * to its left (RFC 6386, section 12.2). For one thread.
 */
final class Plane {
    /** A block at the right edge looks as many samples further. */
    private static final int RIGHT = 4;

    private static final int LEFT = 1;

    final byte[] samples;
    final int stride;

    Plane(int width, int height) {
        this.stride = LEFT + width + RIGHT;
        this.samples = new byte[Math.multiplyExact(stride, height + 1)];
        Arrays.fill(samples, 0, stride, (byte) 127);
        for (int y = 0; y < height; y++) {
            samples[at(-1, y)] = (byte) 129;
        }
    }

    /** Where a sample lies; x and y may be -1. */
    int at(int x, int y) {
        return (y + 1) * stride + LEFT + x;
    }
}
