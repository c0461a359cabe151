package io.azulejo.imaging.codec.jpeg;

/**
 * The forward cosine transform of 8 by 8 samples in integers, with the arithmetic of libjpeg's accurate one (jfdctint.c;
 * Loeffler, Ligtenberg and Moschytz, ICASSP 1989): the same files to the bit at the same tables.
 */
final class ForwardDct {
    private static final int FRACTION_BITS = 13;
    private static final int ROW_BITS = 2;
    private static final int C0_298631336 = 2446;
    private static final int C0_390180644 = 3196;
    private static final int C0_541196100 = 4433;
    private static final int C0_765366865 = 6270;
    private static final int C0_899976223 = 7373;
    private static final int C1_175875602 = 9633;
    private static final int C1_501321110 = 12299;
    private static final int C1_847759065 = 15137;
    private static final int C1_961570560 = 16069;
    private static final int C2_053119869 = 16819;
    private static final int C2_562915447 = 20995;
    private static final int C3_072711026 = 25172;

    private ForwardDct() {}

    /** Transforms a block of samples -128..127 in place, row by row; coefficients come out 8 times too large. */
    static void transform(int[] block) {
        for (int row = 0; row < 64; row += 8) {
            pass(block, row, 1, FRACTION_BITS - ROW_BITS, -ROW_BITS);
        }
        for (int column = 0; column < 8; column++) {
            pass(block, column, 8, FRACTION_BITS + ROW_BITS, ROW_BITS);
        }
    }

    /** One transform of 8 values; {@code shift} scales products down, {@code sumShift} (up if negative) plain sums. */
    private static void pass(int[] b, int at, int step, int shift, int sumShift) {
        int i1 = at + step;
        int i2 = i1 + step;
        int i3 = i2 + step;
        int i4 = i3 + step;
        int i5 = i4 + step;
        int i6 = i5 + step;
        int i7 = i6 + step;
        int round = 1 << (shift - 1);

        int t0 = b[at] + b[i7];
        int t7 = b[at] - b[i7];
        int t1 = b[i1] + b[i6];
        int t6 = b[i1] - b[i6];
        int t2 = b[i2] + b[i5];
        int t5 = b[i2] - b[i5];
        int t3 = b[i3] + b[i4];
        int t4 = b[i3] - b[i4];

        int t10 = t0 + t3;
        int t13 = t0 - t3;
        int t11 = t1 + t2;
        int t12 = t1 - t2;
        if (sumShift < 0) {
            b[at] = (t10 + t11) << -sumShift;
            b[i4] = (t10 - t11) << -sumShift;
        } else {
            int half = 1 << (sumShift - 1);
            b[at] = (t10 + t11 + half) >> sumShift;
            b[i4] = (t10 - t11 + half) >> sumShift;
        }
        int even = (t12 + t13) * C0_541196100 + round;
        b[i2] = (even + t13 * C0_765366865) >> shift;
        b[i6] = (even - t12 * C1_847759065) >> shift;

        int z5 = (t4 + t6 + t5 + t7) * C1_175875602;
        int z1 = -(t4 + t7) * C0_899976223 + round;
        int z2 = -(t5 + t6) * C2_562915447 + round;
        int z3 = z5 - (t4 + t6) * C1_961570560;
        int z4 = z5 - (t5 + t7) * C0_390180644;
        b[i7] = (t4 * C0_298631336 + z1 + z3) >> shift;
        b[i5] = (t5 * C2_053119869 + z2 + z4) >> shift;
        b[i3] = (t6 * C3_072711026 + z2 + z3) >> shift;
        b[i1] = (t7 * C1_501321110 + z1 + z4) >> shift;
    }
}
