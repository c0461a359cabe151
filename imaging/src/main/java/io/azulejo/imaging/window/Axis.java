package io.azulejo.imaging.window;

/**
 * Equal spans spread evenly over one side of a picture, the outer ones flush with its ends, and the cuts half-way in
 * the overlap of neighbours.
 *
 * @param length of the side
 * @param span length of each span, at most {@code length}
 * @param count of spans
 */
record Axis(int length, int span, int count) {
    /** The shortest span that is allowed, two halos and a core; shorter where the side itself is. */
    static int leastSpan(int length, int halo, int core) {
        return (int) Math.min(length, 2L * halo + core);
    }

    /** As many spans of a given length as the side needs. */
    static Axis of(int length, int halo, int span) {
        return new Axis(length, span, span == length ? 1 : ceilDiv(length - 2L * halo, span - 2L * halo));
    }

    /**
     * {@code count} spans, as short as leaves a halo on both sides of each cut.
     *
     * <p>From {@code length - span <= (count - 1) * (span - 2 * halo)}.
     */
    static Axis shared(int length, int halo, int core, int count) {
        int span = ceilDiv(length + 2L * halo * (count - 1), count);
        return new Axis(length, Math.max(leastSpan(length, halo, core), span), count);
    }

    /** Where span {@code i} begins. */
    int start(int i) {
        return count == 1 ? 0 : (int) ((long) i * (length - span) / (count - 1));
    }

    /** Where the core of span {@code i} begins; {@code cut(count)} is where the last one ends. */
    int cut(int i) {
        if (i == 0 || i == count) {
            return i == 0 ? 0 : length;
        }
        return (int) (((long) start(i - 1) + span + start(i)) / 2);
    }

    static int ceilDiv(long dividend, long divisor) {
        return (int) ((dividend + divisor - 1) / divisor);
    }
}
