package io.azulejo.models;

import io.azulejo.models.Plain.Size;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** BBCU computed in double precision by plain loops, straight from its definition: knows no graph and no runtime. */
public final class PlainBbcu {
    private final Network network;
    private final Map<String, FloatTensor> weights;
    private final boolean separating;
    private final double k;

    public PlainBbcu(Network network, Map<String, FloatTensor> weights) {
        this(network, new LinkedHashMap<>(weights), false);
    }

    private PlainBbcu(Network network, Map<String, FloatTensor> weights, boolean separating) {
        this.network = network;
        this.weights = weights;
        this.separating = separating;
        this.k = (double) network.named().get("k");
    }

    /** One picture after the other, each (c, h, w). */
    public Array run(Array input) {
        return Plain.eachPicture(input, network.scale(), network.scale() == 1 ? this::denoised : this::enlarged);
    }

    /**
     * The weights with every shift moved into the middle of the widest gap between the values that meet it on this
     * picture, so that float32 sums in any order give the same signs.
     */
    public static Map<String, FloatTensor> separated(Network network, Map<String, FloatTensor> weights, Array input) {
        PlainBbcu plain = new PlainBbcu(network, new LinkedHashMap<>(weights), true);
        plain.run(input);
        return plain.weights;
    }

    private double[][] enlarged(double[][] picture, Size size) {
        double[][] x = Plain.each(picture, value -> k * value);
        double[][] f = binary("conv_first") ? head(x, size, "conv_first") : leaky(conv(x, size, "conv_first"));
        for (int block = 0; block < (int) network.named().get("num_block"); block++) {
            String name = "body." + block;
            if (binary(name + ".body.0")) {
                f = body(body(f, size, name + ".body.0"), size, name + ".body.1");
            } else {
                double[][] hidden = relu(conv(f, size, name + ".conv1"));
                f = Plain.sum(f, conv(hidden, size, name + ".conv2"));
            }
        }
        int r = network.scale() == 4 ? 2 : network.scale();
        Size at = size;
        for (String name : network.scale() == 4 ? List.of("upconv1", "upconv2") : List.of("upconv1")) {
            f = binary(name) ? up(f, at, name, r) : leaky(Plain.pixelShuffle(conv(f, at, name), at, r));
            at = at.times(r);
        }
        f = leaky(binary("conv_hr") ? body(f, at, "conv_hr") : conv(f, at, "conv_hr"));
        double[][] o = binary("conv_last") ? unit(f, at, "conv_last") : conv(f, at, "conv_last");
        return Plain.each(o, Plain.bilinear(x, size, network.scale()), (a, b) -> (a + b) / k);
    }

    private double[][] denoised(double[][] picture, Size size) {
        boolean studio = network.named().containsKey("luma");
        double[][] x = Plain.each(picture, value -> k * (studio ? (16 + 219 * value) / 255 : value));
        int last = (int) network.named().get("nb");
        double[][] f = binary("model.0") ? head(x, size, "model.0") : relu(conv(x, size, "model.0"));
        for (int layer = 2; layer < last; layer++) {
            String name = "model." + layer;
            f = binary(name) ? body(f, size, name) : relu(conv(f, size, name));
        }
        String tail = "model." + last;
        double[][] n = binary(tail) ? unit(f, size, tail) : conv(f, size, tail);
        return Plain.each(x, n, (a, b) -> studio ? ((a - b) / k * 255 - 16) / 219 : (a - b) / k);
    }

    /** A unit without its residual. */
    private double[][] unit(double[][] x, Size size, String name) {
        if (separating) {
            separate(x, name + ".move0.bias");
        }
        double[][] z = new double[x.length][];
        for (int c = 0; c < x.length; c++) {
            double shift = number(name + ".move0.bias", c);
            z[c] = Arrays.stream(x[c]).map(value -> Math.signum(value + shift)).toArray();
        }
        FloatTensor weight = weights.get(name + ".binary_conv.weight");
        int channels = weight.shape().get(0);
        double[] taps = new double[weight.values().remaining()];
        int each = taps.length / channels;
        for (int c = 0; c < channels; c++) {
            double mean = 0;
            for (int i = c * each; i < (c + 1) * each; i++) {
                mean += Math.abs(weight.values().get(i)) / each;
            }
            for (int i = c * each; i < (c + 1) * each; i++) {
                taps[i] = mean * Math.signum(weight.values().get(i));
            }
        }
        double[][] v = Plain.conv(z, size, taps, weight.shape(), 1);
        boolean bias = weights.containsKey(name + ".binary_conv.bias");
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < v[c].length; i++) {
                double u = v[c][i] + (bias ? number(name + ".binary_conv.bias", c) : 0);
                u += number(name + ".relu.pr_bias0.bias", c);
                u = u >= 0 ? u : u * number(name + ".relu.pr_prelu.weight", c);
                v[c][i] = u + number(name + ".relu.pr_bias1.bias", c);
            }
        }
        return v;
    }

    private void separate(double[][] x, String shift) {
        float[] shifts = new float[x.length];
        for (int c = 0; c < x.length; c++) {
            double[] values = Arrays.stream(x[c]).sorted().toArray();
            int best = values.length / 2;
            for (int i = values.length / 4; i < values.length * 3 / 4; i++) {
                best = values[i + 1] - values[i] > values[best + 1] - values[best] ? i : best;
            }
            shifts[c] = (float) -((values[best] + values[best + 1]) / 2);
        }
        weights.put(shift, FloatTensor.of(shifts, 1, x.length, 1, 1));
    }

    private double[][] body(double[][] x, Size size, String name) {
        return Plain.sum(unit(x, size, name), x);
    }

    private double[][] up(double[][] x, Size size, String name, int r) {
        return Plain.sum(Plain.pixelShuffle(unit(x, size, name), size, r), Plain.nearest(x, size, r));
    }

    private double[][] head(double[][] x, Size size, String name) {
        double[][] y = unit(x, size, name);
        int times = y.length / x.length;
        double[][] residual = new double[y.length][];
        for (int c = 0; c < y.length; c++) {
            residual[c] = c < times * x.length ? x[c / times] : x[c - times * x.length];
        }
        return Plain.sum(y, residual);
    }

    private double[][] conv(double[][] x, Size size, String name) {
        return Plain.conv(x, size, weights, name, 1);
    }

    private boolean binary(String name) {
        return weights.containsKey(name + ".binary_conv.weight");
    }

    private double number(String name, int index) {
        return weights.get(name).values().get(index);
    }

    private static double[][] leaky(double[][] v) {
        return Plain.each(v, value -> value >= 0 ? value : 0.1 * value);
    }

    private static double[][] relu(double[][] v) {
        return Plain.each(v, value -> Math.max(0, value));
    }
}
