package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.Optional;

/**
 * The codecs of this build, chosen by a file's first bytes and never by its name. Safe for many threads.
 */
public final class Codecs {
    /** How many of a file's first bytes {@link #sniff} wants. */
    public static final int SNIFF_BYTES = 64;

    private Codecs() {}

    /** The format that a file's first bytes (up to {@link #SNIFF_BYTES}) stand for, read by us or not. */
    public static Optional<Format> sniff(byte[] head) {
        return Optional.empty();
    }

    /**
     * The codec that reads and writes a format.
     *
     * @throws PictureException UNSUPPORTED, naming the formats that are
     */
    public static Codec of(Format format) throws PictureException {
        throw new PictureException(io.azulejo.imaging.picture.FailureKind.UNSUPPORTED, format.label());
    }

    /**
     * {@link Codec#probe} of the codec that fits.
     *
     * @throws PictureException NOT_A_PICTURE for bytes of no known format or none at all, and what the codec throws
     */
    public static Probe probe(ByteSource source) throws PictureException, IOException {
        throw new PictureException(io.azulejo.imaging.picture.FailureKind.NOT_A_PICTURE, source + "");
    }

    /**
     * {@link Codec#decode} of the codec that fits.
     *
     * @throws PictureException NOT_A_PICTURE for bytes of no known format or none at all, and what the codec throws
     */
    public static Decoded decode(ByteSource source, DecodeOptions options) throws PictureException, IOException {
        throw new PictureException(io.azulejo.imaging.picture.FailureKind.NOT_A_PICTURE, source + "" + options);
    }
}
