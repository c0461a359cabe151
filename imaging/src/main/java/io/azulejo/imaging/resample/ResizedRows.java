package io.azulejo.imaging.resample;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.util.Arrays;
import java.util.Objects;

/**
 * The rows of a resized picture, each computed when it is asked for; only one row is held. Rows may be asked for in any
 * order. For one thread at a time; any number of these may share a picture.
 */
public final class ResizedRows {
    private final Picture picture;
    private final int firstChannel;
    private final Shape shape;
    private final Taps down;
    private final Taps across;
    private final double[] line;
    private final int[] samples;

    ResizedRows(Picture picture, int firstChannel, int channels, int numerator, int denominator) {
        Shape whole = picture.shape();
        if (firstChannel < 0 || channels < 1 || channels > whole.channels() - firstChannel) {
            throw new IllegalArgumentException("a picture of %d channels has not %d from %d on"
                    .formatted(whole.channels(), channels, firstChannel));
        }
        this.picture = picture;
        this.firstChannel = firstChannel;
        this.down = Imresize.taps(whole.height(), numerator, denominator);
        this.across = Imresize.taps(whole.width(), numerator, denominator);
        this.shape = new Shape(across.outputs(), down.outputs(), channels, whole.bits());
        this.line = new double[Math.multiplyExact(whole.width(), channels)];
        this.samples = new int[Math.multiplyExact(shape.width(), channels)];
    }

    /** Size and layout of the resized channels. */
    public Shape shape() {
        return shape;
    }

    /**
     * Computes row {@code y}: samples interleaved, 0..{@link Shape#maximum()}.
     *
     * @param row takes the samples from its beginning
     * @throws IndexOutOfBoundsException if there is no such row, or no room for it
     */
    public void copyRow(int y, int[] row) {
        gather(y);
        combine(row);
    }

    /** Computes row {@code y} as {@link Shape} lays rows out, into {@code row} from {@code offset} on. */
    public void copyRow(int y, byte[] row, int offset) {
        copyRow(y, samples);
        if (shape.bits() == 8) {
            for (int i = 0; i < samples.length; i++) {
                row[offset + i] = (byte) samples[i];
            }
        } else {
            for (int i = 0; i < samples.length; i++) {
                row[offset + 2 * i] = (byte) (samples[i] >> 8);
                row[offset + 2 * i + 1] = (byte) samples[i];
            }
        }
    }

    /** The pass down the height: one line of the input's width, rounded and clamped. */
    private void gather(int y) {
        Objects.checkIndex(y, down.outputs());
        Arrays.fill(line, 0);
        for (int k = y * down.count; k < (y + 1) * down.count; k++) {
            if (down.weight[k] != 0) {
                accumulate(down.index[k], down.weight[k]);
            }
        }
        double divisor = down.divisor[y];
        int maximum = shape.maximum();
        for (int i = 0; i < line.length; i++) {
            line[i] = rounded(line[i] / divisor, maximum);
        }
    }

    /** Adds one row of the picture, weighted, to the line. */
    private void accumulate(int y, double weight) {
        byte[] block = picture.block(y);
        int bytes = shape.bits() / 8;
        int stride = picture.shape().channels() * bytes;
        int channels = shape.channels();
        for (int c = 0; c < channels; c++) {
            int at = picture.offset(y) + (firstChannel + c) * bytes;
            if (bytes == 1) {
                for (int i = c; i < line.length; i += channels, at += stride) {
                    line[i] += weight * (block[at] & 0xff);
                }
            } else {
                for (int i = c; i < line.length; i += channels, at += stride) {
                    line[i] += weight * (((block[at] & 0xff) << 8) | (block[at + 1] & 0xff));
                }
            }
        }
    }

    /** The pass along the width. */
    private void combine(int[] row) {
        int channels = shape.channels();
        for (int c = 0; c < channels; c++) {
            if (across.count == 4) {
                combineFour(row, c, channels);
            } else {
                combineAny(row, c, channels);
            }
        }
    }

    /** Enlarging has four taps: the loop over them, written out, is a third faster. */
    private void combineFour(int[] row, int channel, int channels) {
        int[] index = across.index;
        double[] weight = across.weight;
        int maximum = shape.maximum();
        for (int x = 0, k = 0, to = channel; x < across.outputs(); x++, k += 4, to += channels) {
            double sum = weight[k] * line[index[k] * channels + channel]
                    + weight[k + 1] * line[index[k + 1] * channels + channel]
                    + weight[k + 2] * line[index[k + 2] * channels + channel]
                    + weight[k + 3] * line[index[k + 3] * channels + channel];
            row[to] = rounded(sum / across.divisor[x], maximum);
        }
    }

    private void combineAny(int[] row, int channel, int channels) {
        int[] index = across.index;
        double[] weight = across.weight;
        int maximum = shape.maximum();
        int count = across.count;
        for (int x = 0, to = channel; x < across.outputs(); x++, to += channels) {
            double sum = 0;
            for (int k = x * count; k < (x + 1) * count; k++) {
                sum += weight[k] * line[index[k] * channels + channel];
            }
            row[to] = rounded(sum / across.divisor[x], maximum);
        }
    }

    /** Half away from zero, then clamped; below zero it does not matter which way the half goes. */
    private static int rounded(double value, int maximum) {
        return Math.max(0, Math.min(maximum, (int) (value + 0.5)));
    }
}
