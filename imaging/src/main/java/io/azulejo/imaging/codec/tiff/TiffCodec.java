package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.metadata.XmpTexts;
import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * TIFF and BigTIFF: strips and tiles, chunky and planar, 1 to 16 bits, grey, palette, RGB and CMYK with or without
 * alpha; without compression, with LZW, Deflate, PackBits, fax codes and JPEG. Of several pages the first. Written are
 * strips with Deflate, as BigTIFF where the pixels near 4 GiB.
 */
public final class TiffCodec implements Codec {
    @Override
    public Format format() {
        return Format.TIFF;
    }

    @Override
    public Probe probe(ByteSource source, Duration deadline) throws PictureException, IOException {
        return TiffDecoder.probe(SourceReader.ofHeader(source, Deadline.after(deadline)));
    }

    @Override
    public Decoded decode(ByteSource source, DecodeOptions options, Header header)
            throws PictureException, IOException {
        return new TiffDecoder(source, options, header).decode();
    }

    /** TIFF holds every {@link Shape}. */
    @Override
    public Optional<String> obstacle(Shape shape) {
        return Optional.empty();
    }

    @Override
    public Metadata placed(Metadata metadata) {
        return XmpTexts.moved(metadata, /* comments= */ true);
    }

    /** The file is written when the encoder is closed; until then strips beyond 64 MiB wait in a temporary file. */
    @Override
    public RowSink encode(OutputStream out, Shape shape, Metadata metadata, EncodeOptions options) throws IOException {
        return new TiffEncoder(out, shape, metadata);
    }
}
