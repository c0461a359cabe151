package io.azulejo.imaging.codec.webp.vp8;

/** From coefficients to differences (RFC 6386, section 14). */
final class Transform {
    private Transform() {}

    /** The averages of 16 blocks become their first coefficients (section 14.3). */
    static void spread(int[] averages, int[] values) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int a0 = averages[i] + averages[12 + i];
            int a1 = averages[4 + i] + averages[8 + i];
            int a2 = averages[4 + i] - averages[8 + i];
            int a3 = averages[i] - averages[12 + i];
            half[i] = a0 + a1;
            half[8 + i] = a0 - a1;
            half[4 + i] = a3 + a2;
            half[12 + i] = a3 - a2;
        }
        for (int i = 0; i < 4; i++) {
            int dc = half[4 * i] + 3;
            int a0 = dc + half[4 * i + 3];
            int a1 = half[4 * i + 1] + half[4 * i + 2];
            int a2 = half[4 * i + 1] - half[4 * i + 2];
            int a3 = dc - half[4 * i + 3];
            int at = 64 * i;
            values[at] = (a0 + a1) >> 3;
            values[at + 16] = (a3 + a2) >> 3;
            values[at + 32] = (a0 - a1) >> 3;
            values[at + 48] = (a3 - a2) >> 3;
        }
    }

    /**
     * Adds the differences of a block to 4 by 4 samples.
     *
     * @param half room for 16 numbers
     */
    static void add(int[] values, int from, byte[] plane, int at, int stride, int[] half) {
        for (int i = 0; i < 4; i++) {
            int v0 = values[from + i];
            int v1 = values[from + 4 + i];
            int v2 = values[from + 8 + i];
            int v3 = values[from + 12 + i];
            int a = v0 + v2;
            int b = v0 - v2;
            int c = sine(v1) - cosine(v3);
            int d = cosine(v1) + sine(v3);
            half[4 * i] = a + d;
            half[4 * i + 1] = b + c;
            half[4 * i + 2] = b - c;
            half[4 * i + 3] = a - d;
        }
        for (int y = 0; y < 4; y++) {
            int dc = half[y] + 4;
            int a = dc + half[8 + y];
            int b = dc - half[8 + y];
            int c = sine(half[4 + y]) - cosine(half[12 + y]);
            int d = cosine(half[4 + y]) + sine(half[12 + y]);
            int to = at + y * stride;
            plane[to] = clamp((plane[to] & 0xff) + ((a + d) >> 3));
            plane[to + 1] = clamp((plane[to + 1] & 0xff) + ((b + c) >> 3));
            plane[to + 2] = clamp((plane[to + 2] & 0xff) + ((b - c) >> 3));
            plane[to + 3] = clamp((plane[to + 3] & 0xff) + ((a - d) >> 3));
        }
    }

    static byte clamp(int value) {
        return (byte) ((value & ~0xff) == 0 ? value : value < 0 ? 0 : 255);
    }

    /** Times the square root of 2 times the cosine of an eighth of pi. */
    private static int cosine(int value) {
        return ((value * 20_091) >> 16) + value;
    }

    /** Times the square root of 2 times the sine of an eighth of pi. */
    private static int sine(int value) {
        return (value * 35_468) >> 16;
    }
}
