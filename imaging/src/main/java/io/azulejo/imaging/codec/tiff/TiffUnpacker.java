package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;

/** The bytes of one segment without their compression, in order. For one thread. */
interface TiffUnpacker extends AutoCloseable {
    /**
     * Reads {@code length} bytes.
     *
     * @return fewer than asked only where the segment ends
     * @throws PictureException CORRUPT for codes that cannot be
     */
    int read(byte[] target, int offset, int length) throws PictureException, IOException;

    /** Checks what stands behind the last byte; CORRUPT where a checksum is wrong. */
    default void finish() throws PictureException, IOException {}

    @Override
    default void close() {}

    /** The one for a layout's compression, fax and JPEG excepted. */
    static TiffUnpacker of(TiffInput in, int compression) throws PictureException, IOException {
        return switch (compression) {
            case TiffTags.NONE -> in::read;
            case TiffTags.PACK_BITS -> new TiffPackBits(in);
            case TiffTags.LZW -> new TiffLzw(in);
            default -> new TiffInflater(in);
        };
    }

    /** The failure of a segment whose codes cannot be. */
    static PictureException corrupt(String message) {
        return new PictureException(FailureKind.CORRUPT, message);
    }
}
