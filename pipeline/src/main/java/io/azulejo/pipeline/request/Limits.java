package io.azulejo.pipeline.request;

import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Strictness;
import java.io.Serializable;
import java.time.Duration;

/**
 * What one picture may cost.
 *
 * @param maxMegapixels of the written picture
 * @param maxBytes of a file that is read
 * @param decodeSeconds of decoding one file
 * @param maxCellMib a larger encoded picture is a file and no cell
 * @param strict from which finding on a picture is given up
 */
public record Limits(long maxMegapixels, long maxBytes, int decodeSeconds, int maxCellMib, Strictness strict)
        implements Serializable {
    /** The defaults of the command line. */
    public static final Limits DEFAULT = new Limits(512, 2L << 30, 60, 64, Strictness.TRUNCATED);

    /** The limits of decoding, for pictures that grow by {@code scale}. */
    public DecodeOptions decoding(int scale) {
        long pixels = maxMegapixels * 1_000_000L / ((long) scale * scale);
        return new DecodeOptions(Math.max(1, pixels), maxBytes, strict, Duration.ofSeconds(decodeSeconds));
    }
}
