package io.azulejo.imaging.codec;

import java.time.Duration;

/**
 * What a decoder may spend on one picture.
 *
 * @param maxPixels width times height of the decoded picture; checked on the header, before any pixel is allocated
 * @param maxBytes length of the file
 * @param strictness from which finding on the picture is given up
 * @param deadline how long decoding may take
 */
public record DecodeOptions(long maxPixels, long maxBytes, Strictness strictness, Duration deadline) {
    /** 512 megapixels, 2 GiB, {@link Strictness#TRUNCATED}, one minute. */
    public static final DecodeOptions DEFAULT =
            new DecodeOptions(512_000_000L, 2L << 30, Strictness.TRUNCATED, Duration.ofSeconds(60));
}
