package io.azulejo.models.graph;

import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors that a graph holds, each once: those of a checkpoint under their own names, and constants of operators.
 * All give the name under which a node takes the tensor.
 */
final class Initializers {
    private final Map<String, FloatTensor> weights;
    private final Map<String, Tensor> held = new LinkedHashMap<>();

    Initializers(Map<String, FloatTensor> weights) {
        this.weights = Map.copyOf(weights);
    }

    boolean has(String name) {
        return weights.containsKey(name);
    }

    List<Integer> shape(String name) {
        return weights.get(name).shape();
    }

    /** A checkpoint's tensor under its own shape. */
    String tensor(String name) {
        return tensor(name, dimensions(name));
    }

    /** A checkpoint's tensor under another shape. */
    String tensor(String name, long... shape) {
        held.computeIfAbsent(name, key -> Tensor.floats(key, weights.get(key).toArray(), shape));
        return name;
    }

    /** The signs of a checkpoint's tensor, int8, and the alpha of each of its output channels. */
    List<String> binary(String name) {
        BinaryWeights binary = BinaryWeights.of(weights.get(name));
        String signs = name + ".signs";
        String alpha = name + ".alpha";
        held.putIfAbsent(signs, Tensor.bytes(signs, binary.signs(), dimensions(name)));
        held.putIfAbsent(alpha, Tensor.floats(alpha, binary.alpha(), binary.alpha().length));
        return List.of(signs, alpha);
    }

    String floats(String name, float[] values, long... shape) {
        held.computeIfAbsent(name, key -> Tensor.floats(key, values, shape));
        return name;
    }

    String integers(String name, long... values) {
        held.computeIfAbsent(name, key -> Tensor.integers(key, values));
        return name;
    }

    /** All of them, in the order in which they were first asked for. */
    List<Tensor> all() {
        return List.copyOf(held.values());
    }

    private long[] dimensions(String name) {
        return shape(name).stream().mapToLong(Integer::longValue).toArray();
    }

    /**
     * Weights of a binary convolution.
     *
     * @param signs -1, 0 or 1, in the weights' order
     * @param alpha for each output channel, the mean of its weights' absolute values, zeros counted
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on to an initializer, never compared
    record BinaryWeights(byte[] signs, float[] alpha) {
        static BinaryWeights of(FloatTensor weight) {
            FloatBuffer values = weight.values();
            int channels = weight.shape().get(0);
            int each = values.remaining() / channels;
            byte[] signs = new byte[values.remaining()];
            float[] alpha = new float[channels];
            for (int channel = 0; channel < channels; channel++) {
                double sum = 0;
                for (int i = channel * each; i < (channel + 1) * each; i++) {
                    signs[i] = (byte) Math.signum(values.get(i));
                    sum += Math.abs(values.get(i));
                }
                alpha[channel] = (float) (sum / each);
            }
            return new BinaryWeights(signs, alpha);
        }
    }
}
