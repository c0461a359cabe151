package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.metadata.XmpTexts;
import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JPEG: reads baseline and progressive files of 8 bits, grey, colour and CMYK; writes baseline files without chroma
 * subsampling.
 */
public final class JpegCodec implements Codec {
    private static final int MOST_SIDE = 65_535;

    @Override
    public Format format() {
        return Format.JPEG;
    }

    @Override
    public Probe probe(ByteSource source, Duration deadline) throws PictureException, IOException {
        Findings findings = new Findings(Strictness.NONE);
        JpegHeader header = JpegHeader.read(SourceReader.ofHeader(source, Deadline.after(deadline)), findings, true);
        return header.probe(header.metadata().index().pages(source.size()));
    }

    @Override
    public Decoded decode(ByteSource source, DecodeOptions options, Header header)
            throws PictureException, IOException {
        return new JpegDecoder(source, options, header).decode();
    }

    @Override
    public Optional<String> obstacle(Shape shape) {
        if (shape.bits() != 8) {
            return Optional.of("JPEG holds 8 bits a sample and this picture has %d".formatted(shape.bits()));
        }
        if (shape.hasAlpha()) {
            return Optional.of("JPEG holds no transparency and this picture has an alpha channel");
        }
        if (Math.max(shape.width(), shape.height()) > MOST_SIDE) {
            return Optional.of("JPEG holds %d pixels a side and this picture has %dx%d"
                    .formatted(MOST_SIDE, shape.width(), shape.height()));
        }
        return Optional.empty();
    }

    @Override
    public Metadata placed(Metadata metadata) {
        return XmpTexts.moved(metadata, /* comments= */ false);
    }

    /** What has no place, and what is longer than its place. */
    @Override
    public List<String> omissions(Metadata metadata) {
        List<String> omissions = new ArrayList<>(Codec.super.omissions(metadata));
        omissions.addAll(JpegSegments.omissions(metadata));
        return omissions;
    }

    @Override
    public RowSink encode(OutputStream out, Shape shape, Metadata metadata, EncodeOptions options) throws IOException {
        Optional<String> obstacle = obstacle(shape);
        if (obstacle.isPresent()) {
            throw new IllegalArgumentException(obstacle.get());
        }
        return new JpegEncoder(out, shape, metadata, options.quality());
    }
}
