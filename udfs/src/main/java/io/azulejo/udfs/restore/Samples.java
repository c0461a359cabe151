package io.azulejo.udfs.restore;

/** From real numbers to samples. */
final class Samples {
    private Samples() {}

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
