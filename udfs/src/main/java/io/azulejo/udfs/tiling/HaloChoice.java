package io.azulejo.udfs.tiling;

import io.azulejo.models.card.Card;
import io.azulejo.models.card.Halo;
import java.io.Serializable;
import java.util.OptionalInt;

/**
 * Which halo windows get.
 *
 * @param kind where the number comes from
 * @param pixels the number itself for {@link Kind#PIXELS}, else 0
 */
public record HaloChoice(Kind kind, int pixels) implements Serializable {
    /** Where a halo comes from. */
    public enum Kind {
        /** The card's calibrated halo, else its receptive radius. */
        CARD,
        /** The receptive radius. */
        EXACT,
        /** A number of input pixels. */
        PIXELS
    }

    /** The card's calibrated halo, else its receptive radius. */
    public static final HaloChoice CARD = new HaloChoice(Kind.CARD, 0);

    /** The receptive radius: tiled output equals whole output but for the arithmetic's own noise. */
    public static final HaloChoice EXACT = new HaloChoice(Kind.EXACT, 0);

    public HaloChoice {
        if (pixels < 0) {
            throw new IllegalArgumentException("halo %d: card, exact, or a number from 0 up".formatted(pixels));
        }
    }

    /** A number of input pixels, from 0 up. */
    public static HaloChoice of(int pixels) {
        return new HaloChoice(Kind.PIXELS, pixels);
    }

    /**
     * Reads {@code card}, {@code exact} or a number.
     *
     * @throws IllegalArgumentException for anything else, in words for a person
     */
    public static HaloChoice parse(String text) {
        return switch (text) {
            case "card" -> CARD;
            case "exact" -> EXACT;
            default -> {
                try {
                    yield of(Integer.parseInt(text));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "halo '%s': card, exact, or a number from 0 up".formatted(text), e);
                }
            }
        };
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return switch (kind) {
            case CARD -> "card";
            case EXACT -> "exact";
            case PIXELS -> Integer.toString(pixels);
        };
    }

    /** The halo for a model, in input pixels; empty where the network sees the whole picture and cannot be tiled. */
    public OptionalInt pixels(Card card) {
        return switch (kind) {
            case PIXELS -> OptionalInt.of(pixels);
            case EXACT -> card.radius();
            case CARD ->
                card.halo().isPresent()
                        ? OptionalInt.of(card.halo().map(Halo::value).orElseThrow())
                        : card.radius();
        };
    }
}
