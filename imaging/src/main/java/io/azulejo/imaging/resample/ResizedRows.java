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
        Objects.checkFromIndexSize(firstChannel, channels, whole.channels());
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
     */
    public void copyRow(int y, int[] row) {
        pass(y);
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

    /** The pass along columns: one line of the input's width, rounded and clamped. */
    private void pass(int y) {
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

    private void accumulate(int y, double weight) {
        byte[] block = picture.block(y);
        int bytes = shape.bits() / 8;
        int stride = picture.shape().channels() * bytes;
        int channels = shape.channels();
        int at = picture.offset(y) + firstChannel * bytes;
        for (int i = 0; i < line.length; i += channels, at += stride) {
            for (int c = 0; c < channels; c++) {
                int sample = bytes == 1
                        ? block[at + c] & 0xff
                        : ((block[at + 2 * c] & 0xff) << 8) | (block[at + 2 * c + 1] & 0xff);
                line[i + c] += weight * sample;
            }
        }
    }

    /** The pass along the row. */
    private void combine(int[] row) {
        int channels = shape.channels();
        int count = across.count;
        int maximum = shape.maximum();
        int[] index = across.index;
        double[] weight = across.weight;
        for (int x = 0; x < across.outputs(); x++) {
            double divisor = across.divisor[x];
            for (int c = 0; c < channels; c++) {
                double sum = 0;
                for (int k = x * count; k < (x + 1) * count; k++) {
                    sum += weight[k] * line[index[k] * channels + c];
                }
                row[x * channels + c] = rounded(sum / divisor, maximum);
            }
        }
    }

    /** Half away from zero, then clamped; below zero nothing is left to round. */
    private static int rounded(double value, int maximum) {
        return (int) Math.min(maximum, Math.max(0, value) + 0.5);
    }
}
