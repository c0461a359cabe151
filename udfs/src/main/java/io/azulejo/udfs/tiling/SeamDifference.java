package io.azulejo.udfs.tiling;

/**
 * How tiled output differs from whole output, in samples of 8 bits.
 *
 * @param samples compared
 * @param differing samples that differ at all
 * @param maxStep largest difference, 0..255
 * @param windows that the tiled output was made of
 * @param redundancy input pixels run over input pixels of the picture
 */
public record SeamDifference(long samples, long differing, int maxStep, long windows, double redundancy) {
    /** Nothing compared. */
    public static final SeamDifference NONE = new SeamDifference(0, 0, 0, 0, 1);

    /** SampleLine that differ over all samples, 0..1. */
    public double share() {
        return samples == 0 ? 0 : (double) differing / samples;
    }

    /** Both together; the redundancy weighted by samples. */
    public SeamDifference plus(SeamDifference other) {
        long all = samples + other.samples;
        double weighted = all == 0 ? 1 : (redundancy * samples + other.redundancy * other.samples) / all;
        return new SeamDifference(
                all, differing + other.differing, Math.max(maxStep, other.maxStep), windows + other.windows, weighted);
    }
}
