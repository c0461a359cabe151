package io.azulejo.models.analysis;

/**
 * How a value's samples along one axis depend on the input's pixels.
 *
 * <p>Sample j lies at pixel j / scale, and depends on pixels from {@code floor(j / scale - before)} to
 * {@code floor(j / scale + after)} at most. Both are signed: a slice moves samples, so one side may be negative.
 *
 * @param scale samples an input pixel
 * @param before in input pixels, towards the picture's beginning
 * @param after in input pixels, towards its end
 */
record Axis(Ratio scale, Ratio before, Ratio after) {
    static final Axis INPUT = new Axis(Ratio.ONE, Ratio.ZERO, Ratio.ZERO);

    /** Reaching further by so many of this value's samples. */
    Axis reach(Ratio samplesBefore, Ratio samplesAfter) {
        return new Axis(scale, before.plus(samplesBefore.over(scale)), after.plus(samplesAfter.over(scale)));
    }

    Axis reach(long samplesBefore, long samplesAfter) {
        return reach(Ratio.of(samplesBefore), Ratio.of(samplesAfter));
    }

    /** Every {@code step}-th sample. */
    Axis shrunk(long step) {
        return new Axis(scale.over(Ratio.of(step)), before, after);
    }

    /**
     * Every sample {@code factor} times in a row. Where a sample stands for several input pixels, the last copy lies up
     * to that far behind it.
     */
    Axis repeated(long factor) {
        Axis aligned = scale.isWhole() ? this : reach(Ratio.of(factor - 1, factor), Ratio.ZERO);
        return aligned.scaled(Ratio.of(factor));
    }

    /** The same reach with another number of samples. */
    Axis scaled(Ratio factor) {
        return new Axis(scale.times(factor), before, after);
    }

    /** Reaching to both sides as far as to the further one. */
    Axis symmetric() {
        return new Axis(scale, before.max(after), before.max(after));
    }

    Axis union(Axis other) {
        return new Axis(scale, before.max(other.before), after.max(other.after));
    }

    /** Input pixels, the longer side. */
    long radius() {
        return Math.max(0, before.max(after).ceil());
    }
}
