package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.OutputStream;
import java.util.Optional;

/** A format that is read and never written. */
public abstract class ReadOnlyCodec implements Codec {
    /** No shape can be written. */
    @Override
    public final Optional<String> obstacle(Shape shape) {
        return Optional.of("%s is read and not written".formatted(format().title()));
    }

    /** Always throws {@link IllegalArgumentException}. */
    @Override
    public final RowSink encode(OutputStream out, Shape shape, Metadata metadata, EncodeOptions options) {
        throw new IllegalArgumentException(obstacle(shape).orElseThrow());
    }
}
