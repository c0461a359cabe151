package io.azulejo.imaging.codec.webp;

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
 * WebP: lossy, lossless, with alpha, of an animation the first frame; written lossless or, where a quality is asked for,
 * lossy. Pictures are held whole, in both directions.
 */
public final class WebpCodec implements Codec {
    private static final int MOST_SIDE = 16_383;

    @Override
    public Format format() {
        return Format.WEBP;
    }

    @Override
    public Probe probe(ByteSource source, Duration deadline) throws PictureException, IOException {
        return WebpDecoder.probe(SourceReader.ofHeader(source, Deadline.after(deadline)));
    }

    @Override
    public Decoded decode(ByteSource source, DecodeOptions options, Header header)
            throws PictureException, IOException {
        return new WebpDecoder(source, options, header).decode();
    }

    @Override
    public Optional<String> obstacle(Shape shape) {
        if (shape.bits() != 8) {
            return Optional.of("WebP holds 8 bits a sample and this picture has %d".formatted(shape.bits()));
        }
        if (Math.max(shape.width(), shape.height()) > MOST_SIDE) {
            return Optional.of("WebP holds %d pixels a side and this picture has %dx%d"
                    .formatted(MOST_SIDE, shape.width(), shape.height()));
        }
        return Optional.empty();
    }

    @Override
    public Metadata placed(Metadata metadata) {
        return XmpTexts.moved(metadata, /* comments= */ true);
    }

    /** Grey is written as RGB of three equal samples. The whole picture is held until the encoder is closed. */
    @Override
    public RowSink encode(OutputStream out, Shape shape, Metadata metadata, EncodeOptions options) {
        Optional<String> obstacle = obstacle(shape);
        if (obstacle.isPresent()) {
            throw new IllegalArgumentException(obstacle.get());
        }
        return new WebpEncoder(out, shape, metadata, options);
    }
}
