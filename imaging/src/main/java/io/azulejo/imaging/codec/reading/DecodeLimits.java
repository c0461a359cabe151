package io.azulejo.imaging.codec.reading;

import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;

/** The limits of {@link DecodeOptions}, and those of arrays and of the memory. */
public final class DecodeLimits {
    /** The longest array that every JVM gives. */
    private static final long MOST_ARRAY_BYTES = Integer.MAX_VALUE - 8L;

    private DecodeLimits() {}

    /** Refuses, with TOO_LARGE, a file of more bytes than {@code options} allow. */
    public static void checkBytes(long bytes, DecodeOptions options) throws PictureException {
        if (bytes > options.maxBytes()) {
            throw tooLarge("the file has %d bytes; the limit is %d".formatted(bytes, options.maxBytes()));
        }
    }

    /** Refuses, with TOO_LARGE, a picture of more pixels than {@code options} allow or of rows that no array holds. */
    public static void checkPixels(Shape shape, DecodeOptions options) throws PictureException {
        if (shape.pixels() > options.maxPixels()) {
            throw tooLarge("%dx%d is %d pixels; the limit is %d"
                    .formatted(shape.width(), shape.height(), shape.pixels(), options.maxPixels()));
        }
        long longest = Math.max(shape.width(), shape.height());
        checkArray(shape, longest * shape.channels() * (shape.bits() / 8));
    }

    /** Refuses, with TOO_LARGE, a picture that needs an array of more bytes than there can be. */
    public static void checkArray(Shape shape, long bytes) throws PictureException {
        if (bytes > MOST_ARRAY_BYTES) {
            throw tooLarge("%dx%d needs %d bytes in one piece; there can be %d"
                    .formatted(shape.width(), shape.height(), bytes, MOST_ARRAY_BYTES));
        }
    }

    /**
     * A picture of zeros.
     *
     * @throws PictureException TOO_LARGE if the memory does not hold it
     */
    public static Picture blank(Shape shape) throws PictureException {
        try {
            return Picture.blank(shape, Metadata.NONE);
        } catch (OutOfMemoryError e) {
            throw outOfMemory(shape, e);
        }
    }

    /** The failure of a picture within the limits that the memory does not hold all the same. */
    public static PictureException outOfMemory(Shape shape, OutOfMemoryError cause) {
        return new PictureException(
                FailureKind.TOO_LARGE,
                "%dx%d needs %d MiB of memory, which are not to be had; this process may use %d: allow it more, or fewer pixels"
                        .formatted(
                                shape.width(),
                                shape.height(),
                                shape.height() * (long) shape.rowBytes() / (1 << 20),
                                Runtime.getRuntime().maxMemory() / (1 << 20)),
                cause);
    }

    private static PictureException tooLarge(String message) {
        return new PictureException(FailureKind.TOO_LARGE, message);
    }
}
