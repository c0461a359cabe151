package io.azulejo.models.analysis;

/**
 * How a value's samples along one axis depend on the input's pixels.
 *
 * <p>Sample j lies at pixel j / scale, and depends on pixels from {@code floor(j / scale - before)} to
 * {@code floor(j / scale + after)} at most. Both are signed: a slice moves samples, so one side may be negative. Samples
 * near the borders have seen what was put there where the picture ends; within a window these differ from the picture's.
 *
 * @param scale samples an input pixel
 * @param before in input pixels, towards the picture's beginning
 * @param after in input pixels, towards its end
 * @param extra samples more than the picture's pixels times the scale; may be negative
 * @param first how many samples at the beginning have seen padding
 * @param last how many at the end
 */
record AxisDependence(Ratio scale, Ratio before, Ratio after, long extra, long first, long last) {
    static final AxisDependence INPUT = new AxisDependence(Ratio.ONE, Ratio.ZERO, Ratio.ZERO, 0, 0, 0);

    /** Reaching further by so many of this value's samples; as many samples as before. */
    AxisDependence reach(Ratio samplesBefore, Ratio samplesAfter) {
        return new AxisDependence(
                scale,
                before.plus(samplesBefore.over(scale)),
                after.plus(samplesAfter.over(scale)),
                extra,
                first,
                last);
    }

    AxisDependence reach(long samplesBefore, long samplesAfter) {
        return reach(Ratio.of(samplesBefore), Ratio.of(samplesAfter));
    }

    /** With samples put before and behind, or cut off where negative; each sample depends on what it did. */
    AxisDependence padded(long begin, long end) {
        AxisDependence moved = reach(begin, Math.negateExact(begin));
        return new AxisDependence(
                scale,
                moved.before,
                moved.after,
                Math.addExact(extra, Math.addExact(begin, end)),
                Math.max(0, Math.addExact(first, begin)),
                Math.max(0, Math.addExact(last, end)));
    }

    /** Every {@code step}-th sample from the first on. */
    AxisDependence everyOf(long step) {
        return new AxisDependence(
                scale.over(Ratio.of(step)),
                before,
                after,
                ceiling(extra, step),
                ceiling(first, step),
                ceiling(last, step));
    }

    /** Of another number of samples. */
    AxisDependence counting(long samplesMore) {
        return new AxisDependence(scale, before, after, samplesMore, first, last);
    }

    /** Whose samples near the borders have seen padding up to so many. */
    AxisDependence bordered(long samplesFirst, long samplesLast) {
        return new AxisDependence(scale, before, after, extra, Math.max(0, samplesFirst), Math.max(0, samplesLast));
    }

    /**
     * Every sample {@code factor} times in a row. Where a sample stands for several input pixels, the last copy lies up
     * to that far behind it.
     */
    AxisDependence repeated(long factor) {
        AxisDependence aligned = scale.isWhole() ? this : reach(Ratio.of(factor - 1, factor), Ratio.ZERO);
        return new AxisDependence(
                scale.times(Ratio.of(factor)),
                aligned.before,
                aligned.after,
                Math.multiplyExact(extra, factor),
                Math.multiplyExact(first, factor),
                Math.multiplyExact(last, factor));
    }

    /** The same reach with another number of samples an input pixel. */
    AxisDependence scaled(Ratio factor) {
        return new AxisDependence(scale.times(factor), before, after, extra, first, last);
    }

    /** Reaching to both sides as far as to the further one. */
    AxisDependence symmetric() {
        Ratio further = before.max(after);
        return new AxisDependence(scale, further, further, extra, first, last);
    }

    AxisDependence union(AxisDependence other) {
        return new AxisDependence(
                scale,
                before.max(other.before),
                after.max(other.after),
                extra,
                Math.max(first, other.first),
                Math.max(last, other.last));
    }

    boolean sameSizeAs(AxisDependence other) {
        return scale.equals(other.scale) && extra == other.extra;
    }

    /** Input pixels, the longest of its reaches. */
    long radius() {
        long reach = before.max(after).ceil();
        long border = Ratio.of(Math.max(first, last)).over(scale).ceil();
        return Math.max(0, Math.max(reach, border));
    }

    static long ceiling(long count, long step) {
        return -Math.floorDiv(-count, step);
    }
}
