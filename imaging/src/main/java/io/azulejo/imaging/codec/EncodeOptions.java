package io.azulejo.imaging.codec;

/**
 * How to encode.
 *
 * @param quality 1..100 of lossy formats, as libjpeg counts it
 * @param lossless whether a format that can be both, lossy and lossless, is to lose nothing
 */
public record EncodeOptions(int quality, boolean lossless) {
    /** JPEG quality 95; WebP without loss. */
    public static final EncodeOptions DEFAULT = new EncodeOptions(95, true);

    /** Throws {@link IllegalArgumentException} for a quality out of range. */
    public EncodeOptions {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality %d; expected 1 to 100".formatted(quality));
        }
    }

    /** A quality that was asked for, also of a format that could do without loss. */
    public EncodeOptions(int quality) {
        this(quality, false);
    }
}
