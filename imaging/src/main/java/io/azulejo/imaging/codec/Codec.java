package io.azulejo.imaging.codec;

import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
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
    default Probe probe(ByteSource source) throws PictureException, IOException {
        return probe(source, DecodeOptions.DEFAULT.deadline());
    }

    /**
     * The same, with TIMEOUT once reading has taken {@code deadline}.
     *
     * @throws PictureException TRUNCATED, CORRUPT or UNSUPPORTED if no picture can come of it, CORRUPT too if the header
     *     does not end within {@value SourceReader#MOST_HEADER_BYTES} bytes read, TIMEOUT; never for its size
     */
    Probe probe(ByteSource source, Duration deadline) throws PictureException, IOException;

    /** Is told of a header before any pixel is allocated; what it throws ends the decoding. */
    @FunctionalInterface
    interface Header {
        void read(Probe probe) throws PictureException, IOException;
    }

    /**
     * Decodes the first picture, upright.
     *
     * @throws PictureException TOO_LARGE before any pixel is allocated; TRUNCATED, CORRUPT or UNSUPPORTED as
     *     {@code options.strictness()} asks; TIMEOUT at the deadline
     */
    default Decoded decode(ByteSource source, DecodeOptions options) throws PictureException, IOException {
        return decode(source, options, probe -> {});
    }

    /**
     * The same, telling {@code header} once what the header says: its pages are those that the header knows of.
     *
     * @throws PictureException as above, and what {@code header} throws
     */
    Decoded decode(ByteSource source, DecodeOptions options, Header header) throws PictureException, IOException;

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
