package io.azulejo.models;

import io.azulejo.models.checkpoint.FloatTensor;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Layers in double precision by plain loops, channels of row-major planes: knows no graph and no runtime. */
final class Plain {
    private Plain() {}

    /** A picture's size. */
    record Size(int height, int width) {
        int pixels() {
            return height * width;
        }

        Size times(int r) {
            return new Size(height * r, width * r);
        }
    }

    /** Cross-correlation, zero padding of half the kernel's span; with a bias where there is one. */
    static double[][] conv(double[][] x, Size size, Map<String, FloatTensor> weights, String name, int dilation) {
        FloatTensor weight = weights.get(name + ".weight");
        double[] taps = new double[weight.values().remaining()];
        for (int i = 0; i < taps.length; i++) {
            taps[i] = weight.values().get(i);
        }
        double[][] y = conv(x, size, taps, weight.shape(), dilation);
        FloatTensor bias = weights.get(name + ".bias");
        for (int c = 0; c < y.length && bias != null; c++) {
            for (int i = 0; i < y[c].length; i++) {
                y[c][i] += bias.values().get(c);
            }
        }
        return y;
    }

    static double[][] conv(double[][] x, Size size, double[] taps, List<Integer> shape, int dilation) {
        int high = shape.get(2);
        int wide = shape.get(3);
        double[][] y = new double[shape.get(0)][size.pixels()];
        for (int out = 0; out < y.length; out++) {
            for (int in = 0; in < x.length; in++) {
                for (int i = 0; i < high; i++) {
                    for (int j = 0; j < wide; j++) {
                        double tap = taps[((out * x.length + in) * high + i) * wide + j];
                        addShifted(y[out], x[in], size, (i - high / 2) * dilation, (j - wide / 2) * dilation, tap);
                    }
                }
            }
        }
        return y;
    }

    /** Adds a plane, moved up and left, times a factor; nothing where it would come from outside. */
    private static void addShifted(double[] y, double[] x, Size size, int up, int left, double factor) {
        int from = Math.max(0, -left);
        int to = Math.min(size.width, size.width - left);
        for (int row = Math.max(0, -up); row < Math.min(size.height, size.height - up); row++) {
            int at = row * size.width;
            int source = (row + up) * size.width + left;
            for (int column = from; column < to; column++) {
                y[at + column] += x[source + column] * factor;
            }
        }
    }

    /** y[c, r*h+i, r*w+j] = v[c*r*r + i*r + j, h, w]. */
    static double[][] pixelShuffle(double[][] v, Size size, int r) {
        double[][] y = new double[v.length / (r * r)][size.times(r).pixels()];
        for (int c = 0; c < y.length; c++) {
            for (int i = 0; i < y[c].length; i++) {
                int row = i / (size.width * r);
                int column = i % (size.width * r);
                y[c][i] = v[c * r * r + row % r * r + column % r][row / r * size.width + column / r];
            }
        }
        return y;
    }

    static double[][] nearest(double[][] v, Size size, int r) {
        double[][] y = new double[v.length][size.times(r).pixels()];
        for (int c = 0; c < y.length; c++) {
            for (int i = 0; i < y[c].length; i++) {
                y[c][i] = v[c][i / (size.width * r) / r * size.width + i % (size.width * r) / r];
            }
        }
        return y;
    }

    /** Half-pixel centres, clamped to the picture. */
    static double[][] bilinear(double[][] v, Size size, int r) {
        double[][] y = new double[v.length][size.times(r).pixels()];
        for (int c = 0; c < y.length; c++) {
            for (int i = 0; i < y[c].length; i++) {
                double row = centre(i / (size.width * r), r, size.height);
                double column = centre(i % (size.width * r), r, size.width);
                int top = (int) row;
                int left = (int) column;
                int below = Math.min(size.height - 1, top + 1);
                int right = Math.min(size.width - 1, left + 1);
                double high = mix(v[c][top * size.width + left], v[c][top * size.width + right], column - left);
                double low = mix(v[c][below * size.width + left], v[c][below * size.width + right], column - left);
                y[c][i] = mix(high, low, row - top);
            }
        }
        return y;
    }

    private static double centre(int at, int r, int samples) {
        return Math.max(0, Math.min(samples - 1, (at + 0.5) / r - 0.5));
    }

    private static double mix(double a, double b, double share) {
        return a * (1 - share) + b * share;
    }

    static double[][] sum(double[][] a, double[][] b) {
        return each(a, b, Double::sum);
    }

    static double[][] each(double[][] a, double[][] b, DoubleBinaryOperator operation) {
        double[][] y = new double[a.length][a[0].length];
        for (int c = 0; c < y.length; c++) {
            for (int i = 0; i < y[c].length; i++) {
                y[c][i] = operation.applyAsDouble(a[c][i], b[c][i]);
            }
        }
        return y;
    }

    static double[][] each(double[][] a, DoubleUnaryOperator operation) {
        double[][] y = new double[a.length][a[0].length];
        for (int c = 0; c < y.length; c++) {
            for (int i = 0; i < y[c].length; i++) {
                y[c][i] = operation.applyAsDouble(a[c][i]);
            }
        }
        return y;
    }

    /** Runs every picture of a batch apart. */
    static Array eachPicture(Array input, int r, BiFunction<double[][], Size, double[][]> network) {
        int[] shape = input.shape();
        Size size = new Size(shape[2], shape[3]);
        float[] output = null;
        int channels = 0;
        for (int n = 0; n < shape[0]; n++) {
            double[][] x = new double[shape[1]][size.pixels()];
            for (int i = 0; i < shape[1] * size.pixels(); i++) {
                x[i / size.pixels()][i % size.pixels()] = input.values()[n * shape[1] * size.pixels() + i];
            }
            double[][] y = network.apply(x, size);
            channels = y.length;
            int each = channels * y[0].length;
            output = output == null ? new float[shape[0] * each] : output;
            for (int i = 0; i < each; i++) {
                output[n * each + i] = (float) y[i / y[0].length][i % y[0].length];
            }
        }
        return new Array(output, shape[0], channels, size.height * r, size.width * r);
    }
}
