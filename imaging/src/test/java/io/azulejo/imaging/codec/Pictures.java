package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Pictures to test with, and how to compare them. */
final class Pictures {
    private Pictures() {}

    /** Smooth gradients with a little noise, so that filters and codes have something to do. */
    static Picture smooth(Shape shape, long seed) {
        Random random = new Random(seed);
        Picture picture = Picture.blank(shape, Metadata.NONE);
        for (int y = 0; y < shape.height(); y++) {
            byte[] row = picture.block(y);
            int at = picture.offset(y);
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    double wave = 0.5 + 0.4 * Math.sin(0.11 * x * (c + 1) + 0.07 * y) * Math.cos(0.05 * (y - x));
                    int value = (int) (wave * shape.maximum()) + random.nextInt(1 + shape.maximum() / 64);
                    int sample = Math.min(shape.maximum(), value);
                    if (shape.bits() == 16) {
                        row[at++] = (byte) (sample >> 8);
                    }
                    row[at++] = (byte) sample;
                }
            }
        }
        return picture;
    }

    /** {@link #smooth} with flat squares and hard edges of strong colours in it, as drawings and text have them. */
    static Picture drawn(Shape shape, long seed) {
        Picture picture = smooth(shape, seed);
        Random random = new Random(seed);
        int bytes = shape.channels() * (shape.bits() / 8);
        for (int i = 0; i < 6; i++) {
            int left = random.nextInt(shape.width());
            int top = random.nextInt(shape.height());
            int right = Math.min(shape.width(), left + 1 + random.nextInt(20));
            int bottom = Math.min(shape.height(), top + 1 + random.nextInt(20));
            byte[] pixel = new byte[bytes];
            random.nextBytes(pixel);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    System.arraycopy(pixel, 0, picture.block(y), picture.offset(y) + x * bytes, bytes);
                }
            }
        }
        return picture;
    }

    /** Noise, which no format makes small. */
    static Picture noise(Shape shape, long seed) {
        byte[] rows = new byte[shape.height() * shape.rowBytes()];
        new Random(seed).nextBytes(rows);
        return Picture.of(shape, Metadata.NONE, rows);
    }

    /** The stored picture turned upright, pixel by pixel as the table of EXIF 2.3 (tag 0x0112) puts it. */
    static Picture turned(Picture stored, int orientation) {
        Shape shape = stored.shape();
        int w = shape.width();
        int h = shape.height();
        boolean swap = orientation >= 5;
        Shape upright = swap ? new Shape(/* width= */ h, /* height= */ w, shape.channels(), shape.bits()) : shape;
        Picture picture = Picture.blank(upright, Metadata.NONE);
        int bytes = shape.channels() * (shape.bits() / 8);
        for (int y = 0; y < upright.height(); y++) {
            for (int x = 0; x < upright.width(); x++) {
                int[] from = switch (orientation) {
                    case 2 -> new int[] {w - 1 - x, y};
                    case 3 -> new int[] {w - 1 - x, h - 1 - y};
                    case 4 -> new int[] {x, h - 1 - y};
                    case 5 -> new int[] {y, x};
                    case 6 -> new int[] {y, h - 1 - x};
                    case 7 -> new int[] {w - 1 - y, h - 1 - x};
                    case 8 -> new int[] {w - 1 - y, x};
                    default -> new int[] {x, y};
                };
                System.arraycopy(
                        stored.block(from[1]),
                        stored.offset(from[1]) + from[0] * bytes,
                        picture.block(y),
                        picture.offset(y) + x * bytes,
                        bytes);
            }
        }
        return picture;
    }

    static String sha256(Picture picture) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int y = 0; y < picture.shape().height(); y++) {
                digest.update(
                        picture.block(y), picture.offset(y), picture.shape().rowBytes());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PSNR in dB over all samples; infinite for equal pictures. */
    static double psnr(Picture expected, Picture actual) {
        Shape shape = expected.shape();
        double sum = 0;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    double difference = expected.sample(x, y, c) - actual.sample(x, y, c);
                    sum += difference * difference;
                }
            }
        }
        double mean = sum / (shape.pixels() * shape.channels());
        return 10 * Math.log10((double) shape.maximum() * shape.maximum() / mean);
    }

    /** The largest difference of two samples at the same place. */
    static int largestDifference(Picture expected, Picture actual) {
        Shape shape = expected.shape();
        int largest = 0;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    largest = Math.max(largest, Math.abs(expected.sample(x, y, c) - actual.sample(x, y, c)));
                }
            }
        }
        return largest;
    }

    /** The mean of a channel. */
    static double mean(Picture picture, int channel) {
        Shape shape = picture.shape();
        double sum = 0;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                sum += picture.sample(x, y, channel);
            }
        }
        return sum / shape.pixels();
    }
}
