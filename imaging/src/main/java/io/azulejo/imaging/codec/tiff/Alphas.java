package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;

/** Alpha that colours are multiplied with (TIFF 6.0, section 18), and alpha that was decoded apart. */
final class Alphas {
    private Alphas() {}

    /** Divides every colour by its alpha, rounded, in place; what is wholly clear stays black. */
    static void unpremultiply(Picture picture, Deadline deadline) throws PictureException {
        divide(picture, picture.shape().channels() - 1, picture, deadline);
    }

    /**
     * Divides the first channels of a picture by the last channel of another one of the same size and bits, which may be
     * the same.
     */
    static void divide(Picture colours, int channels, Picture alphas, Deadline deadline) throws PictureException {
        Shape shape = colours.shape();
        int bytes = shape.bits() / 8;
        int most = shape.maximum();
        int pixel = shape.channels() * bytes;
        int alphaPixel = alphas.shape().channels() * bytes;
        for (int y = 0; y < shape.height(); y++) {
            deadline.check();
            byte[] row = colours.block(y);
            byte[] alphaRow = alphas.block(y);
            int end = colours.offset(y) + shape.rowBytes();
            int alphaAt = alphas.offset(y) + alphaPixel - bytes;
            for (int at = colours.offset(y); at < end; at += pixel, alphaAt += alphaPixel) {
                int alpha = sample(alphaRow, alphaAt, bytes);
                if (alpha == 0 || alpha == most) {
                    continue;
                }
                for (int c = at; c < at + channels * bytes; c += bytes) {
                    long colour = ((long) sample(row, c, bytes) * most + alpha / 2) / alpha;
                    int value = (int) Math.min(most, colour);
                    if (bytes == 2) {
                        row[c] = (byte) (value >> 8);
                    }
                    row[c + bytes - 1] = (byte) value;
                }
            }
        }
    }

    /** Copies a picture of one channel into the last channel of another one of the same size and bits. */
    static void join(Picture alphas, Picture picture, Deadline deadline) throws PictureException {
        int bytes = picture.shape().bits() / 8;
        int pixel = picture.shape().channels() * bytes;
        for (int y = 0; y < picture.shape().height(); y++) {
            deadline.check();
            byte[] from = alphas.block(y);
            byte[] row = picture.block(y);
            int end = alphas.offset(y) + alphas.shape().rowBytes();
            int at = picture.offset(y) + pixel - bytes;
            for (int i = alphas.offset(y); i < end; i += bytes, at += pixel) {
                row[at] = from[i];
                row[at + bytes - 1] = from[i + bytes - 1];
            }
        }
    }

    private static int sample(byte[] row, int at, int bytes) {
        return bytes == 1 ? row[at] & 0xff : (row[at] & 0xff) << 8 | (row[at + 1] & 0xff);
    }
}
