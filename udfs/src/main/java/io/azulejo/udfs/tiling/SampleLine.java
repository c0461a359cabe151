package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;

/** From samples to real numbers, and back. */
final class SampleLine {
    private static final float[] OF_BYTE = new float[256];

    static {
        for (int i = 0; i < OF_BYTE.length; i++) {
            OF_BYTE[i] = i / 255f;
        }
    }

    private SampleLine() {}

    /**
     * Reads neighbouring samples of one channel as 0..1.
     *
     * @param x column of the first
     * @param line takes them from index {@code from} to {@code end} (exclusive)
     */
    static void get(Picture picture, int x, int y, int channel, float[] line, int from, int end) {
        Shape shape = picture.shape();
        byte[] block = picture.block(y);
        int bytes = shape.bits() / 8;
        int stride = shape.channels() * bytes;
        int at = picture.offset(y) + x * stride + channel * bytes;
        if (bytes == 1) {
            for (int i = from; i < end; i++, at += stride) {
                line[i] = OF_BYTE[block[at] & 0xff];
            }
        } else {
            for (int i = from; i < end; i++, at += stride) {
                line[i] = (((block[at] & 0xff) << 8) | (block[at + 1] & 0xff)) / 65535f;
            }
        }
    }

    /**
     * Writes a line of 0..1 as samples: clamped, rounded half up.
     *
     * @param at index of the first sample's first byte in {@code row}
     * @param stride bytes from one sample to the next
     */
    static void put(float[] line, int length, byte[] row, int at, int stride, int bits) {
        if (bits == 8) {
            for (int x = 0; x < length; x++, at += stride) {
                row[at] = (byte) (int) (Math.min(Math.max(line[x], 0f), 1f) * 255f + 0.5f);
            }
        } else {
            for (int x = 0; x < length; x++, at += stride) {
                int sample = (int) (Math.min(Math.max(line[x], 0f), 1f) * 65535f + 0.5f);
                row[at] = (byte) (sample >> 8);
                row[at + 1] = (byte) sample;
            }
        }
    }
}
