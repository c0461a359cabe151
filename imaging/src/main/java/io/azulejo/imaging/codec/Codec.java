package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * One file format: recognising, probing, decoding, encoding. Stateless and safe for many threads.
 *
 * <p>{@link PictureException} is about this picture: give it up. {@link IOException} is the source's or the stream's
 * own failure, passed through.
 */
public interface Codec {
    Format format();

    /**
     * Reads the header and nothing that it does not need.
     *
     * @throws PictureException TRUNCATED, CORRUPT or UNSUPPORTED if no picture can come of it; never for its size
     */
    Probe probe(ByteSource source) throws PictureException, IOException;

    /**
     * Decodes the first picture, upright.
     *
     * @throws PictureException TOO_LARGE before any pixel is allocated; TRUNCATED, CORRUPT or UNSUPPORTED as
     *     {@code options.strictness()} asks; TIMEOUT at the deadline
     */
    Decoded decode(ByteSource source, DecodeOptions options) throws PictureException, IOException;

    /** Why a picture of this shape cannot be written in this format, in words that fit after "because"; empty if it can. */
    Optional<String> obstacle(Shape shape);

    /**
     * Metadata as this format holds them: what it has no place of its own for, and another has, is moved there. An
     * encoder is given such.
     */
    default Metadata placed(Metadata metadata) {
        return metadata;
    }

    /** What of some metadata this format has no room for, a line each; an encoder leaves it out. */
    default List<String> omissions(Metadata metadata) {
        return MetadataKind.omissions(metadata, format());
    }

    /**
     * An encoder that takes {@code shape.height()} rows and writes the file to {@code out}, which it does not close.
     *
     * @throws IllegalArgumentException if there is an {@link #obstacle}
     */
    RowSink encode(OutputStream out, Shape shape, Metadata metadata, EncodeOptions options) throws IOException;
}
