package io.azulejo.models.analysis;

import io.azulejo.models.analysis.Trace.Fixed;
import io.azulejo.models.analysis.Trace.Pixels;
import io.azulejo.models.onnx.Node;
import java.util.List;
import java.util.Optional;

/** Operators with a kernel that moves over the picture: convolutions and pooling. */
final class KernelOperators {
    private KernelOperators() {}

    static Trace apply(Node node, GraphTraversal traversal, Pixels x) {
        boolean pooling = node.opType().endsWith("Pool");
        int weightAt = node.opType().equals("QLinearConv") ? 3 : 1;
        if (!OperatorRules.settled(node, traversal, pooling ? 1 : weightAt + 1)) {
            return OperatorRules.unknown(node.opType() + " with numbers that are computed");
        }
        String weightName = node.input(weightAt);
        Optional<List<Long>> weight =
                traversal.trace(weightName) instanceof Fixed fixed ? fixed.dims() : Optional.empty();
        if (!pooling && weight.filter(dims -> dims.size() == 4).isEmpty()) {
            return OperatorRules.unknown(node.opType() + " with a kernel that is computed");
        }
        List<Long> kernel = pooling
                ? node.integers("kernel_shape").orElse(List.of())
                : weight.get().subList(2, 4);
        List<Long> strides = node.integers("strides").orElse(List.of(1L, 1L));
        List<Long> dilations = node.integers("dilations").orElse(List.of(1L, 1L));
        List<Long> pads = node.integers("pads").orElse(List.of(0L, 0L, 0L, 0L));
        if (kernel.size() != 2 || strides.size() != 2 || dilations.size() != 2 || pads.size() != 4) {
            return OperatorRules.unknown(node.opType() + " that is not of two dimensions");
        }
        if (pads.stream().anyMatch(pad -> pad < 0)) {
            return OperatorRules.unknown(node.opType() + " that crops");
        }
        boolean transposed = node.opType().equals("ConvTranspose");
        List<Long> added = node.integers("output_padding").orElse(List.of(0L, 0L));
        String autoPad = node.text("auto_pad", "NOTSET");
        boolean explicit = autoPad.equals("NOTSET") || autoPad.equals("VALID");
        boolean sizedByItself = !explicit || node.integers("output_shape").isPresent();
        if (transposed && (sizedByItself || added.size() != 2)) {
            return OperatorRules.unknown(node.opType() + " that pads by itself");
        }
        AxisDependence[] sides = new AxisDependence[2];
        for (int side = 0; side < 2; side++) {
            long span = Math.multiplyExact(kernel.get(side) - 1, dilations.get(side));
            Window window = new Window(span, strides.get(side), pads.get(side), pads.get(side + 2));
            AxisDependence from = side == 0 ? x.high() : x.wide();
            if (transposed) {
                sides[side] = window.transposed(from, added.get(side));
            } else if (autoPad.startsWith("SAME")) {
                sides[side] = window.same(from, autoPad.equals("SAME_UPPER"));
            } else {
                boolean valid = autoPad.equals("VALID");
                sides[side] = (valid ? new Window(span, strides.get(side), 0, 0) : window)
                        .over(from, node.integer("ceil_mode", 0) != 0);
            }
        }
        Pixels y = new Pixels(sides[0], sides[1]);
        if (!pooling) {
            long macs = weight.get().stream().reduce(1L, Math::multiplyExact);
            traversal.work(macs, transposed ? x : y, traversal.isBinary(weightName));
        }
        return y;
    }

    /**
     * A kernel along one axis: output j looks at inputs {@code j * stride - begin} to {@code j * stride - begin + span}.
     *
     * @param span from the first tap to the last, in samples
     * @param begin samples that are put before
     * @param end samples that are put behind
     */
    private record Window(long span, long stride, long begin, long end) {
        AxisDependence over(AxisDependence x, boolean roundsUp) {
            long room = Math.addExact(x.extra(), begin + end - span - 1);
            long steps = roundsUp ? AxisDependence.ceiling(room, stride) : Math.floorDiv(room, stride);
            // A window that would begin behind the picture is left out, as ONNX Runtime does.
            steps -= roundsUp && Math.multiplyExact(steps, stride) >= Math.addExact(x.extra(), begin) ? 1 : 0;
            // What the last window reaches beyond the last sample: strides may end before it, or after.
            long behind = end + Math.multiplyExact(steps, stride) - room;
            return x.reach(begin, Math.subtractExact(span, begin))
                    .scaled(Ratio.of(1, stride))
                    .counting(steps + 1)
                    .bordered(
                            AxisDependence.ceiling(x.first() + begin, stride),
                            AxisDependence.ceiling(x.last() + behind, stride));
        }

        /** With a stride, how much is put where depends on the picture's size: as if all were on both sides. */
        AxisDependence same(AxisDependence x, boolean lessBefore) {
            long less = span / 2;
            if (stride == 1) {
                return new Window(span, 1, lessBefore ? less : span - less, lessBefore ? span - less : less)
                        .over(x, false);
            }
            return x.reach(span, span)
                    .scaled(Ratio.of(1, stride))
                    .counting(AxisDependence.ceiling(x.extra(), stride))
                    .bordered(
                            AxisDependence.ceiling(x.first() + span, stride),
                            AxisDependence.ceiling(x.last() + span, stride));
        }

        /** Output j takes inputs (j + begin - tap) / stride for the taps 0..span that divide. */
        AxisDependence transposed(AxisDependence x, long added) {
            long more = Math.addExact(Math.multiplyExact(stride, x.extra() - 1), span + 1 - begin - end + added);
            long overlap = span + 1 - stride;
            return x.reach(Ratio.of(Math.subtractExact(span, begin), stride), Ratio.of(begin, stride))
                    .scaled(Ratio.of(stride))
                    .counting(more)
                    .bordered(
                            Math.multiplyExact(x.first(), stride) + overlap - begin,
                            Math.multiplyExact(x.last(), stride) + overlap - end + added);
        }
    }
}
