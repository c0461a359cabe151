package io.azulejo.models.analysis;

/**
 * An exact ratio in lowest terms, its denominator positive.
 *
 * <p>All throw ArithmeticException beyond 64 bits, which no sane graph reaches.
 */
record Ratio(long num, long den) implements Comparable<Ratio> {
    static final Ratio ZERO = new Ratio(0, 1);
    static final Ratio ONE = new Ratio(1, 1);

    static Ratio of(long num, long den) {
        if (den <= 0) {
            throw new ArithmeticException("denominator " + den);
        }
        long divisor = gcd(Math.absExact(num), den);
        return new Ratio(num / divisor, den / divisor);
    }

    static Ratio of(long whole) {
        return new Ratio(whole, 1);
    }

    static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    Ratio plus(Ratio other) {
        return of(
                Math.addExact(Math.multiplyExact(num, other.den), Math.multiplyExact(other.num, den)),
                Math.multiplyExact(den, other.den));
    }

    Ratio times(Ratio other) {
        return of(Math.multiplyExact(num, other.num), Math.multiplyExact(den, other.den));
    }

    Ratio over(Ratio other) {
        return of(Math.multiplyExact(num, other.den), Math.multiplyExact(den, other.num));
    }

    Ratio max(Ratio other) {
        return compareTo(other) >= 0 ? this : other;
    }

    long ceil() {
        return -Math.floorDiv(-num, den);
    }

    boolean isWhole() {
        return den == 1;
    }

    double value() {
        return (double) num / den;
    }

    @Override
    public int compareTo(Ratio other) {
        return Long.compare(Math.multiplyExact(num, other.den), Math.multiplyExact(other.num, den));
    }
}
