package io.azulejo.models.analysis;

import io.azulejo.models.analysis.Trace.Pixels;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resize and its forerunner Upsample, by factors that are constants. */
final class ResizeOperators {
    /** Coordinates for which a whole factor repeats each sample, if it takes the nearest. */
    private static final Set<String> REPEATING = Set.of(
            "asymmetric/floor",
            "half_pixel/round_prefer_floor",
            "half_pixel/round_prefer_ceil",
            "pytorch_half_pixel/round_prefer_floor");

    private ResizeOperators() {}

    static Trace apply(Node node, GraphTraversal traversal, Pixels x) {
        // Resize of operator set 10 is Upsample by another name.
        boolean upsample = node.opType().equals("Upsample") || node.inputs().size() == 2;
        Optional<float[]> scales = traversal
                .constant(node.input(upsample ? 1 : 2))
                .flatMap(Tensor::toFloats)
                .filter(s -> s.length == 4);
        Optional<List<Long>> sizes = traversal
                .constant(node.input(3))
                .flatMap(PadAndSlice::numbers)
                .filter(all -> all.size() == 4
                        && traversal.height(x).isPresent()
                        && traversal.width(x).isPresent()
                        && x.high().extra() == 0
                        && x.wide().extra() == 0);
        if (scales.isEmpty() && sizes.isEmpty()) {
            return OperatorRules.unknown(node.opType() + " by a factor that is computed");
        }
        boolean someAxes = node.integers("axes")
                .filter(axes -> !axes.equals(List.of(0L, 1L, 2L, 3L)))
                .isPresent();
        if (someAxes || !node.text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
            return OperatorRules.unknown(node.opType() + " of some axes, or that keeps the aspect");
        }
        boolean keeps = scales.map(all -> all[0] == 1 && all[1] == 1).orElse(true);
        Optional<Ratio> high = scales.isPresent()
                ? ratio(scales.get()[2])
                : factor(sizes.get().get(2), traversal.height(x).orElseThrow());
        Optional<Ratio> wide = scales.isPresent()
                ? ratio(scales.get()[3])
                : factor(sizes.get().get(3), traversal.width(x).orElseThrow());
        boolean broken = (x.high().extra() != 0 && !high.map(Ratio::isWhole).orElse(false))
                || (x.wide().extra() != 0 && !wide.map(Ratio::isWhole).orElse(false));
        if (!keeps || high.isEmpty() || wide.isEmpty() || broken) {
            return OperatorRules.unknown(node.opType() + " by an odd factor");
        }
        String coordinates = upsample ? "asymmetric" : node.text("coordinate_transformation_mode", "half_pixel");
        String mode = node.text("mode", "nearest");
        if (coordinates.equals("align_corners") || coordinates.equals("tf_crop_and_resize")) {
            return OperatorRules.global(node.opType() + " with " + coordinates);
        }
        boolean repeats = mode.equals("nearest")
                && REPEATING.contains(
                        coordinates + "/" + node.text("nearest_mode", upsample ? "floor" : "round_prefer_floor"));
        if (mode.equals("nearest") && !(steady(high.get()) && steady(wide.get()))) {
            return OperatorRules.unknown(node.opType() + " to the nearest of what lies in the middle");
        }
        boolean antialias = node.integer("antialias", 0) != 0;
        int taps = mode.equals("cubic") ? 2 : 1;
        return new Pixels(
                axis(x.high(), high.get(), repeats, taps, antialias),
                axis(x.wide(), wide.get(), repeats, taps, antialias));
    }

    private static AxisDependence axis(AxisDependence x, Ratio factor, boolean repeats, int taps, boolean antialias) {
        if (factor.isWhole() && repeats) {
            return x.repeated(factor.num());
        }
        // A sample's centre moves by less than half a source sample when enlarging, and by half a step when shrinking.
        Ratio step = Ratio.ONE.over(factor).max(Ratio.ONE);
        Ratio reach = Ratio.of(taps).times(antialias ? step : Ratio.ONE);
        Ratio off = factor.isWhole() ? Ratio.ZERO : step;
        Ratio all = reach.plus(off);
        // Beyond a border its last sample is taken, as if it had been put there.
        AxisDependence reached = x.reach(all, all).bordered(x.first() + all.ceil(), x.last() + all.ceil());
        return factor.isWhole()
                ? reached.repeated(factor.num())
                : reached.scaled(factor).bordered(enlarged(reached.first(), factor), enlarged(reached.last(), factor));
    }

    /** Whether float32 holds the factor, so that a tie falls alike wherever a window begins. */
    private static boolean steady(Ratio factor) {
        return factor.isWhole() || (factor.num() == 1 && Long.bitCount(factor.den()) == 1);
    }

    private static long enlarged(long samples, Ratio factor) {
        return Ratio.of(samples).times(factor).ceil() + 1;
    }

    private static Optional<Ratio> factor(long to, long from) {
        Ratio factor = to > 0 ? Ratio.of(to, from) : Ratio.ZERO;
        return factor.num() >= 1 && factor.den() <= 64 && factor.num() <= 4096 ? Optional.of(factor) : Optional.empty();
    }

    /** A factor that is a whole number, or one over a whole number, or a small fraction. */
    private static Optional<Ratio> ratio(float factor) {
        for (int den = 1; den <= 64; den++) {
            float num = factor * den;
            if (num >= 1 && num <= 4096 && num == Math.rint(num)) {
                return Optional.of(Ratio.of((long) num, den));
            }
        }
        return Optional.empty();
    }
}
