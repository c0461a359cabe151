package io.azulejo.imaging.resample;

/**
 * Which samples of a line make each sample of the resized line, and by what weights.
 *
 * <p>Weights are whole numbers over one common divisor per output sample, so that the sums over samples of 8 or 16 bits
 * are exact in a double and an exact half is seen as one. Immutable.
 */
final class Taps {
    /** How many taps every output sample has. */
    final int count;

    /** Tap {@code k} of output {@code i}, at {@code i * count + k}: an index mirrored into the line. */
    final int[] index;

    /** The weight of each tap, laid out like {@link #index}. */
    final double[] weight;

    /** The sum of the weights of each output. */
    final double[] divisor;

    private Taps(int count, int[] index, double[] weight, double[] divisor) {
        this.count = count;
        this.index = index;
        this.weight = weight;
        this.divisor = divisor;
    }

    /**
     * The taps of MATLAB's {@code imresize(..., numerator / denominator, 'bicubic')} for a line of {@code length}
     * samples: output {@code i} (from 1) lies at {@code i / s + (1 - 1 / s) / 2}; the kernel is 4 input samples wide,
     * and 4 / s when shrinking.
     */
    static Taps of(int length, int numerator, int denominator) {
        int outputs = Imresize.resized(length, numerator, denominator);
        // In units of 1 / (2 * numerator) input samples every position is whole.
        long reach = 4L * Math.max(numerator, denominator);
        int count = (int) ((reach + numerator - 1) / numerator);
        int[] index = new int[outputs * count];
        double[] weight = new double[outputs * count];
        double[] divisor = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            long centre = 2L * (i + 1) * denominator + numerator - denominator;
            long first = Math.floorDiv(centre - reach, 2L * numerator) + 1;
            for (int k = 0; k < count; k++) {
                long distance = Math.abs(centre - (first + k) * 2L * numerator);
                long w = cubic(distance, 2L * Math.max(numerator, denominator));
                index[i * count + k] = mirrored(first + k - 1, length);
                weight[i * count + k] = w;
                divisor[i] += w;
            }
        }
        return new Taps(count, index, weight, divisor);
    }

    int outputs() {
        return divisor.length;
    }

    /**
     * Keys' cubic with a = -1/2 (Keys 1981, "Cubic convolution interpolation", equation 15) at t = p / q, times 2 q³.
     */
    private static long cubic(long p, long q) {
        if (p <= q) {
            return 3 * p * p * p - 5 * p * p * q + 2 * q * q * q;
        }
        return p < 2 * q ? -p * p * p + 5 * p * p * q - 8 * p * q * q + 4 * q * q * q : 0;
    }

    /** The line goes on in both directions as its mirror image, the edge sample repeated. */
    private static int mirrored(long index, int length) {
        long within = Math.floorMod(index, 2L * length);
        return (int) (within < length ? within : 2L * length - 1 - within);
    }
}
