package io.azulejo.models.analysis;

import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether one network does the same for pictures of two sizes, for each of which its graph was folded. */
public final class Agreement {
    /** Inputs of these, from the second on, are numbers of sides and places. */
    private static final Set<String> SHAPED =
            Set.of("Expand", "Pad", "Reshape", "Resize", "Slice", "Split", "Squeeze", "Tile", "Unsqueeze", "Upsample");

    private Agreement() {}

    /**
     * Whether all operators are the same, every value that both have lies alike to the picture, and no number that
     * samples meet differs. What may differ are the numbers of sides and places, whose effect the values show.
     */
    public static boolean of(OnnxModel one, OnnxModel other) {
        Analysis first = Analysis.of(one);
        Analysis second = Analysis.of(other);
        return first.operators().equals(second.operators())
                && first.reach().equals(second.reach())
                && first.scale().equals(second.scale())
                && first.multiple() == second.multiple()
                && sameNumbers(one, other)
                && samePlaces(new Walk(one).traces(), new Walk(other).traces());
    }

    private static boolean samePlaces(Map<String, Trace> one, Map<String, Trace> other) {
        return one.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Trace.Pixels && other.containsKey(entry.getKey()))
                .allMatch(entry -> entry.getValue().equals(other.get(entry.getKey())));
    }

    private static boolean sameNumbers(OnnxModel one, OnnxModel other) {
        Set<String> met = new HashSet<>(met(one));
        met.addAll(met(other));
        Map<String, Tensor> others = new HashMap<>();
        other.graph().initializers().forEach(tensor -> others.put(tensor.name(), tensor));
        return one.graph().initializers().stream()
                .filter(tensor -> met.contains(tensor.name()))
                .allMatch(tensor -> others.containsKey(tensor.name()) && same(tensor, others.get(tensor.name())));
    }

    private static boolean same(Tensor one, Tensor other) {
        return one.type() == other.type()
                && one.dims().equals(other.dims())
                && one.data().equals(other.data());
    }

    private static Set<String> met(OnnxModel model) {
        Set<String> met = new HashSet<>();
        for (Node node : model.graph().nodes()) {
            boolean shaped = SHAPED.contains(node.opType());
            met.addAll(
                    shaped ? node.inputs().subList(0, Math.min(1, node.inputs().size())) : node.inputs());
        }
        return met;
    }
}
