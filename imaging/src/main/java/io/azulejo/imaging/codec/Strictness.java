package io.azulejo.imaging.codec;

/**
 * From which finding on a decoder gives a picture up, in rising order: each level gives up for its own findings and for
 * those of the levels before it (after libvips' {@code VipsFailOn}).
 */
public enum Strictness {
    /** Take whatever pixels there are. */
    NONE,
    /** Give up where pixels are missing: the file ends early. */
    TRUNCATED,
    /** And where the bytes contradict the format: damaged data that a reader could step over. */
    ERROR,
    /** And for every remark that a reader makes. */
    WARNING;

    /** Whether a finding of the given level is a failure at this one. */
    public boolean failsOn(Strictness finding) {
        return finding != NONE && compareTo(finding) >= 0;
    }
}
