package io.azulejo.models.graph;

import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes an image-to-image network down, word by word. Every word takes values and returns the new one; tensors are
 * named as in the checkpoint and become initializers under the same names. For one thread.
 *
 * <p>The finished graph takes {@code input} and gives {@code output}: float32, NCHW, any batch, height and width, samples
 * nominally 0..1, not clamped.
 */
public final class GraphBuilder {
    private final Initializers initializers;
    private final List<Node> nodes = new ArrayList<>();
    private Value input;

    /** A builder that takes tensors from {@code weights}, which must hold every name that is asked for. */
    public GraphBuilder(Map<String, FloatTensor> weights) {
        this.initializers = new Initializers(weights);
    }

    /** The picture; to be asked for once. */
    public Value input(int channels) {
        input = new Value("input", channels);
        return input;
    }

    /**
     * Convolution (cross-correlation), stride 1, zero padding of half the kernel, with {@code name.weight} (out, in, k,
     * k) and, where there is one, {@code name.bias} (out).
     */
    public Value conv(Value x, String name) {
        return conv(x, name, 1);
    }

    /** The same with taps that lie {@code dilation} samples apart; padded by half of what the kernel spans. */
    public Value conv(Value x, String name, long dilation) {
        return convolution(x, initializers.tensor(name + ".weight"), name, dilation);
    }

    /**
     * Convolution with the signs of {@code name.weight} (out, in, k, k), 0 for 0, times alpha: the mean over each output
     * channel of the weights' absolute values. Stored as {@code name.weight.signs}, int8, and {@code name.weight.alpha};
     * {@code name.bias} (out) is added where there is one. Source: arXiv 2210.00405, section 3.
     */
    public Value binaryConv(Value x, String name) {
        String weight = name + ".weight";
        nodes.add(new Node(
                "DequantizeLinear",
                "",
                nextName("DequantizeLinear"),
                initializers.binary(weight),
                List.of(weight),
                List.of(new Attribute.Int("axis", 0))));
        return convolution(x, weight, name, 1);
    }

    private Value convolution(Value x, String weight, String name, long dilation) {
        List<Integer> shape = initializers.shape(name + ".weight");
        List<String> inputs = new ArrayList<>(List.of(x.name(), weight));
        if (initializers.has(name + ".bias")) {
            inputs.add(initializers.tensor(name + ".bias"));
        }
        long high = shape.get(2) / 2 * dilation;
        long wide = shape.get(3) / 2 * dilation;
        List<Attribute> attributes = new ArrayList<>(List.of(
                new Attribute.Ints("kernel_shape", List.of((long) shape.get(2), (long) shape.get(3))),
                new Attribute.Ints("pads", List.of(high, wide, high, wide))));
        if (dilation > 1) {
            attributes.add(new Attribute.Ints("dilations", List.of(dilation, dilation)));
        }
        return node("Conv", shape.get(0), inputs, attributes.toArray(Attribute[]::new));
    }

    /** Exact GELU, 0.5 v (1 + erf(v / sqrt 2)), in the order of operators that runtimes know to fuse. */
    public Value gelu(Value v) {
        Value erf = node(
                "Erf",
                v.channels(),
                List.of(node("Div", v, "sqrt2", (float) Math.sqrt(2)).name()));
        Value gate = node("Add", erf, "one", 1);
        return node("Mul", mul(v, gate), "half", 0.5f);
    }

    /** 1 / (1 + exp(-v)). */
    public Value sigmoid(Value v) {
        return node("Sigmoid", v.channels(), List.of(v.name()));
    }

    /** The larger of v and 0. */
    public Value relu(Value v) {
        return node("Relu", v.channels(), List.of(v.name()));
    }

    /** v where it is not negative, else {@code slope} times v. */
    public Value leakyRelu(Value v, float slope) {
        return node("LeakyRelu", v.channels(), List.of(v.name()), new Attribute.Real("alpha", slope));
    }

    /** v where it is not negative, else v times the slope of its channel: {@code name} holds (channels). */
    public Value prelu(Value v, String name) {
        return node("PRelu", v.channels(), List.of(v.name(), initializers.tensor(name, v.channels(), 1, 1)));
    }

    /** -1, 0 or 1; 0 at 0. */
    public Value sign(Value v) {
        return node("Sign", v.channels(), List.of(v.name()));
    }

    public Value add(Value a, Value b) {
        return node("Add", a.channels(), List.of(a.name(), b.name()));
    }

    /** v plus a number. */
    public Value add(Value v, float summand) {
        return node("Add", v, "plus." + summand, summand);
    }

    /** v plus a number for each channel: {@code name} holds as many numbers as v has channels. */
    public Value shift(Value v, String name) {
        return node("Add", v.channels(), List.of(v.name(), initializers.tensor(name, v.channels(), 1, 1)));
    }

    public Value sub(Value a, Value b) {
        return node("Sub", a.channels(), List.of(a.name(), b.name()));
    }

    public Value mul(Value a, Value b) {
        return node("Mul", a.channels(), List.of(a.name(), b.name()));
    }

    /** v times a number. */
    public Value mul(Value v, float factor) {
        return node("Mul", v, "times." + factor, factor);
    }

    /** v divided by a number. */
    public Value div(Value v, float divisor) {
        return node("Div", v, "by." + divisor, divisor);
    }

    /** The channels of a, then those of b. */
    public Value concat(Value a, Value b) {
        return node("Concat", a.channels() + b.channels(), List.of(a.name(), b.name()), new Attribute.Int("axis", 1));
    }

    /** The first {@code first} channels of v, and the others. */
    public List<Value> split(Value v, int first) {
        int second = v.channels() - first;
        String sizes = initializers.integers("split.%d.%d".formatted(first, second), first, second);
        String name = nextName("Split");
        List<Value> parts = List.of(new Value(name + ".0", first), new Value(name + ".1", second));
        nodes.add(new Node(
                "Split",
                "",
                name,
                List.of(v.name(), sizes),
                parts.stream().map(Value::name).toList(),
                List.of(new Attribute.Int("axis", 1))));
        return parts;
    }

    /** Sub-pixel shuffle: y[c, r*h+i, r*w+j] = v[c*r*r + i*r + j, h, w] (DepthToSpace, CRD). */
    public Value pixelShuffle(Value v, int r) {
        return r == 1
                ? v
                : node(
                        "DepthToSpace",
                        v.channels() / (r * r),
                        List.of(v.name()),
                        new Attribute.Int("blocksize", r),
                        new Attribute.Text("mode", "CRD"));
    }

    /** Every channel {@code times} times in a row. */
    public Value repeatChannels(Value v, int times) {
        if (times == 1) {
            return v;
        }
        long[] order = new long[v.channels() * times];
        Arrays.setAll(order, i -> i / times);
        return channels(v, "channels.%d.%d".formatted(v.channels(), times), order);
    }

    /** The channels of v at these indices, in their order. */
    public Value channels(Value v, long... order) {
        return channels(v, nextName("channels"), order);
    }

    private Value channels(Value v, String indices, long... order) {
        return node(
                "Gather",
                order.length,
                List.of(v.name(), initializers.integers(indices, order)),
                new Attribute.Int("axis", 1));
    }

    /** Nearest-neighbour enlargement: every sample becomes r by r. */
    public Value nearest(Value v, int r) {
        return resize(v, r, "nearest", "asymmetric");
    }

    /** Bilinear enlargement with half-pixel centres, clamped at the borders, no antialias. */
    public Value bilinear(Value v, int r) {
        return resize(v, r, "linear", "half_pixel");
    }

    /** The finished network, whose output is r times as high and wide as its input. */
    public OnnxModel finish(Value y, int r, String name) {
        return FinishedModel.model(nodes, initializers.all(), input, y, r, name);
    }

    private Value resize(Value v, int r, String mode, String coordinates) {
        if (r == 1) {
            return v;
        }
        String scales = initializers.floats("scales." + r, new float[] {1, 1, r, r}, 4);
        return node(
                "Resize",
                v.channels(),
                List.of(v.name(), "", scales),
                new Attribute.Text("mode", mode),
                new Attribute.Text("coordinate_transformation_mode", coordinates),
                new Attribute.Text("nearest_mode", "floor"));
    }

    /** An operator of v and one number. */
    private Value node(String opType, Value v, String constant, float number) {
        return node(opType, v.channels(), List.of(v.name(), initializers.floats(constant, new float[] {number})));
    }

    private Value node(String opType, int channels, List<String> inputs, Attribute... attributes) {
        String name = nextName(opType);
        nodes.add(new Node(opType, "", name, List.copyOf(inputs), List.of(name), List.of(attributes)));
        return new Value(name, channels);
    }

    private String nextName(String opType) {
        return "%s.%d".formatted(opType, nodes.size());
    }
}
