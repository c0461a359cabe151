package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;

/** Alpha that colours are multiplied with (TIFF 6.0, section 18). */
final class Alphas {
    private Alphas() {}

    /** Divides every colour by its alpha, rounded, in place; what is wholly clear stays black. */
    static void unpremultiply(Picture picture, Deadline deadline) throws PictureException {
        Shape shape = picture.shape();
        int bytes = shape.bits() / 8;
        int most = shape.maximum();
        int pixel = shape.channels() * bytes;
        for (int y = 0; y < shape.height(); y++) {
            deadline.check();
            byte[] row = picture.block(y);
            int end = picture.offset(y) + shape.rowBytes();
            for (int at = picture.offset(y); at < end; at += pixel) {
                int alpha = sample(row, at + pixel - bytes, bytes);
                if (alpha == 0 || alpha == most) {
                    continue;
                }
                for (int c = at; c < at + pixel - bytes; c += bytes) {
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

    private static int sample(byte[] row, int at, int bytes) {
        return bytes == 1 ? row[at] & 0xff : (row[at] & 0xff) << 8 | (row[at + 1] & 0xff);
    }
}
