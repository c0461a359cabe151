package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Pixels of any decoder as red, green, blue and alpha of 16 bits, so that they can be compared. */
final class Rgba16 {
    private final int width;
    private final int height;
    private final int[] samples;

    private Rgba16(int width, int height) {
        this.width = width;
        this.height = height;
        this.samples = new int[4 * width * height];
    }

    /** How a message names a size. */
    static String size(Shape shape) {
        return "%dx%d of %d".formatted(shape.width(), shape.height(), shape.channels());
    }

    static Rgba16 of(Picture picture) {
        Shape shape = picture.shape();
        int[] pixel = new int[shape.channels()];
        Rgba16 pixels = new Rgba16(shape.width(), shape.height());
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < pixel.length; c++) {
                    pixel[c] = picture.sample(x, y, c);
                }
                pixels.put(x, y, pixel, shape.bits());
            }
        }
        return pixels;
    }

    /** By its raster where that holds samples: {@code getRGB} has its own idea of grey, and eight bits. */
    static Rgba16 of(BufferedImage image) {
        Rgba16 pixels = new Rgba16(image.getWidth(), image.getHeight());
        Raster raster = image.getRaster();
        boolean packed = raster.getTransferType() == DataBuffer.TYPE_INT;
        boolean plain = !packed && !(image.getColorModel() instanceof IndexColorModel) && even(image);
        int[] pixel = new int[plain ? raster.getNumBands() : 4];
        for (int y = 0; y < pixels.height; y++) {
            for (int x = 0; x < pixels.width; x++) {
                if (plain) {
                    raster.getPixel(x, y, pixel);
                } else {
                    int argb = image.getRGB(x, y);
                    pixel[0] = argb >> 16 & 255;
                    pixel[1] = argb >> 8 & 255;
                    pixel[2] = argb & 255;
                    pixel[3] = argb >>> 24;
                }
                pixels.put(x, y, pixel, plain ? image.getColorModel().getComponentSize(0) : 8);
            }
        }
        return pixels;
    }

    /** Samples of 16 bits, high byte first, four a pixel. */
    static Rgba16 of(byte[] samples, int width, int height) {
        if (samples.length != 8 * width * height) {
            throw new IllegalArgumentException("%d bytes for %dx%d".formatted(samples.length, width, height));
        }
        Rgba16 pixels = new Rgba16(width, height);
        ByteBuffer buffer = ByteBuffer.wrap(samples);
        Arrays.setAll(pixels.samples, i -> buffer.getShort(2 * i) & 0xffff);
        return pixels;
    }

    private static boolean even(BufferedImage image) {
        int bits = image.getColorModel().getComponentSize(0);
        return bits == 8 || bits == 16;
    }

    private void put(int x, int y, int[] pixel, int bits) {
        int factor = bits == 8 ? 257 : 1;
        int at = 4 * (y * width + x);
        boolean grey = pixel.length < 3;
        for (int c = 0; c < 3; c++) {
            samples[at + c] = pixel[grey ? 0 : c] * factor;
        }
        samples[at + 3] = pixel.length % 2 == 0 ? pixel[pixel.length - 1] * factor : 65_535;
    }

    boolean same(Rgba16 other) {
        return sameSize(other) && Arrays.equals(samples, other.samples);
    }

    private boolean sameSize(Rgba16 other) {
        return width == other.width && height == other.height;
    }

    /** PSNR in dB of luma (ITU-R BT.601, full range); of pictures of different sizes none at all. */
    double luma(Rgba16 other) {
        if (!sameSize(other)) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < samples.length; i += 4) {
            double difference = luma(i) - other.luma(i);
            sum += difference * difference;
        }
        return 10 * Math.log10(65_535.0 * 65_535 * width * height / sum);
    }

    private double luma(int i) {
        return 0.299 * samples[i] + 0.587 * samples[i + 1] + 0.114 * samples[i + 2];
    }

    @Override
    public String toString() {
        return "%dx%d".formatted(width, height);
    }
}
