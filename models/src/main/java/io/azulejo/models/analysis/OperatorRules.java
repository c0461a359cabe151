package io.azulejo.models.analysis;

import io.azulejo.models.analysis.Trace.Fixed;
import io.azulejo.models.analysis.Trace.Lost;
import io.azulejo.models.analysis.Trace.Pixels;
import io.azulejo.models.onnx.Node;
import java.util.List;
import java.util.Optional;

/** What each operator does to a trace; source: the ONNX operator definitions. */
final class OperatorRules {
    /** Softmax and its kin went over all axes from the stated one on before. */
    private static final long FIRST_SOFTMAX_OF_ONE_AXIS = 13;

    private OperatorRules() {}

    static Trace apply(Node node, GraphTraversal traversal) {
        String operator = node.opType();
        List<Trace> inputs = node.inputs().stream()
                .filter(name -> !name.isEmpty())
                .map(traversal::trace)
                .toList();
        for (Trace input : inputs) {
            if (input instanceof Lost lost) {
                return lost;
            }
        }
        if (operator.equals("Shape") || operator.equals("Size")) {
            return Fixed.COMPUTED;
        }
        if (operator.equals("If") || operator.equals("Loop") || operator.equals("Scan")) {
            return unknown(operator);
        }
        if (inputs.stream().anyMatch(SplitAxes.class::isInstance)) {
            return OperatorGroups.GLOBAL.contains(operator) ? global(operator) : SplitAxes.apply(node, traversal);
        }
        if (inputs.stream().noneMatch(Pixels.class::isInstance)) {
            boolean constant = inputs.stream()
                    .allMatch(input ->
                            input instanceof Fixed fixed && fixed.dims().isPresent());
            return OperatorGroups.POINTWISE.contains(operator) && constant && !inputs.isEmpty()
                    ? inputs.get(0)
                    : Fixed.COMPUTED;
        }
        if (OperatorGroups.JOINING.contains(operator)) {
            return joined(operator, inputs);
        }
        if (overLastChannels(node, traversal, inputs)) {
            return inputs.get(0);
        }
        if (OperatorGroups.GLOBAL.contains(operator)) {
            return global(operator);
        }
        if (!(inputs.get(0) instanceof Pixels x)) {
            return unknown(operator + " whose first input is a constant");
        }
        if (OperatorGroups.POINTWISE.contains(operator)) {
            return pointwise(node, traversal, x);
        }
        if (operator.equals("Transpose")) {
            return transposed(node, traversal, x);
        }
        if (operator.equals("Reshape") || operator.equals("Unsqueeze")) {
            return SplitAxes.of(x, traversal)
                    .map(parts -> parts.moved(node, traversal))
                    .orElseGet(() -> unknown(operator));
        }
        if (OperatorGroups.REDUCING.contains(operator)) {
            return reduced(node, traversal, x);
        }
        if (x.channelsLast()) {
            return unknown(operator + " of channels that come last");
        }
        return switch (operator) {
            case "Concat" -> overChannels(node, 1) ? joined(operator, inputs) : unknown(operator + " over space");
            case "Gather" ->
                overChannels(node, 0)
                                && traversal
                                        .constant(node.input(1))
                                        .filter(picked -> picked.dims().size() == 1)
                                        .isPresent()
                        ? x
                        : unknown(operator + " of places or by numbers that are computed");
            case "Split" ->
                overChannels(node, 0)
                                && (node.input(1).isEmpty()
                                        || traversal.constant(node.input(1)).isPresent())
                        ? x
                        : unknown(operator + " over space, or to sizes that are computed");
            case "Conv", "ConvInteger", "QLinearConv", "ConvTranspose", "AveragePool", "MaxPool", "LpPool" ->
                KernelOperators.apply(node, traversal, x);
            case "DepthToSpace" ->
                new Pixels(
                        x.high().repeated(node.integer("blocksize", 1)),
                        x.wide().repeated(node.integer("blocksize", 1)));
            case "SpaceToDepth" -> {
                long block = node.integer("blocksize", 1);
                yield x.high().extra() % block == 0 && x.wide().extra() % block == 0
                        ? new Pixels(
                                x.high().reach(0, block - 1).everyOf(block),
                                x.wide().reach(0, block - 1).everyOf(block))
                        : unknown(operator + " of a picture that was cut");
            }
            case "Resize", "Upsample" -> ResizeOperators.apply(node, traversal, x);
            case "Pad" -> PadAndSlice.pad(node, traversal, x);
            case "Slice" -> PadAndSlice.slice(node, traversal, x);
            default -> unknown(operator);
        };
    }

    /** Whether every input from the {@code from}-th on is a constant of one number or of a row of them. */
    static boolean settled(Node node, GraphTraversal traversal, int from) {
        for (int i = 1; i < node.inputs().size(); i++) {
            String name = node.inputs().get(i);
            if (!name.isEmpty()) {
                boolean settled = traversal.trace(name) instanceof Fixed fixed
                        && fixed.dims().isPresent()
                        && (i < from || fixed.inARow() || fixed.isOneNumber());
                if (!settled) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Its further inputs are one number each, or one for each channel. */
    private static Trace pointwise(Node node, GraphTraversal traversal, Pixels x) {
        if (node.integer("training_mode", 0) != 0
                || (node.opType().equals("Dropout") && !node.input(2).isEmpty())) {
            return global(node.opType() + " as in training");
        }
        boolean numbers = node.inputs().stream()
                .skip(1)
                .filter(name -> !name.isEmpty())
                .allMatch(name -> traversal.trace(name) instanceof Fixed fixed && fixed.isOneNumber());
        if (numbers) {
            return x;
        }
        boolean byChannel = node.opType().equals("BatchNormalization")
                ? !x.channelsLast()
                : node.opType().endsWith("QuantizeLinear")
                        && Math.floorMod(node.integer("axis", 1), 4) == (x.channelsLast() ? 3 : 1)
                        && node.integer("block_size", 0) == 0;
        return byChannel && settled(node, traversal, 1)
                ? x
                : unknown(node.opType() + " by numbers that are computed or differ from place to place");
    }

    /** A layer for each pixel by itself, of channels that come last. */
    private static boolean overLastChannels(Node node, GraphTraversal traversal, List<Trace> inputs) {
        if (!(inputs.get(0) instanceof Pixels x) || !x.channelsLast()) {
            return false;
        }
        if (node.opType().equals("LayerNormalization")) {
            long axis = node.integer("axis", -1);
            return (axis == -1 || axis == 3) && settled(node, traversal, 1);
        }
        Optional<List<Long>> weights =
                inputs.size() == 2 && inputs.get(1) instanceof Fixed fixed ? fixed.dims() : Optional.empty();
        if (!node.opType().equals("MatMul")
                || weights.filter(dims -> dims.size() == 2).isEmpty()) {
            return false;
        }
        traversal.work(weights.get().get(0) * weights.get().get(1), x, false);
        return true;
    }

    /** Between NCHW and NHWC. */
    private static Trace transposed(Node node, GraphTraversal traversal, Pixels x) {
        List<Long> order = node.integers("perm").orElse(List.of());
        List<Long> expected = x.channelsLast() ? List.of(0L, 3L, 1L, 2L) : List.of(0L, 2L, 3L, 1L);
        return order.equals(expected)
                ? new Pixels(x.high(), x.wide(), !x.channelsLast())
                : SplitAxes.of(x, traversal)
                        .map(parts -> parts.moved(node, traversal))
                        .orElseGet(() -> unknown("Transpose by " + order));
    }

    private static boolean overChannels(Node node, long unstated) {
        return Math.floorMod(node.integer("axis", unstated), 4) == 1;
    }

    static Lost unknown(String what) {
        return new Lost(new ReceptiveField.Unknown(what));
    }

    static Lost global(String operator) {
        return new Lost(new ReceptiveField.Global(operator));
    }

    private static Trace joined(String operator, List<Trace> inputs) {
        Pixels all = null;
        boolean channelsLast = inputs.stream().anyMatch(input -> input instanceof Pixels x && x.channelsLast());
        for (Trace input : inputs) {
            if (input instanceof Fixed fixed) {
                if (fixed.dims().isEmpty()) {
                    return unknown(operator + " with a value computed from the picture's size");
                }
                if (fixed.dims().get().size() > 4) {
                    return unknown(operator + " with a constant of more dimensions than a picture");
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
    private static Trace reduced(Node node, GraphTraversal traversal, Pixels x) {
        if (node.integer("keepdims", 1) == 0) {
            return unknown(node.opType() + " that drops dimensions");
        }
        List<Long> axes;
        if (node.opType().startsWith("Reduce")) {
            axes = node.integers("axes")
                    .or(() -> traversal.constant(node.input(1)).flatMap(PadAndSlice::numbers))
                    .orElse(List.of());
        } else {
            boolean flattens = node.opType().endsWith("max") && traversal.opset() < FIRST_SOFTMAX_OF_ONE_AXIS;
            long unstated = node.opType().startsWith("Arg") ? 0 : flattens ? 1 : -1;
            axes = List.of(node.integer("axis", unstated));
            if (flattens && !x.channelsLast()) {
                return global(node.opType() + " over all that follows an axis");
            }
        }
        int channels = x.channelsLast() ? 3 : 1;
        boolean overChannels =
                !axes.isEmpty() && axes.stream().allMatch(axis -> axis == channels || axis == channels - 4);
        return overChannels ? x : global(node.opType());
    }
}
