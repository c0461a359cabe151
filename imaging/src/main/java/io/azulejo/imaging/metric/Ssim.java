package io.azulejo.imaging.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Structural similarity (Wang, Bovik, Sheikh, Simoncelli 2004, "Image quality assessment", equation 13, with the
 * Gaussian window of section III.C), on samples of 0..255: the mean over all positions where the window of 11 by 11
 * fits, and over planes.
 */
record Ssim(String name, Signal signal) implements Metric {
    @Override
    public Need need() {
        return Need.FULL_REFERENCE;
    }

    @Override
    public int reach() {
        return SsimWindow.RADIUS;
    }

    @Override
    public Optional<Tally> tally(int planes, int width) {
        int compared = signal.planes(planes);
        if (compared == 0 || width < SsimWindow.SIDE) {
            return Optional.empty();
        }
        return Optional.of(new Similarity(signal, compared, width));
    }

    @Override
    public OptionalDouble value(double[] sums) {
        double positions = sums[1];
        return positions == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums[0] / positions);
    }

    private static final class Similarity implements Tally {
        private final Signal signal;
        private final SsimWindow[] windows;

        Similarity(Signal signal, int planes, int width) {
            this.signal = signal;
            this.windows = new SsimWindow[planes];
            for (int c = 0; c < planes; c++) {
                windows[c] = new SsimWindow(width);
            }
        }

        @Override
        public void add(ColourRow reference, ColourRow restored) {
            for (int c = 0; c < windows.length; c++) {
                windows[c].add(signal.plane(reference, c), signal.plane(restored, c));
            }
        }

        @Override
        public double[] sums() {
            double sum = 0;
            double positions = 0;
            for (SsimWindow window : windows) {
                sum += window.sum();
                positions += window.positions();
            }
            return new double[] {sum, positions};
        }
    }
}
