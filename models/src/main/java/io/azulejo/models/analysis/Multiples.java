package io.azulejo.models.analysis;

/** Numbers that sides of windows must be multiples of. */
public final class Multiples {
    private Multiples() {}

    /** The greatest common divisor of two numbers from 0 up, not both 0. */
    public static long greatestCommon(long a, long b) {
        return Ratio.gcd(a, b);
    }

    /** The least common multiple of two numbers from 1 up; the largest int where it is beyond. */
    public static long leastCommon(long a, long b) {
        long factor = b / Ratio.gcd(a, b);
        return factor > Integer.MAX_VALUE / a ? Integer.MAX_VALUE : a * factor;
    }
}
