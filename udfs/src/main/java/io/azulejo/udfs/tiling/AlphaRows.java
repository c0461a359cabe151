package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.resample.Imresize;
import io.azulejo.imaging.resample.ResizedRows;

/** The alpha of a restored picture: the input's, enlarged by bicubic, row by row. For one thread. */
final class AlphaRows {
    private final ResizedRows enlarged;
    private final int channels;
    private final byte[] line;
    private final int bytes;

    /** @param input a picture with alpha */
    AlphaRows(Picture input, int scale) {
        Shape shape = input.shape();
        this.enlarged = Imresize.rows(input, shape.channels() - 1, 1, scale);
        this.channels = shape.channels();
        this.bytes = shape.bits() / 8;
        this.line = new byte[enlarged.shape().rowBytes()];
    }

    /** Writes the alpha of the restored picture's row {@code y} into its place in {@code row}. */
    void overlay(int y, byte[] row) {
        enlarged.copyRow(y, line, 0);
        int at = (channels - 1) * bytes;
        for (int i = 0; i < line.length; i += bytes, at += channels * bytes) {
            for (int b = 0; b < bytes; b++) {
                row[at + b] = line[i + b];
            }
        }
    }
}
