package io.azulejo.models.card;

import java.util.Optional;

/**
 * Input pixels to add on each inner side of a window so that its core comes out as it does in the whole picture.
 *
 * @param value in input pixels, from 0 up
 * @param evidence how it was found; empty for one that was set by hand
 */
public record Halo(int value, Optional<Evidence> evidence) {
    /**
     * What a calibration saw, tiled against whole output: at this halo less the pixels that it adds for pictures not
     * seen.
     *
     * @param images photographs that were compared
     * @param windows windows that were run in them
     * @param maxStep largest difference, in steps of 8 bits
     * @param share samples that differ at all, over all samples, 0..1
     */
    public record Evidence(int images, long windows, int maxStep, double share) {}
}
