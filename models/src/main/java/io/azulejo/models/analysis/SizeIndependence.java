package io.azulejo.models.analysis;

import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether one network does the same for pictures of two sizes, for each of which its graph was folded. */
public final class SizeIndependence {
    /** Inputs of these, from the second on, are numbers of sides and places. */
    private static final Set<String> SHAPED =
            Set.of("Expand", "Pad", "Reshape", "Resize", "Slice", "Squeeze", "Tile", "Unsqueeze", "Upsample");

    private SizeIndependence() {}

    /**
     * Whether all operators are the same, every value that both have lies alike to the picture, and no number that
     * samples meet differs. What may differ are the numbers of sides and places, whose effect the values show.
     */
    public static boolean of(OnnxModel one, OnnxModel other) {
        GraphTraversal here = new GraphTraversal(one);
        GraphTraversal there = new GraphTraversal(other);
        Analysis first = here.analysis();
        Analysis second = there.analysis();
        return first.operators().equals(second.operators())
                && first.receptiveField().equals(second.receptiveField())
                && first.scale().equals(second.scale())
                && first.multiple() == second.multiple()
                && sameNumbers(one, other)
                && samePlaces(here.traces(), there.traces());
    }

    private static boolean samePlaces(Map<String, Trace> one, Map<String, Trace> other) {
        return one.entrySet().stream()
                .filter(entry -> other.containsKey(entry.getKey()))
                .allMatch(entry -> alike(entry.getValue(), other.get(entry.getKey())));
    }

    private static boolean alike(Trace one, Trace other) {
        if (one instanceof SplitAxes parts) {
            return other instanceof SplitAxes others && parts.alike(others);
        }
        return one instanceof Trace.Pixels ? one.equals(other) : !(other instanceof Trace.Pixels);
    }

    private static boolean sameNumbers(OnnxModel one, OnnxModel other) {
        Map<String, Tensor> constants = constants(one);
        Map<String, Tensor> others = constants(other);
        Set<String> met = met(one, constants);
        met.addAll(met(other, others));
        return constants.values().stream()
                .filter(tensor -> met.contains(tensor.name()))
                .allMatch(tensor -> others.containsKey(tensor.name()) && same(tensor, others.get(tensor.name())));
    }

    private static boolean same(Tensor first, Tensor second) {
        Tensor one = UniformPlanes.of(first);
        Tensor other = UniformPlanes.of(second);
        return one.type() == other.type()
                && one.dims().equals(other.dims())
                && one.data().equals(other.data());
    }

    private static Map<String, Tensor> constants(OnnxModel model) {
        Map<String, Tensor> constants = new HashMap<>();
        model.graph().initializers().forEach(tensor -> constants.put(tensor.name(), tensor));
        return constants;
    }

    /** Names of the constants that meet samples, or that choose which channels do. */
    private static Set<String> met(OnnxModel model, Map<String, Tensor> constants) {
        Set<String> met = new HashSet<>();
        for (Node node : model.graph().nodes()) {
            if (!SHAPED.contains(node.opType()) || slicesChannels(node, constants)) {
                met.addAll(node.inputs());
            } else {
                met.add(node.input(0));
            }
            if (node.opType().equals("Pad")) {
                met.add(node.input(2));
            }
        }
        return met;
    }

    /** No trace shows which channels a slice takes. */
    private static boolean slicesChannels(Node node, Map<String, Tensor> constants) {
        return node.opType().equals("Slice")
                && Optional.ofNullable(constants.get(node.input(3)))
                        .flatMap(PadAndSlice::numbers)
                        .map(axes -> axes.stream().anyMatch(axis -> Math.floorMod(axis, 4) < 2))
                        .orElse(true);
    }
}
