package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.Strictness;
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
import java.util.Optional;

/** PNG (W3C PNG third edition): every colour type and depth; of an animation the still picture. */
public final class PngCodec implements Codec {
    @Override
    public Format format() {
        return Format.PNG;
    }

    @Override
    public Probe probe(ByteSource source, Duration deadline) throws PictureException, IOException {
        Findings findings = new Findings(Strictness.NONE);
        PngChunks chunks = new PngChunks(SourceReader.ofHeader(source, Deadline.after(deadline)), findings);
        return PngPrelude.read(chunks, new PngMetadata(findings, true), findings)
                .probe();
    }

    @Override
    public Decoded decode(ByteSource source, DecodeOptions options, Header header)
            throws PictureException, IOException {
        return new PngDecoder(source, options, header).decode();
    }

    /** PNG holds every {@link Shape}. */
    @Override
    public Optional<String> obstacle(Shape shape) {
        return Optional.empty();
    }

    @Override
    public RowSink encode(OutputStream out, Shape shape, Metadata metadata, EncodeOptions options) throws IOException {
        return new PngEncoder(out, shape, metadata);
    }
}
