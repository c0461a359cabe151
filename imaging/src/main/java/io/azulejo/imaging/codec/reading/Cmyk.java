package io.azulejo.imaging.codec.reading;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** From ink to light. */
public final class Cmyk {
    private Cmyk() {}

    /**
     * Turns cyan, magenta, yellow and black into sRGB, row by row.
     *
     * @param inks a picture of four channels
     * @param inverted whether the largest sample means no ink, as Adobe's JPEGs have it
     * @param icc a CMYK profile; without one red is (255-C)(255-K)/255, and so on
     * @param picture of three channels, to be filled, or of four, whose alpha is left alone
     */
    public static void fill(
            Picture inks, boolean inverted, Optional<byte[]> icc, Picture picture, Deadline deadline, Findings findings)
            throws PictureException {
        if (icc.isPresent() && convert(inks, inverted, icc.get(), picture, deadline)) {
            findings.note("CMYK converted to sRGB by its ICC profile, which is dropped");
            return;
        }
        findings.note(
                icc.isPresent()
                        ? "CMYK converted to RGB by the plain formula: its ICC profile is not usable"
                        : "CMYK without an ICC profile converted to RGB by the plain formula");
        for (int y = 0; y < picture.shape().height(); y++) {
            deadline.check();
            if (picture.shape().bits() == 8) {
                fillRow8(inks, inverted ? 0 : 0xff, picture, y);
            } else {
                fillRow16(inks, inverted ? 0 : 0xffff, picture, y);
            }
        }
    }

    private static void fillRow8(Picture inks, int flip, Picture picture, int y) {
        byte[] from = inks.block(y);
        byte[] row = picture.block(y);
        int i = inks.offset(y);
        int end = picture.offset(y) + picture.shape().rowBytes();
        int pixel = picture.shape().channels();
        for (int at = picture.offset(y); at < end; at += pixel, i += 4) {
            int k = (from[i + 3] & 0xff) ^ flip;
            row[at] = (byte) ((((from[i] & 0xff) ^ flip) * k + 127) / 255);
            row[at + 1] = (byte) ((((from[i + 1] & 0xff) ^ flip) * k + 127) / 255);
            row[at + 2] = (byte) ((((from[i + 2] & 0xff) ^ flip) * k + 127) / 255);
        }
    }

    private static void fillRow16(Picture inks, int flip, Picture picture, int y) {
        byte[] from = inks.block(y);
        byte[] row = picture.block(y);
        int i = inks.offset(y);
        int end = picture.offset(y) + picture.shape().rowBytes();
        int pixel = 2 * picture.shape().channels();
        for (int at = picture.offset(y); at < end; at += pixel, i += 8) {
            long k = u16(from, i + 6) ^ flip;
            for (int c = 0; c < 6; c += 2) {
                int value = (int) (((u16(from, i + c) ^ flip) * k + 32_767) / 65_535);
                row[at + c] = (byte) (value >> 8);
                row[at + c + 1] = (byte) value;
            }
        }
    }

    /** False, with the picture in any state, if the profile cannot be used. */
    private static boolean convert(Picture inks, boolean inverted, byte[] icc, Picture picture, Deadline deadline)
            throws PictureException {
        Shape shape = picture.shape();
        try {
            ColorConvertOp toSrgb = new ColorConvertOp(
                    new ICC_ColorSpace(ICC_Profile.getInstance(icc)), ColorSpace.getInstance(ColorSpace.CS_sRGB), null);
            int type = shape.bits() == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
            WritableRaster from = Raster.createInterleavedRaster(type, shape.width(), 1, 4, null);
            WritableRaster to = Raster.createInterleavedRaster(type, shape.width(), 1, 3, null);
            int[] samples = new int[shape.width() * 4];
            int flip = inverted ? shape.maximum() : 0;
            for (int y = 0; y < shape.height(); y++) {
                deadline.check();
                read(inks, y, samples, flip);
                from.setPixels(0, 0, shape.width(), 1, samples);
                toSrgb.filter(from, to);
                to.getPixels(0, 0, shape.width(), 1, samples);
                write(samples, picture, y);
            }
            return true;
        } catch (CMMException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void read(Picture inks, int y, int[] samples, int flip) {
        byte[] row = inks.block(y);
        int at = inks.offset(y);
        boolean eight = inks.shape().bits() == 8;
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (eight ? row[at + i] & 0xff : u16(row, at + 2 * i)) ^ flip;
        }
    }

    private static void write(int[] samples, Picture picture, int y) {
        byte[] row = picture.block(y);
        int at = picture.offset(y);
        int count = 3 * picture.shape().width();
        int alphaBytes = picture.shape().hasAlpha() ? picture.shape().bits() / 8 : 0;
        for (int i = 0; i < count; i++) {
            at += i % 3 == 0 && i > 0 ? alphaBytes : 0;
            if (picture.shape().bits() == 16) {
                row[at++] = (byte) (samples[i] >> 8);
            }
            row[at++] = (byte) samples[i];
        }
    }

    private static int u16(byte[] row, int at) {
        return (row[at] & 0xff) << 8 | (row[at + 1] & 0xff);
    }
}
