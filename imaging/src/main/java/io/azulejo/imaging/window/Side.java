package io.azulejo.imaging.window;

/**
 * One side of a picture that is to be cut into spans, in grains.
 *
 * @param length of the side
 * @param halo that lies at least between a cut and the ends of both spans that meet there
 * @param core the least that is to be left of a span between two halos
 */
record Side(int length, int halo, int core) {
    /** The shortest span that is allowed, two halos and a core; shorter where the side itself is. */
    int leastSpan() {
        return (int) Math.min(length, 2L * halo + core);
    }

    /** The same, no shorter than a span that is longer. */
    Side grownTo(int span) {
        return new Side(Math.max(length, span), halo, core);
    }

    /** As many spans of a given length, longer than two halos, as the side needs. */
    Axis exactly(int span) {
        return new Axis(length, span, span == length ? 1 : ceilDiv(length - 2L * halo, span - 2L * halo));
    }

    /** Spans of a given length as far as the least span and the side itself allow. */
    Axis about(int span) {
        return exactly(Math.max(leastSpan(), Math.min(span, length)));
    }

    /**
     * {@code count} spans, as short as leaves a halo on both sides of each cut.
     *
     * <p>From {@code length - span <= (count - 1) * (span - 2 * halo)}.
     */
    Axis shared(int count) {
        int span = ceilDiv(length + 2L * halo * (count - 1), count);
        return new Axis(length, Math.max(leastSpan(), span), count);
    }

    /** The fewest spans of which none is longer than {@code longest}, itself at least the least span. */
    Axis atMost(long longest) {
        return shared(longest >= length ? 1 : ceilDiv(length - 2L * halo, longest - 2L * halo));
    }

    /** The sum of {@code count} shared spans before they are rounded up. */
    double seen(int count) {
        return Math.max(length + 2.0 * halo * (count - 1), (double) count * leastSpan());
    }

    static int ceilDiv(long dividend, long divisor) {
        return (int) ((dividend + divisor - 1) / divisor);
    }
}
