package io.azulejo.imaging.codec.reading;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;

/**
 * Turns pictures by their EXIF orientation (EXIF 2.3, section 4.6.4, tag 0x0112): the value says where the stored first
 * row and first column lie in the upright picture, 1 top-left, 2 top-right, 3 bottom-right, 4 bottom-left, 5 left-top,
 * 6 right-top, 7 right-bottom, 8 left-bottom.
 */
public final class Upright {
    /** Pixels are moved in squares of this side, so that both pictures stay in the cache. */
    private static final int SQUARE = 32;

    private Upright() {}

    /** The upright picture's shape. */
    public static Shape shape(Shape stored, int orientation) {
        return orientation < 5
                ? stored
                : new Shape(
                        /* width= */ stored.height(), /* height= */ stored.width(), stored.channels(), stored.bits());
    }

    /**
     * The upright picture: the same object at orientation 1, otherwise a copy without metadata.
     *
     * @throws PictureException TIMEOUT at the deadline, TOO_LARGE if the memory does not hold the copy
     */
    public static Picture of(Picture stored, int orientation, Deadline deadline) throws PictureException {
        if (orientation == 1) {
            return stored;
        }
        Picture upright = DecodeLimits.blank(shape(stored.shape(), orientation));
        for (int y = 0; y < stored.shape().height(); y += SQUARE) {
            deadline.check();
            for (int x = 0; x < stored.shape().width(); x += SQUARE) {
                moveSquare(stored, upright, orientation, x, y);
            }
        }
        return upright;
    }

    private static void moveSquare(Picture stored, Picture upright, int orientation, int left, int top) {
        int width = stored.shape().width();
        int height = stored.shape().height();
        boolean transposed = orientation >= 5;
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int right = Math.min(left + SQUARE, width);
        int bottom = Math.min(top + SQUARE, height);
        int bytes = stored.shape().channels() * (stored.shape().bits() / 8);
        for (int y = top; y < bottom; y++) {
            int row = fromBottom ? height - 1 - y : y;
            byte[] from = stored.block(y);
            int at = stored.offset(y) + left * bytes;
            for (int x = left; x < right; x++, at += bytes) {
                int column = fromRight ? width - 1 - x : x;
                int toY = transposed ? column : row;
                int to = upright.offset(toY) + (transposed ? row : column) * bytes;
                byte[] target = upright.block(toY);
                for (int i = 0; i < bytes; i++) {
                    target[to + i] = from[at + i];
                }
            }
        }
    }
}
