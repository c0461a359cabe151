package io.azulejo.udfs.adopt;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Ends that a network was seen to have: it ran, and gave a picture of a whole multiple of its input's size.
 *
 * @param network with those ends rewired
 * @param scale output over input, a side
 * @param multiple the least that sides must be multiples of
 * @param height of the pictures that it was run on
 * @param width of them
 */
@SuppressWarnings("ArrayRecordComponent") // compared never
record FittingEnds(NetworkEnds ends, byte[] network, int scale, int multiple, int height, int width) {
    private static final int LARGEST_SCALE = 16;
    private static final int LEAST_SIDE = 64;

    /** Multiples that networks ask for: powers of two, windows of attention, and what lies between. */
    private static final List<Integer> MULTIPLES =
            List.of(1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 48, 56, 64, 96, 112, 128);

    /** Primes beyond all factors of {@link #MULTIPLES}: a side of one of these times m is a multiple of m alone. */
    private static final int[] PRIMES = {11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73};

    /** How far trying got: the fit, or what came of the last run. */
    record Attempt(Optional<FittingEnds> fit, String outcome) {}

    static Attempt of(byte[] network, NetworkEnds ends, OptionalInt asked) throws OrtException {
        int batch = Math.max(1, ends.fixedBatch());
        try (TrialSession trial = new TrialSession(network, ends, batch)) {
            if (ends.fixedHeight() > 0) {
                Optional<FittingEnds> fit = run(trial, network, ends, 1, ends.fixedHeight(), ends.fixedWidth());
                return new Attempt(fit, trial.outcome());
            }
            for (int multiple : asked.isPresent() ? List.of(asked.getAsInt()) : MULTIPLES) {
                int first = IntStream.range(0, PRIMES.length - 1)
                        .filter(i -> PRIMES[i] * multiple >= LEAST_SIDE)
                        .findFirst()
                        .orElse(0);
                Optional<FittingEnds> fit =
                        run(trial, network, ends, multiple, PRIMES[first] * multiple, PRIMES[first + 1] * multiple);
                if (fit.isPresent()) {
                    return new Attempt(fit, "");
                }
                if (!trial.givesPictures()) {
                    return new Attempt(Optional.empty(), trial.outcome());
                }
            }
            String tried = asked.isPresent() ? "" : " (sides of multiples of up to 128 were tried)";
            return new Attempt(Optional.empty(), trial.outcome() + tried);
        }
    }

    private static Optional<FittingEnds> run(
            TrialSession trial, byte[] network, NetworkEnds ends, int multiple, int height, int width) {
        float[] planes = TrialPictures.picture(ends.pictureChannels(), height, width);
        return trial.run(planes, height, width)
                .filter(given -> given.height() % height == 0
                        && given.width() % width == 0
                        && given.height() / height == given.width() / width
                        && given.height() >= height
                        && given.height() / height <= LARGEST_SCALE)
                .map(given -> new FittingEnds(ends, network, given.height() / height, multiple, height, width));
    }
}
