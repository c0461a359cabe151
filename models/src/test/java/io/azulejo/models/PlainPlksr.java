package io.azulejo.models;

import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.plksr.LargeKernel;
import io.azulejo.models.plksr.PlksrConfig;
import java.util.List;
import java.util.Map;

/** PLKSR computed in double precision by plain loops, straight from its definition: knows no graph and no runtime. */
public final class PlainPlksr {
    private final PlksrConfig config;
    private final Map<String, FloatTensor> weights;

    public PlainPlksr(PlksrConfig config, Map<String, FloatTensor> weights) {
        this.config = config;
        this.weights = weights;
    }

    /** One picture after the other, each (3, h, w). */
    public Array run(Array input) {
        int[] shape = input.shape();
        int height = shape[2];
        int width = shape[3];
        int r = config.scale();
        int picture = 3 * height * width;
        float[] output = new float[shape[0] * picture * r * r];
        for (int n = 0; n < shape[0]; n++) {
            double[][] x = new double[3][height * width];
            for (int i = 0; i < picture; i++) {
                x[i / (height * width)][i % (height * width)] = input.values()[n * picture + i];
            }
            shuffle(tail(x, height, width), x, height, width, output, n * picture * r * r);
        }
        return new Array(output, shape[0], 3, height * r, width * r);
    }

    private double[][] tail(double[][] x, int height, int width) {
        double[][] f = conv(x, "feats.0", height, width);
        for (int block = 1; block <= config.blocks(); block++) {
            String name = "feats." + block;
            double[][] t = conv(
                    gelu(conv(f, name + ".channe_mixer.0", height, width)), name + ".channe_mixer.2", height, width);
            double[][] u = new double[config.largeChannels()][];
            System.arraycopy(t, 0, u, 0, u.length);
            double[][] large = largeKernel(u, name, height, width);
            double[][] mixed = t.clone();
            for (int c = 0; c < u.length; c++) {
                mixed[c] = config.identity() ? sum(large[c], u[c]) : large[c];
            }
            t = config.attention() ? gated(mixed, conv(mixed, name + ".attn.f.0", height, width)) : mixed;
            double[][] refined = conv(t, name + ".refine", height, width);
            for (int c = 0; c < f.length; c++) {
                f[c] = sum(f[c], refined[c]);
            }
        }
        return conv(f, "feats." + (config.blocks() + 1), height, width);
    }

    private double[][] largeKernel(double[][] u, String block, int height, int width) {
        double[][] sum = new double[u.length][height * width];
        for (LargeKernel.Branch branch : config.largeKernel().branches()) {
            double[][] y = conv(u, block + "." + branch.name(), branch.dilation(), height, width);
            for (int c = 0; c < u.length; c++) {
                sum[c] = sum(sum[c], y[c]);
            }
        }
        return sum;
    }

    private void shuffle(double[][] o, double[][] x, int height, int width, float[] output, int from) {
        int r = config.scale();
        int at = from;
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < height * r; y++) {
                for (int column = 0; column < width * r; column++) {
                    int place = (y / r) * width + column / r;
                    int channel = c * r * r + (y % r) * r + column % r;
                    output[at++] = (float) (o[channel][place] + x[c][place]);
                }
            }
        }
    }

    private double[][] conv(double[][] x, String name, int height, int width) {
        return conv(x, name, 1, height, width);
    }

    private double[][] conv(double[][] x, String name, int dilation, int height, int width) {
        FloatTensor weight = weights.get(name + ".weight");
        FloatTensor bias = weights.get(name + ".bias");
        List<Integer> shape = weight.shape();
        int high = shape.get(2);
        int wide = shape.get(3);
        double[][] y = new double[shape.get(0)][height * width];
        for (int out = 0; out < y.length; out++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    double sum = bias.values().get(out);
                    for (int in = 0; in < x.length; in++) {
                        for (int i = 0; i < high; i++) {
                            int sourceRow = row + (i - high / 2) * dilation;
                            if (sourceRow < 0 || sourceRow >= height) {
                                continue;
                            }
                            for (int j = 0; j < wide; j++) {
                                int sourceColumn = column + (j - wide / 2) * dilation;
                                if (sourceColumn >= 0 && sourceColumn < width) {
                                    sum += x[in][sourceRow * width + sourceColumn]
                                            * weight.values().get(((out * x.length + in) * high + i) * wide + j);
                                }
                            }
                        }
                    }
                    y[out][row * width + column] = sum;
                }
            }
        }
        return y;
    }

    private static double[][] gelu(double[][] v) {
        for (double[] channel : v) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = 0.5 * channel[i] * (1 + erf(channel[i] / Math.sqrt(2)));
            }
        }
        return v;
    }

    /** Abramowitz and Stegun 7.1.6, whose terms are all of one sign. */
    private static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    private static double[][] gated(double[][] t, double[][] gate) {
        double[][] y = new double[t.length][t[0].length];
        for (int c = 0; c < t.length; c++) {
            for (int i = 0; i < t[c].length; i++) {
                y[c][i] = t[c][i] / (1 + Math.exp(-gate[c][i]));
            }
        }
        return y;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] y = new double[a.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = a[i] + b[i];
        }
        return y;
    }
}
