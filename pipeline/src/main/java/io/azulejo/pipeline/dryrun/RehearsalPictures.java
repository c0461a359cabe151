package io.azulejo.pipeline.dryrun;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.Set;

/** Small picture files to rehearse with. */
final class RehearsalPictures {
    private static final Set<Format> WRITTEN = Set.of(Format.PNG, Format.JPEG, Format.TIFF, Format.WEBP);

    private RehearsalPictures() {}

    /** The middle of a picture, at most {@code side} pixels wide and high, in the format of its file where that is written. */
    static ByteSource middle(Picture picture, Format format, int side) throws PictureException, IOException {
        Shape whole = picture.shape();
        int width = Math.min(side, whole.width());
        int height = Math.min(side, whole.height());
        Shape shape = new Shape(width, height, whole.channels(), whole.bits());
        int left = (whole.width() - width) / 2 * (whole.rowBytes() / whole.width());
        int top = (whole.height() - height) / 2;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RowSink sink = sink(bytes, shape, WRITTEN.contains(format) ? format : Format.PNG)) {
            for (int y = top; y < top + height; y++) {
                sink.write(picture.block(y), picture.offset(y) + left);
            }
        }
        return ByteSource.of(bytes.toByteArray());
    }

    /** A picture of noise, for archives of which no picture can be read. */
    static ByteSource noise(int channels, int side) throws PictureException, IOException {
        return random(new Shape(side, side, channels, 8));
    }

    /** Something to measure against: what it shows does not change how long that takes. */
    static ByteSource reference(Shape shape) throws PictureException, IOException {
        return random(shape);
    }

    private static ByteSource random(Shape shape) throws PictureException, IOException {
        Random random = new Random(1);
        byte[] row = new byte[shape.rowBytes()];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RowSink sink = sink(bytes, shape, Format.PNG)) {
            for (int y = 0; y < shape.height(); y++) {
                random.nextBytes(row);
                sink.write(row, 0);
            }
        }
        return ByteSource.of(bytes.toByteArray());
    }

    private static RowSink sink(ByteArrayOutputStream bytes, Shape shape, Format format)
            throws PictureException, IOException {
        return Codecs.of(format).encode(bytes, shape, Metadata.NONE, EncodeOptions.DEFAULT);
    }
}
