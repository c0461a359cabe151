package io.azulejo.models.dncnn;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.FloatTensor;
import java.util.List;
import java.util.Map;

/**
 * Batch normalisation in evaluation, (v - mean) / sqrt(variance + eps) weight + bias, as a factor and a summand for each
 * channel. Source: PyTorch, torch.nn.BatchNorm2d.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to a convolution, never compared
record BatchNorm(double[] factor, double[] summand) {
    private static final String VARIANCE = ".running_var";

    static BatchNorm of(Map<String, FloatTensor> weights, String name, double eps) {
        float[] weight = weights.get(name + ".weight").toArray();
        float[] bias = weights.get(name + ".bias").toArray();
        float[] mean = weights.get(name + ".running_mean").toArray();
        float[] variance = weights.get(name + VARIANCE).toArray();
        double[] factor = new double[weight.length];
        double[] summand = new double[weight.length];
        for (int channel = 0; channel < weight.length; channel++) {
            factor[channel] = weight[channel] / Math.sqrt(variance[channel] + eps);
            summand[channel] = bias[channel] - mean[channel] * factor[channel];
        }
        return new BatchNorm(factor, summand);
    }

    /** Puts it into a convolution of the weights, which has a bias from then on. */
    void fold(Map<String, FloatTensor> weights, String convolution) {
        FloatTensor kernel = weights.get(convolution + ".weight");
        float[] taps = kernel.toArray();
        int each = taps.length / factor.length;
        for (int i = 0; i < taps.length; i++) {
            taps[i] = (float) (taps[i] * factor[i / each]);
        }
        FloatTensor own = weights.get(convolution + ".bias");
        float[] bias = new float[factor.length];
        for (int channel = 0; channel < bias.length; channel++) {
            double before = own == null ? 0 : own.values().get(channel);
            bias[channel] = (float) (before * factor[channel] + summand[channel]);
        }
        int[] shape = kernel.shape().stream().mapToInt(Integer::intValue).toArray();
        weights.put(convolution + ".weight", FloatTensor.of(taps, shape));
        weights.put(convolution + ".bias", FloatTensor.of(bias, bias.length));
    }

    /** Names and shapes of its tensors, in the order of the state dict. */
    static void shapes(Map<String, List<Integer>> shapes, String name, int channels) {
        for (String part : List.of(".weight", ".bias", ".running_mean", VARIANCE)) {
            shapes.put(name + part, List.of(channels));
        }
    }

    static void check(String what, Map<String, FloatTensor> weights, String name) throws ModelException {
        for (float variance : weights.get(name + VARIANCE).toArray()) {
            if (variance < 0) {
                throw new ModelException("%s: tensor %s holds the variance %s, and none is below 0: the file is damaged"
                        .formatted(what, ModelException.quote(name + VARIANCE), variance));
            }
        }
    }
}
