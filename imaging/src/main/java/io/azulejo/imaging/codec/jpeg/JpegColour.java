package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

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

    /**
     * Turns CMYK into sRGB.
     *
     * @param cmyk stored inverted, 255 without ink, as Adobe writes it
     * @param icc a CMYK profile; without one red is (255-C)(255-K)/255, and so on
     */
    static void fillFromCmyk(byte[] cmyk, Optional<byte[]> icc, Picture picture, Deadline deadline, Findings findings)
            throws PictureException {
        if (icc.isPresent() && convert(cmyk, icc.get(), picture, deadline)) {
            findings.note("CMYK converted to sRGB by its ICC profile, which is dropped");
            return;
        }
        findings.note(
                icc.isPresent()
                        ? "CMYK converted to RGB by the plain formula: its ICC profile is not usable"
                        : "CMYK without an ICC profile converted to RGB by the plain formula");
        int width = picture.shape().width();
        for (int y = 0; y < picture.shape().height(); y++) {
            byte[] row = picture.block(y);
            int at = picture.offset(y);
            int from = y * width * 4;
            for (int x = 0; x < width; x++, from += 4, at += 3) {
                int k = cmyk[from + 3] & 0xff;
                row[at] = (byte) (((cmyk[from] & 0xff) * k + 127) / 255);
                row[at + 1] = (byte) (((cmyk[from + 1] & 0xff) * k + 127) / 255);
                row[at + 2] = (byte) (((cmyk[from + 2] & 0xff) * k + 127) / 255);
            }
        }
    }

    /** Converts row by row; false, with the picture in any state, if the profile cannot be used. */
    private static boolean convert(byte[] cmyk, byte[] icc, Picture picture, Deadline deadline)
            throws PictureException {
        int width = picture.shape().width();
        try {
            ColorConvertOp toSrgb = new ColorConvertOp(
                    new ICC_ColorSpace(ICC_Profile.getInstance(icc)), ColorSpace.getInstance(ColorSpace.CS_sRGB), null);
            byte[] inks = new byte[width * 4];
            byte[] colours = new byte[width * 3];
            WritableRaster from = row(inks, width, 4);
            WritableRaster to = row(colours, width, 3);
            for (int y = 0; y < picture.shape().height(); y++) {
                deadline.check();
                for (int i = 0; i < inks.length; i++) {
                    inks[i] = (byte) ~cmyk[y * inks.length + i];
                }
                toSrgb.filter(from, to);
                System.arraycopy(colours, 0, picture.block(y), picture.offset(y), colours.length);
            }
            return true;
        } catch (CMMException | IllegalArgumentException e) {
            return false;
        }
    }

    private static WritableRaster row(byte[] pixels, int width, int bands) {
        int[] offsets = bands == 4 ? new int[] {0, 1, 2, 3} : new int[] {0, 1, 2};
        return Raster.createWritableRaster(
                new PixelInterleavedSampleModel(DataBuffer.TYPE_BYTE, width, 1, bands, width * bands, offsets),
                new DataBufferByte(pixels, pixels.length),
                null);
    }

    private static int fixed(double value) {
        return (int) (value * (1 << FRACTION_BITS) + 0.5);
    }

    private static byte clamp(int value) {
        return (byte) ((value & ~0xff) == 0 ? value : value < 0 ? 0 : 255);
    }
}
