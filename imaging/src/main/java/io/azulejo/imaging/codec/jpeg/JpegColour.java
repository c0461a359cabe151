package io.azulejo.imaging.codec.jpeg;

/** From the components of a JPEG to RGB. */
final class JpegColour {
    private static final int FRACTION_BITS = 16;
    private static final int HALF = 1 << (FRACTION_BITS - 1);
    /** What the chroma samples 0..255 add to red, green and blue, as libjpeg rounds it (jdcolor.c). */
    private static final int[] CR_TO_RED = new int[256];

    private static final int[] CB_TO_BLUE = new int[256];
    private static final int[] CR_TO_GREEN = new int[256];
    private static final int[] CB_TO_GREEN = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int chroma = i - 128;
            CR_TO_RED[i] = (fixed(1.40200) * chroma + HALF) >> FRACTION_BITS;
            CB_TO_BLUE[i] = (fixed(1.77200) * chroma + HALF) >> FRACTION_BITS;
            CR_TO_GREEN[i] = -fixed(0.71414) * chroma;
            CB_TO_GREEN[i] = -fixed(0.34414) * chroma + HALF;
        }
    }

    private JpegColour() {}

    /**
     * Turns YCbCr into RGB in place (JFIF 1.02, "Conversion to and from RGB"), in pixels of 3 or 4 bytes; the fourth is
     * left alone.
     */
    static void toRgb(byte[] pixels, int pixelBytes, int from, int to) {
        for (int i = from; i < to; i += pixelBytes) {
            int y = pixels[i] & 0xff;
            int cb = pixels[i + 1] & 0xff;
            int cr = pixels[i + 2] & 0xff;
            pixels[i] = clamp(y + CR_TO_RED[cr]);
            pixels[i + 1] = clamp(y + ((CB_TO_GREEN[cb] + CR_TO_GREEN[cr]) >> FRACTION_BITS));
            pixels[i + 2] = clamp(y + CB_TO_BLUE[cb]);
        }
    }

    /** Turns the first three of every four bytes round: YCCK holds the complement of CMY (Technical Note 5116). */
    static void complement(byte[] pixels, int from, int to) {
        for (int i = from; i < to; i += 4) {
            pixels[i] = (byte) ~pixels[i];
            pixels[i + 1] = (byte) ~pixels[i + 1];
            pixels[i + 2] = (byte) ~pixels[i + 2];
        }
    }

    private static int fixed(double value) {
        return (int) (value * (1 << FRACTION_BITS) + 0.5);
    }

    private static byte clamp(int value) {
        return (byte) ((value & ~0xff) == 0 ? value : value < 0 ? 0 : 255);
    }
}
