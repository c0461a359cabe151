package io.azulejo.models.analysis;

import io.azulejo.models.analysis.Trace.Fixed;
import io.azulejo.models.analysis.Trace.Lost;
import io.azulejo.models.analysis.Trace.Pixels;
import io.azulejo.models.onnx.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What each operator does to a trace; source: the ONNX operator definitions. */
final class Rules {
    /** One sample in, one sample out; inputs after the first are of one number or one for each channel. */
    private static final Set<String> POINTWISE = Set.of(
            "Abs",
            "BatchNormalization",
            "Cast",
            "Ceil",
            "Celu",
            "Clip",
            "Cos",
            "DequantizeLinear",
            "Dropout",
            "Elu",
            "Erf",
            "Exp",
            "Floor",
            "Gelu",
            "HardSigmoid",
            "HardSwish",
            "Identity",
            "LeakyRelu",
            "Log",
            "Mish",
            "Neg",
            "Not",
            "QuantizeLinear",
            "Reciprocal",
            "Relu",
            "Round",
            "Selu",
            "Sigmoid",
            "Sign",
            "Sin",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Tanh",
            "ThresholdedRelu");

    /** Sample by sample of several values of one size, or that are broadcast. */
    private static final Set<String> JOINING = Set.of(
            "Add",
            "And",
            "Div",
            "Equal",
            "Greater",
            "GreaterOrEqual",
            "Less",
            "LessOrEqual",
            "Max",
            "Mean",
            "Min",
            "Mod",
            "Mul",
            "Or",
            "PRelu",
            "Pow",
            "Sub",
            "Sum",
            "Where");

    /** Every output sample may depend on every pixel, whatever the attributes. */
    private static final Set<String> GLOBAL = Set.of(
            "Attention",
            "CumSum",
            "DFT",
            "Einsum",
            "GRU",
            "GlobalAveragePool",
            "GlobalLpPool",
            "GlobalMaxPool",
            "GroupNormalization",
            "InstanceNormalization",
            "LSTM",
            "LayerNormalization",
            "MatMul",
            "MeanVarianceNormalization",
            "RNN");

    private static final Set<String> REDUCING = Set.of(
            "LpNormalization",
            "ReduceL1",
            "ReduceL2",
            "ReduceLogSum",
            "ReduceLogSumExp",
            "ReduceMax",
            "ReduceMean",
            "ReduceMin",
            "ReduceProd",
            "ReduceSum",
            "ReduceSumSquare",
            "Softmax",
            "LogSoftmax",
            "Hardmax",
            "ArgMax",
            "ArgMin");

    private Rules() {}

    static Trace apply(Node node, Walk walk) {
        String operator = node.opType();
        if (operator.equals("Shape") || operator.equals("Size")) {
            return Fixed.COMPUTED;
        }
        List<Trace> inputs = node.inputs().stream()
                .filter(name -> !name.isEmpty())
                .map(walk::trace)
                .toList();
        for (Trace input : inputs) {
            if (input instanceof Lost lost) {
                return lost;
            }
        }
        if (operator.equals("If") || operator.equals("Loop") || operator.equals("Scan")) {
            return unknown(operator);
        }
        if (!inputs.isEmpty() && inputs.get(0) instanceof Parts parts) {
            return parts.apply(node, walk);
        }
        if (inputs.stream().noneMatch(Pixels.class::isInstance)) {
            return POINTWISE.contains(operator) && !inputs.isEmpty() ? inputs.get(0) : Fixed.COMPUTED;
        }
        if (JOINING.contains(operator)) {
            return joined(operator, inputs);
        }
        if (overLastChannels(node, walk, inputs)) {
            return inputs.get(0);
        }
        if (GLOBAL.contains(operator)) {
            return global(operator);
        }
        if (!(inputs.get(0) instanceof Pixels x)) {
            return unknown(operator + " whose first input is a constant");
        }
        if (POINTWISE.contains(operator)) {
            return x;
        }
        if (operator.equals("Transpose")) {
            return transposed(node, walk, x);
        }
        if (operator.equals("Reshape") || operator.equals("Unsqueeze")) {
            return Parts.of(x, walk).map(parts -> parts.apply(node, walk)).orElseGet(() -> unknown(operator));
        }
        if (REDUCING.contains(operator)) {
            return reduced(node, walk, x);
        }
        if (x.channelsLast()) {
            return unknown(operator + " of channels that come last");
        }
        return switch (operator) {
            case "Concat" ->
                node.integer("axis", 1) == 1 ? joined(operator, inputs) : unknown(operator + " over space");
            case "Gather" ->
                node.integer("axis", 0) == 1
                                && walk.constant(node.input(1))
                                        .filter(picked -> picked.dims().size() == 1)
                                        .isPresent()
                        ? x
                        : unknown(operator + " of places or by numbers that are computed");
            case "Split" -> node.integer("axis", 0) == 1 ? x : unknown(operator + " over space");
            case "Conv", "ConvInteger", "QLinearConv", "ConvTranspose", "AveragePool", "MaxPool", "LpPool" ->
                Kernels.apply(node, walk, x);
            case "DepthToSpace" ->
                new Pixels(
                        x.high().repeated(node.integer("blocksize", 1)),
                        x.wide().repeated(node.integer("blocksize", 1)));
            case "SpaceToDepth" -> {
                long block = node.integer("blocksize", 1);
                yield new Pixels(
                        x.high().reach(0, block - 1).shrunk(block),
                        x.wide().reach(0, block - 1).shrunk(block));
            }
            case "Resize", "Upsample" -> Resampling.apply(node, walk, x);
            case "Pad" -> Moves.pad(node, walk, x);
            case "Slice" -> Moves.slice(node, walk, x);
            default -> unknown(operator);
        };
    }

    /** A layer for each pixel by itself, of channels that come last. */
    private static boolean overLastChannels(Node node, Walk walk, List<Trace> inputs) {
        if (!(inputs.get(0) instanceof Pixels x) || !x.channelsLast()) {
            return false;
        }
        if (node.opType().equals("LayerNormalization")) {
            long axis = node.integer("axis", -1);
            return axis == -1 || axis == 3;
        }
        Optional<List<Long>> weights =
                inputs.size() == 2 && inputs.get(1) instanceof Fixed fixed ? fixed.dims() : Optional.empty();
        if (!node.opType().equals("MatMul")
                || weights.filter(dims -> dims.size() == 2).isEmpty()) {
            return false;
        }
        walk.work(weights.get().get(0) * weights.get().get(1), x, false);
        return true;
    }

    /** Between NCHW and NHWC. */
    private static Trace transposed(Node node, Walk walk, Pixels x) {
        List<Long> order = node.integers("perm").orElse(List.of());
        List<Long> expected = x.channelsLast() ? List.of(0L, 3L, 1L, 2L) : List.of(0L, 2L, 3L, 1L);
        return order.equals(expected)
                ? new Pixels(x.high(), x.wide(), !x.channelsLast())
                : Parts.of(x, walk)
                        .map(parts -> parts.apply(node, walk))
                        .orElseGet(() -> unknown("Transpose by " + order));
    }

    static Lost unknown(String what) {
        return new Lost(new Reach.Unknown(what));
    }

    static Lost global(String operator) {
        return new Lost(new Reach.Global(operator));
    }

    private static Trace joined(String operator, List<Trace> inputs) {
        Pixels all = null;
        boolean channelsLast = inputs.stream().anyMatch(input -> input instanceof Pixels x && x.channelsLast());
        for (Trace input : inputs) {
            if (input instanceof Fixed fixed) {
                if (fixed.dims().isEmpty()) {
                    return unknown(operator + " with a value computed from the picture's size");
                }
                if (!fixed.sameEverywhere(channelsLast)) {
                    return global(operator + " with a constant that differs from place to place");
                }
            } else if (input instanceof Pixels pixels) {
                if (all != null && !all.sameSizeAs(pixels)) {
                    return unknown(operator + " of values of different sizes");
                }
                all = all == null ? pixels : all.union(pixels);
            }
        }
        return all;
    }

    /** Over channels it is pointwise; over height or width it is global. */
    private static Trace reduced(Node node, Walk walk, Pixels x) {
        List<Long> axes;
        if (node.opType().startsWith("Reduce")) {
            axes = node.integers("axes")
                    .or(() -> walk.constant(node.input(1)).flatMap(Moves::numbers))
                    .orElse(List.of());
            if (node.integer("keepdims", 1) == 0) {
                return unknown(node.opType() + " that drops dimensions");
            }
        } else {
            axes = List.of(node.integer("axis", node.opType().startsWith("Arg") ? 0 : -1));
        }
        int channels = x.channelsLast() ? 3 : 1;
        boolean overChannels =
                !axes.isEmpty() && axes.stream().allMatch(axis -> axis == channels || axis == channels - 4);
        return overChannels ? x : global(node.opType());
    }
}
