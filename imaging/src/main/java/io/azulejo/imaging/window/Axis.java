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
    /** The least part of a span that is worth a run: a span is never shorter than two halos and this. */
    static final int LEAST_CORE = 16;

    /** The shortest span that is allowed; shorter where the side itself is. */
    static int leastSpan(int length, int halo) {
        return (int) Math.min(length, 2L * halo + LEAST_CORE);
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
    static Axis shared(int length, int halo, int count) {
        int span = ceilDiv(length + 2L * halo * (count - 1), count);
        return new Axis(length, Math.max(leastSpan(length, halo), span), count);
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
