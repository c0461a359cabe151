package io.azulejo.imaging.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Peak signal-to-noise ratio in dB: 10 log10(255² / MSE), the mean over all samples of all planes together; infinite for
 * equal pictures. The peak is 255 for luma too, whose range is 16..235.
 */
record Psnr(String name, Signal signal) implements Metric {
    @Override
    public Need need() {
        return Need.FULL_REFERENCE;
    }

    @Override
    public int reach() {
        return 0;
    }

    @Override
    public Optional<Tally> tally(int planes, int width) {
        int compared = signal.planes(planes);
        return compared == 0 ? Optional.empty() : Optional.of(new SquaredError(signal, compared));
    }

    @Override
    public OptionalDouble value(double[] sums) {
        double samples = sums[1];
        return samples == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(10 * Math.log10(255.0 * 255.0 / (sums[0] / samples)));
    }

    private static final class SquaredError implements Tally {
        private final Signal signal;
        private final int planes;
        private double squares;
        private long samples;

        SquaredError(Signal signal, int planes) {
            this.signal = signal;
            this.planes = planes;
        }

        @Override
        public void add(ColourRow reference, ColourRow restored) {
            for (int c = 0; c < planes; c++) {
                squares += squares(signal.plane(reference, c), signal.plane(restored, c));
            }
            samples += (long) planes * reference.width();
        }

        private static double squares(double[] a, double[] b) {
            double sum = 0;
            for (int x = 0; x < a.length; x++) {
                double difference = a[x] - b[x];
                sum += difference * difference;
            }
            return sum;
        }

        @Override
        public double[] sums() {
            return new double[] {squares, samples};
        }
    }
}
