package io.azulejo.imaging.metric;

import io.azulejo.imaging.picture.Shape;

/**
 * The colour of one row as real numbers in 0..255, alpha left out: 8-bit samples as they are, 16-bit samples times
 * 255/65535. Refilled row after row.
 */
final class ColourRow {
    private final Shape shape;
    private final double[][] planes;
    private final double[] luma;
    private boolean lumaKnown;

    /**
     * @param shape of the rows that {@link #fill} is given
     * @param planes 1 or 3; a grey picture as three planes has the same array three times
     * @param width columns kept
     */
    ColourRow(Shape shape, int planes, int width) {
        this.shape = shape;
        this.planes = new double[planes][];
        for (int c = 0; c < planes; c++) {
            this.planes[c] = c < shape.colours() ? new double[width] : this.planes[0];
        }
        this.luma = planes == 1 ? this.planes[0] : new double[width];
    }

    /** Takes the row that begins at {@code offset}, from column {@code left} on. */
    void fill(byte[] rows, int offset, int left) {
        int bytes = shape.bits() / 8;
        int stride = shape.channels() * bytes;
        for (int c = 0; c < shape.colours(); c++) {
            double[] plane = planes[c];
            int at = offset + left * stride + c * bytes;
            if (bytes == 1) {
                for (int x = 0; x < plane.length; x++, at += stride) {
                    plane[x] = rows[at] & 0xff;
                }
            } else {
                for (int x = 0; x < plane.length; x++, at += stride) {
                    plane[x] = (((rows[at] & 0xff) << 8) | (rows[at + 1] & 0xff)) / 257.0;
                }
            }
        }
        lumaKnown = false;
    }

    int width() {
        return luma.length;
    }

    /** Grey, or red, green and blue. */
    double[][] planes() {
        return planes;
    }

    /**
     * Y = 16 + 65.481 R + 128.553 G + 24.966 B with R, G, B in 0..1 (ITU-R BT.601, studio range), not rounded. A grey
     * row is its own luma, as in MATLAB's protocol.
     */
    double[] luma() {
        if (planes.length == 3 && !lumaKnown) {
            double[] red = planes[0];
            double[] green = planes[1];
            double[] blue = planes[2];
            for (int x = 0; x < luma.length; x++) {
                luma[x] = 16 + (65.481 * red[x] + 128.553 * green[x] + 24.966 * blue[x]) / 255;
            }
            lumaKnown = true;
        }
        return luma;
    }
}
