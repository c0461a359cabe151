package io.azulejo.imaging.resample;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.util.Arrays;

/**
 * Bicubic resizing equal to MATLAB's {@code imresize(picture, scale, 'bicubic')}: kernel with a = -1/2, widened by the
 * scale when shrinking (antialias), mirrored edges, first down the height and then along the width.
 *
 * <p>A scale is a ratio of whole numbers, so that 1/3 is exact; reduced to lowest terms neither may exceed
 * {@link #LARGEST_TERM}. Every output side is the input side times the scale, rounded up. Stateless and safe for many
 * threads.
 */
public final class Imresize {
    /** Up to this term sums of 16-bit samples are exact in a double, and so is the rounding of halves. */
    public static final int LARGEST_TERM = 128;

    private Imresize() {}

    /** The shape that {@link #resize} gives. */
    public static Shape resized(Shape shape, int numerator, int denominator) {
        return new Shape(
                resized(shape.width(), numerator, denominator),
                resized(shape.height(), numerator, denominator),
                shape.channels(),
                shape.bits());
    }

    /**
     * A new picture, every channel by itself, with the same metadata.
     *
     * <p>As MATLAB does with integer samples, both passes end with rounding (half away from zero) and clamping to the
     * range of the samples.
     *
     * @throws IllegalArgumentException if a term of the scale is below 1 or, in lowest terms, above {@link #LARGEST_TERM}
     */
    public static Picture resize(Picture picture, int numerator, int denominator) {
        ResizedRows rows = new ResizedRows(picture, 0, picture.shape().channels(), numerator, denominator);
        Picture resized = Picture.blank(rows.shape(), picture.metadata());
        for (int y = 0; y < rows.shape().height(); y++) {
            rows.copyRow(y, resized.block(y), resized.offset(y));
        }
        return resized;
    }

    /**
     * Resizes one plane of real numbers, without rounding or clamping.
     *
     * @param plane {@code width * height} samples, row by row
     * @return the resized plane, row by row
     * @throws IllegalArgumentException as {@link #resize(Picture, int, int)} does, or if the plane's length does not fit
     */
    public static double[] resize(double[] plane, int width, int height, int numerator, int denominator) {
        if (plane.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "a plane of %dx%d has not %d samples".formatted(width, height, plane.length));
        }
        Taps down = taps(height, numerator, denominator);
        Taps across = taps(width, numerator, denominator);
        double[] resized = new double[Math.multiplyExact(across.outputs(), down.outputs())];
        double[] line = new double[width];
        for (int y = 0; y < down.outputs(); y++) {
            Arrays.fill(line, 0);
            for (int k = y * down.count; k < (y + 1) * down.count; k++) {
                double weight = down.weight[k] / down.divisor[y];
                int from = down.index[k] * width;
                for (int x = 0; x < width; x++) {
                    line[x] += weight * plane[from + x];
                }
            }
            for (int x = 0; x < across.outputs(); x++) {
                double sum = 0;
                for (int k = x * across.count; k < (x + 1) * across.count; k++) {
                    sum += across.weight[k] * line[across.index[k]];
                }
                resized[y * across.outputs() + x] = sum / across.divisor[x];
            }
        }
        return resized;
    }

    /**
     * Some channels of an enlarged picture, row by row on demand.
     *
     * @param firstChannel the first of {@code channels} neighbouring channels; alpha is the picture's last
     * @throws IllegalArgumentException if the picture has not these channels, or the scale is out of range
     */
    public static ResizedRows rows(Picture picture, int firstChannel, int channels, int scale) {
        return new ResizedRows(picture, firstChannel, channels, scale, 1);
    }

    static Taps taps(int length, int numerator, int denominator) {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException(
                    "a scale of %d/%d: both terms must be at least 1".formatted(numerator, denominator));
        }
        int common = gcd(numerator, denominator);
        if (Math.max(numerator, denominator) / common > LARGEST_TERM) {
            throw new IllegalArgumentException("a scale of %d/%d: in lowest terms neither may exceed %d"
                    .formatted(numerator, denominator, LARGEST_TERM));
        }
        return Taps.of(length, numerator / common, denominator / common);
    }

    /** A side after resizing: {@code ceil(length * numerator / denominator)}. */
    static int resized(int length, int numerator, int denominator) {
        return Math.toIntExact(((long) length * numerator + denominator - 1) / denominator);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
