package io.azulejo.imaging.codec.reading;

import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;

/** The limits of {@link DecodeOptions}, and those of an array. */
public final class Limits {
    /** The longest array that every JVM gives. */
    private static final long MOST_ARRAY_BYTES = Integer.MAX_VALUE - 8L;

    private Limits() {}

    /** Refuses, with TOO_LARGE, a file of more bytes than {@code options} allow. */
    public static void checkBytes(long bytes, DecodeOptions options) throws PictureException {
        if (bytes > options.maxBytes()) {
            throw tooLarge("the file has %,d bytes; the limit is %,d".formatted(bytes, options.maxBytes()));
        }
    }

    /** Refuses, with TOO_LARGE, a picture of more pixels than {@code options} allow or of rows that no array holds. */
    public static void checkPixels(Shape shape, DecodeOptions options) throws PictureException {
        if (shape.pixels() > options.maxPixels()) {
            throw tooLarge("%dx%d is %,d pixels; the limit is %,d"
                    .formatted(shape.width(), shape.height(), shape.pixels(), options.maxPixels()));
        }
        long longest = Math.max(shape.width(), shape.height());
        checkArray(shape, longest * shape.channels() * (shape.bits() / 8));
    }

    /** Refuses, with TOO_LARGE, a picture that needs an array of more bytes than there can be. */
    public static void checkArray(Shape shape, long bytes) throws PictureException {
        if (bytes > MOST_ARRAY_BYTES) {
            throw tooLarge("%dx%d needs %,d bytes in one piece; there can be %,d"
                    .formatted(shape.width(), shape.height(), bytes, MOST_ARRAY_BYTES));
        }
    }

    private static PictureException tooLarge(String message) {
        return new PictureException(FailureKind.TOO_LARGE, message);
    }
}
