package io.azulejo.udfs.sink;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;

/** Holds the rows that it is given as a picture. For one thread. */
public final class PictureSink implements RowSink {
    private final Picture picture;
    private int rows;

    public PictureSink(Shape shape) {
        this.picture = Picture.blank(shape, Metadata.NONE);
    }

    @Override
    public void write(byte[] row, int offset) {
        System.arraycopy(
                row,
                offset,
                picture.block(rows),
                picture.offset(rows),
                picture.shape().rowBytes());
        rows++;
    }

    @Override
    public void close() {}

    /** What came until now; the rest is zeros. */
    public Picture picture() {
        return picture;
    }
}
