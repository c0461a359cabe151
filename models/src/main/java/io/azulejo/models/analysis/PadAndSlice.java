package io.azulejo.models.analysis;

import io.azulejo.models.analysis.Trace.Pixels;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Operators that move samples: Pad and Slice. */
final class PadAndSlice {
    private PadAndSlice() {}

    static Optional<List<Long>> numbers(Tensor tensor) {
        return tensor.toIntegers().map(values -> Arrays.stream(values).boxed().toList());
    }

    static Trace pad(Node node, GraphTraversal traversal, Pixels x) {
        Optional<List<Long>> pads = setting(node, traversal, "pads", 1)
                .filter(all -> all.size() == 8 && node.input(3).isEmpty());
        if (!node.input(2).isEmpty() && traversal.constant(node.input(2)).isEmpty()) {
            return OperatorRules.unknown("Pad with a value that is computed");
        }
        if (pads.isEmpty()) {
            return OperatorRules.unknown("Pad by a width that is computed");
        }
        List<Long> p = pads.get();
        if (p.get(0) != 0 || p.get(4) != 0) {
            return OperatorRules.unknown("Pad of the batch");
        }
        String mode = node.text("mode", "constant");
        if (mode.equals("wrap")) {
            return OperatorRules.global("Pad that wraps");
        }
        boolean mirrors = mode.equals("reflect");
        if (mirrors && (Math.min(x.high().extra(), x.wide().extra()) < 0)) {
            return OperatorRules.unknown("Pad that mirrors what was cropped");
        }
        return new Pixels(padded(x.high(), p.get(2), p.get(6), mirrors), padded(x.wide(), p.get(3), p.get(7), mirrors));
    }

    /**
     * Sample j was sample j - begin. A mirrored sample comes from as far inside the edge as it lies outside, which is
     * nearer to any place in the picture, but on the other side.
     */
    private static AxisDependence padded(AxisDependence x, long begin, long end, boolean mirrors) {
        return (mirrors ? x.symmetric() : x).padded(begin, end);
    }

    static Trace slice(Node node, GraphTraversal traversal, Pixels x) {
        Optional<List<Long>> starts = setting(node, traversal, "starts", 1);
        Optional<List<Long>> ends = setting(node, traversal, "ends", 2);
        Optional<List<Long>> axes = setting(node, traversal, "axes", 3);
        Optional<List<Long>> steps = setting(node, traversal, "steps", 4);
        if (starts.isEmpty()
                || ends.isEmpty()
                || (axes.isEmpty() && !node.input(3).isEmpty())) {
            return OperatorRules.unknown("Slice from a place that is computed");
        }
        AxisDependence[] sides = {null, null, x.high(), x.wide()};
        List<Long> sliced = axes.orElseGet(() -> firstAxes(starts.get().size()));
        for (int i = 0; i < sliced.size(); i++) {
            int axis = (int) (sliced.get(i) < 0 ? sliced.get(i) + 4 : sliced.get(i));
            long step =
                    steps.isPresent() && i < steps.get().size() ? steps.get().get(i) : 1;
            if (axis < 0
                    || axis > 3
                    || i >= Math.min(starts.get().size(), ends.get().size())) {
                return OperatorRules.unknown("Slice of an axis that is not there");
            }
            if (axis == 0) {
                return OperatorRules.unknown("Slice of the batch");
            }
            if (axis == 1) {
                continue;
            }
            Optional<Long> samples = axis == 2 ? traversal.height(x) : traversal.width(x);
            Optional<AxisDependence> cut =
                    cut(sides[axis], samples, starts.get().get(i), ends.get().get(i));
            if (cut.isEmpty() || step < 1) {
                return OperatorRules.unknown("Slice from the picture's end, or of so many samples");
            }
            sides[axis] = cut.get().everyOf(step);
        }
        return new Pixels(sides[2], sides[3]);
    }

    /** From a place to before another; what they are where the picture's size is not known, if that can be told. */
    private static Optional<AxisDependence> cut(AxisDependence x, Optional<Long> samples, long start, long end) {
        if (samples.isEmpty()) {
            if (start < 0 || (end >= 0 && end < Integer.MAX_VALUE)) {
                return Optional.empty();
            }
            return Optional.of(x.padded(Math.negateExact(start), Math.min(end, 0)));
        }
        long all = samples.get();
        long from = Math.max(0, Math.min(all, start < 0 ? start + all : start));
        long to = Math.max(from, Math.min(all, end < 0 ? end + all : end));
        return Optional.of(x.padded(-from, to - all));
    }

    /** Numbers that older operator sets have as an attribute, and newer ones as an input. */
    static Optional<List<Long>> setting(Node node, GraphTraversal traversal, String attribute, int input) {
        return node.integers(attribute)
                .or(() -> traversal.constant(node.input(input)).flatMap(PadAndSlice::numbers));
    }

    private static List<Long> firstAxes(int count) {
        List<Long> axes = new ArrayList<>();
        for (long axis = 0; axis < Math.min(count, 5); axis++) {
            axes.add(axis);
        }
        return axes;
    }
}
