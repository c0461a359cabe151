package io.azulejo.imaging.codec;

/**
 * How to encode.
 *
 * @param quality 1..100 of lossy formats, as libjpeg counts it
 */
public record EncodeOptions(int quality) {
    /** JPEG quality 95. */
    public static final EncodeOptions DEFAULT = new EncodeOptions(95);

    /** Throws {@link IllegalArgumentException} for a quality out of range. */
    public EncodeOptions {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality %d; expected 1 to 100".formatted(quality));
        }
    }
}
