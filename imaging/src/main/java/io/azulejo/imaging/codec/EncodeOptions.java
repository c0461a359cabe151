package io.azulejo.imaging.codec;

/**
 * How to encode.
 *
 * @param quality 1..100 of lossy formats
 */
public record EncodeOptions(int quality) {
    /** JPEG quality 95. */
    public static final EncodeOptions DEFAULT = new EncodeOptions(95);
}
