package io.azulejo.models.card;

import java.util.Optional;

/**
 * What inputs a network takes where it does not take all.
 *
 * @param batch windows in one run; 0 where any number is right
 * @param width input pixels; 0 where any is right
 * @param height input pixels; 0 where any is right, and only together with the width
 * @param multiple both sides of a free window must be multiples of this; 1 where any side is right
 */
public record Sizes(int batch, int width, int height, int multiple) {
    /** Any batch of windows of any size. */
    public static final Sizes ANY = new Sizes(0, 0, 0, 1);

    /** The largest multiple that is cut to: larger ones are fixed sizes in disguise. */
    public static final int LARGEST_MULTIPLE = 1024;

    /** @throws IllegalArgumentException if no network takes such inputs, in words for a person */
    public Sizes {
        if (batch < 0 || width < 0 || height < 0 || (width == 0) != (height == 0)) {
            throw new IllegalArgumentException(
                    "batch %d, width %d and height %d: 0 for what is free, width and height together"
                            .formatted(batch, width, height));
        }
        if (multiple < 1 || multiple > LARGEST_MULTIPLE) {
            throw new IllegalArgumentException(
                    "multiple %d: a number from 1 to %d is right".formatted(multiple, LARGEST_MULTIPLE));
        }
    }

    /** Whether there is one size of window only. */
    public boolean fixed() {
        return width > 0;
    }

    /** This fixed size as a network of other sizes takes it, with the batch of either; empty where it does not. */
    public Optional<Sizes> within(Sizes network) {
        boolean size = network.fixed()
                ? width == network.width && height == network.height
                : width % network.multiple == 0 && height % network.multiple == 0;
        boolean batches = batch == 0 || network.batch == 0 || batch == network.batch;
        return size && batches
                ? Optional.of(new Sizes(Math.max(batch, network.batch), width, height, network.multiple))
                : Optional.empty();
    }

    /** The largest halo that leaves a core in a window of the fixed size. */
    public int mostHalo(int leastCore) {
        return Math.max(0, (Math.min(width, height) - leastCore) / 2);
    }

    /** What a message says of it, such as {@code 2 x 64x48}, {@code multiples of 8} or {@code any size}. */
    @Override
    public String toString() {
        String size =
                fixed() ? "%dx%d".formatted(width, height) : multiple > 1 ? "multiples of " + multiple : "any size";
        return batch > 0 ? "%d x %s".formatted(batch, size) : size;
    }
}
