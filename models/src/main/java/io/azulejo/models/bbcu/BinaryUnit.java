package io.azulejo.models.bbcu;

import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.graph.GraphBuilder;
import io.azulejo.models.graph.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The basic binary convolution unit, in its four forms: 3x3, the shift and the sign, the binary convolution, RPReLU, and a
 * residual of the raw input. Source: arXiv 2210.00405, section 3, and the authors' code, github.com/Zj-BinXia/BBCU.
 */
final class BinaryUnit {
    static final String SHIFT = ".move0.bias";
    static final String CONV = ".binary_conv";
    static final String BEFORE = ".relu.pr_bias0.bias";
    static final String SLOPE = ".relu.pr_prelu.weight";
    static final String AFTER = ".relu.pr_bias1.bias";

    private static final int SIDE = 3;

    private BinaryUnit() {}

    /** Names and shapes of a unit's tensors, in the order of the state dict. */
    static void shapes(Map<String, List<Integer>> shapes, String unit, int out, int in, boolean bias) {
        shapes.put(unit + SHIFT, List.of(1, in, 1, 1));
        shapes.put(unit + CONV + ".weight", List.of(out, in, SIDE, SIDE));
        if (bias) {
            shapes.put(unit + CONV + ".bias", List.of(out));
        }
        shapes.put(unit + BEFORE, List.of(1, out, 1, 1));
        shapes.put(unit + SLOPE, List.of(out));
        shapes.put(unit + AFTER, List.of(1, out, 1, 1));
    }

    /** Names and shapes of a 3x3 convolution in full precision. */
    static void conv(Map<String, List<Integer>> shapes, String name, int out, int in, boolean bias) {
        shapes.put(name + ".weight", List.of(out, in, SIDE, SIDE));
        if (bias) {
            shapes.put(name + ".bias", List.of(out));
        }
    }

    /**
     * The weights as the graph takes them: what is added after the convolution, before its slope, is one bias.
     * Spares an operator over all samples.
     */
    static Map<String, FloatTensor> folded(Map<String, FloatTensor> weights) {
        Map<String, FloatTensor> folded = new LinkedHashMap<>(weights);
        weights.forEach((name, before) -> {
            if (name.endsWith(BEFORE)) {
                String bias = name.substring(0, name.length() - BEFORE.length()) + CONV + ".bias";
                float[] sum = before.toArray();
                FloatTensor own = weights.get(bias);
                for (int i = 0; i < sum.length && own != null; i++) {
                    sum[i] += own.values().get(i);
                }
                folded.remove(name);
                folded.put(bias, FloatTensor.of(sum, sum.length));
            }
        });
        return folded;
    }

    /** The unit without its sum. The zero padding is of signs: outside the picture there is neither +1 nor -1. */
    static Value branch(GraphBuilder g, Value x, String unit) {
        Value z = g.sign(g.shift(x, unit + SHIFT));
        Value v = g.binaryConv(z, unit + CONV);
        return g.shift(g.prelu(v, unit + SLOPE), unit + AFTER);
    }

    /** Body: as many channels out as in, plus x. */
    static Value body(GraphBuilder g, Value x, String unit) {
        return g.add(branch(g, x, unit), x);
    }

    /** Upsampling: C to C r^2 channels, shuffled, plus x enlarged. */
    static Value up(GraphBuilder g, Value x, String unit, int r) {
        return g.add(g.pixelShuffle(branch(g, x, unit), r), g.nearest(x, r));
    }

    /** Head: plus each channel of x as often as it goes into the output's, then the first ones once more. */
    static Value head(GraphBuilder g, Value x, String unit) {
        Value y = branch(g, x, unit);
        int times = y.channels() / x.channels();
        long[] order = new long[y.channels()];
        for (int channel = 0; channel < order.length; channel++) {
            int source = times == 0 ? channel : channel / times;
            order[channel] = source < x.channels() ? source : channel - times * x.channels();
        }
        return g.add(y, g.channels(x, order));
    }
}
