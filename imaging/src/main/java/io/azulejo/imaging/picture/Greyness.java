package io.azulejo.imaging.picture;

/** Whether a picture is grey, however it is stored. Stateless and safe for many threads. */
public final class Greyness {
    private Greyness() {}

    /**
     * Whether red, green and blue are equal in every pixel; true for a picture that has one colour only. Alpha is not
     * looked at: where hidden colour must not count, {@link AlphaFill} comes first. Every sample is looked at, until
     * one differs.
     */
    public static boolean of(Picture picture) {
        Shape shape = picture.shape();
        if (shape.colours() == 1) {
            return true;
        }
        int bytes = shape.bits() / 8;
        int stride = shape.channels() * bytes;
        for (int y = 0; y < shape.height(); y++) {
            if (!equal(picture.block(y), picture.offset(y), shape.rowBytes(), bytes, stride)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(byte[] block, int from, int length, int bytes, int stride) {
        for (int b = 0; b < bytes; b++) {
            for (int at = from + b; at < from + length; at += stride) {
                if (block[at] != block[at + bytes] || block[at] != block[at + 2 * bytes]) {
                    return false;
                }
            }
        }
        return true;
    }
}
