package io.azulejo.models.analysis;

/** Numbers that sides of windows must be multiples of. */
public final class Multiples {
    private Multiples() {}

    /** The least common multiple of two numbers from 1 up; the largest int where it is beyond. */
    public static long leastCommon(long a, long b) {
        long factor = b / Ratio.gcd(a, b);
        return factor > Integer.MAX_VALUE / a ? Integer.MAX_VALUE : a * factor;
    }
}
