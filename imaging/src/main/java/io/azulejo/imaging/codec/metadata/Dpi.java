package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.picture.Metadata.Resolution;
import java.io.Serializable;

/**
 * What becomes of the resolution that a picture states when it gets more pixels.
 *
 * @param kind which of the three
 * @param perInch of {@link Kind#SET}, 1 to {@link #MOST}; else 0
 */
public record Dpi(Kind kind, int perInch) implements Serializable {
    /** What JPEG's JFIF segment holds. */
    public static final int MOST = 65_535;

    /** More pixels on the same length: the physical size stays. */
    public static final Dpi SCALE = new Dpi(Kind.SCALE, 0);

    /** The stated number stays, and with it the picture becomes larger. */
    public static final Dpi KEEP = new Dpi(Kind.KEEP, 0);

    /** The three. */
    public enum Kind {
        SCALE,
        KEEP,
        SET
    }

    /** @throws IllegalArgumentException if a number is out of its range, in words for a person */
    public Dpi {
        if (kind == Kind.SET && (perInch < 1 || perInch > MOST)) {
            throw new IllegalArgumentException(
                    "dpi %d: scale, keep or a number from 1 to %d is needed".formatted(perInch, MOST));
        }
    }

    /** So many pixels per inch, whatever was stated. */
    public static Dpi of(int perInch) {
        return new Dpi(Kind.SET, perInch);
    }

    /**
     * Reads {@code scale}, {@code keep} or a number.
     *
     * @throws IllegalArgumentException for anything else, in words for a person
     */
    public static Dpi parse(String text) {
        return switch (text) {
            case "scale" -> SCALE;
            case "keep" -> KEEP;
            default -> {
                if (!text.matches("[0-9]{1,9}")) {
                    throw new IllegalArgumentException(
                            "dpi '%s': scale, keep or a number from 1 to %d is needed".formatted(text, MOST));
                }
                yield of(Integer.parseInt(text));
            }
        };
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return switch (kind) {
            case SCALE -> "scale";
            case KEEP -> "keep";
            case SET -> Integer.toString(perInch);
        };
    }

    /** The factor on a stated resolution; of {@link Kind#SET} there is none. */
    int factor(int scale) {
        return kind == Kind.SCALE ? scale : 1;
    }

    /** The resolution of the picture with {@code scale} times the pixels a side; a mere ratio stays one. */
    Resolution applied(Resolution stated, int scale) {
        if (kind == Kind.SET) {
            return Resolution.perInch(perInch);
        }
        int factor = stated.perMetre() ? factor(scale) : 1;
        return new Resolution(stated.x() * factor, stated.y() * factor, stated.perMetre());
    }
}
