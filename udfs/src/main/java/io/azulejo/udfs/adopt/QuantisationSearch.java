package io.azulejo.udfs.adopt;

import io.azulejo.models.ModelException;
import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads off a graph how its ends are quantised: by the operators that first take apart what goes in, and last put
 * together what comes out, behind others that only move samples.
 */
final class QuantisationSearch {
    /** Their samples are those of their first input, or lie between them. */
    private static final Set<String> MOVING = Set.of(
            "AveragePool",
            "Clip",
            "DepthToSpace",
            "Flatten",
            "Gather",
            "Identity",
            "MaxPool",
            "Pad",
            "Reshape",
            "Resize",
            "Slice",
            "SpaceToDepth",
            "Split",
            "Squeeze",
            "Transpose",
            "Unsqueeze",
            "Upsample");

    private static final Set<Integer> REAL = Set.of(ElementType.FLOAT.code(), ElementType.FLOAT16.code());

    private final String what;
    private final Map<String, Tensor> constants = new HashMap<>();
    private final Map<String, Node> makers = new HashMap<>();
    private final Map<String, List<Node>> takers = new HashMap<>();

    QuantisationSearch(Graph graph, String what) {
        this.what = what;
        graph.initializers().forEach(tensor -> constants.put(tensor.name(), tensor));
        for (Node node : graph.nodes()) {
            node.outputs().forEach(output -> makers.put(output, node));
            node.inputs().stream()
                    .distinct()
                    .forEach(input -> takers.computeIfAbsent(input, name -> new ArrayList<>())
                            .add(node));
            if (node.opType().equals("Constant")) {
                node.attribute("value", Attribute.Tensors.class)
                        .filter(value -> value.value().size() == 1)
                        .ifPresent(value -> constants.put(
                                node.outputs().get(0), value.value().get(0)));
            }
        }
    }

    /** What was met on the way from an end. */
    private final class Met {
        private final Set<Quantisation> read = new LinkedHashSet<>();
        private boolean unread;

        /**
         * A node that has its scale at one of its inputs and its zero point at the next.
         *
         * @param unstated type of the whole numbers where there is no zero point
         */
        void add(Node node, int scaleAt, boolean coded, Optional<ElementType> unstated) {
            quantisation(node, scaleAt, coded, unstated).ifPresentOrElse(read::add, () -> unread = true);
        }
    }

    /**
     * How an input is quantised; empty where its samples stand for themselves.
     *
     * @throws ModelException if it holds whole numbers that stand for real ones by what cannot be read
     */
    Optional<Quantisation> ofInput(ValueInfo input) throws ModelException {
        Met met = new Met();
        Set<String> seen = new LinkedHashSet<>(List.of(input.name()));
        forwards(input.name(), input.elementType(), met, seen);
        return theOnly(met, "input", input);
    }

    /** The same of an output. */
    Optional<Quantisation> ofOutput(ValueInfo output) throws ModelException {
        Met met = new Met();
        backwards(output.name(), REAL.contains(output.elementType()), met, new LinkedHashSet<>());
        return theOnly(met, "output", output);
    }

    private Optional<Quantisation> theOnly(Met met, String end, ValueInfo value) throws ModelException {
        if (met.read.size() == 1 && !met.unread) {
            return met.read.stream().findFirst();
        }
        boolean several = met.unread || met.read.size() > 1;
        if (several && !REAL.contains(value.elementType())) {
            throw new ModelException(
                    "%s cannot be adopted: its %s %s is quantised by numbers that are computed, differ by channel or are several; one float32 scale and one zero point are read: quantise it again, by tensor and statically"
                            .formatted(what, end, EndCandidates.shown(value)));
        }
        return Optional.empty();
    }

    /** @param type that the end's samples have by then */
    private void forwards(String name, int type, Met met, Set<String> seen) {
        for (Node node : takers.getOrDefault(name, List.of())) {
            if (!node.input(0).equals(name)) {
                continue;
            }
            boolean real = REAL.contains(type);
            switch (node.opType()) {
                case "QuantizeLinear" -> {
                    if (real) {
                        met.add(node, 1, false, made(node));
                    }
                }
                case "DequantizeLinear", "QLinearConv", "QLinearMatMul" -> met.add(node, 1, true, ElementType.of(type));
                case "Cast" -> {
                    int to = (int) node.integer("to", type);
                    if (real || type == to) {
                        follow(node, to, met, seen);
                    }
                }
                default -> {
                    if (MOVING.contains(node.opType())) {
                        follow(node, type, met, seen);
                    }
                }
            }
        }
    }

    private void follow(Node node, int type, Met met, Set<String> seen) {
        for (String output : node.outputs()) {
            if (seen.add(output)) {
                forwards(output, type, met, seen);
            }
        }
    }

    /** @param real whether real numbers may have come this way: no more where they were made whole later */
    private void backwards(String name, boolean real, Met met, Set<String> seen) {
        Node node = makers.get(name);
        if (node == null || !seen.add(name)) {
            return;
        }
        switch (node.opType()) {
            case "QuantizeLinear" -> met.add(node, 1, true, made(node));
            case "QLinearConv", "QLinearMatMul" -> met.add(node, 6, true, Optional.empty());
            case "DequantizeLinear" -> {
                if (real) {
                    met.add(node, 1, false, Optional.empty());
                }
            }
            case "Concat" -> node.inputs().forEach(input -> backwards(input, real, met, seen));
            case "Cast" -> backwards(node.input(0), real, met, seen);
            default -> {
                if (MOVING.contains(node.opType())) {
                    backwards(node.input(0), real, met, seen);
                }
            }
        }
    }

    /** What QuantizeLinear makes without a zero point. */
    private static Optional<ElementType> made(Node node) {
        long stated = node.integer("output_dtype", 0);
        return stated == 0 ? Optional.of(ElementType.UINT8) : ElementType.of(stated);
    }

    private Optional<Quantisation> quantisation(Node node, int scaleAt, boolean coded, Optional<ElementType> unstated) {
        String zeroName = node.input(scaleAt + 1);
        Optional<Tensor> zero = constant(zeroName);
        Optional<ElementType> type =
                (zeroName.isEmpty() ? unstated : zero.map(Tensor::type)).filter(Quantisation.TYPES::contains);
        Optional<Double> scale = constant(node.input(scaleAt))
                .flatMap(QuantisationSearch::theOnly)
                .filter(number -> number > 0 && number <= Float.MAX_VALUE);
        Optional<Double> zeroPoint = zeroName.isEmpty() ? Optional.of(0.0) : zero.flatMap(QuantisationSearch::theOnly);
        if (type.isEmpty() || scale.isEmpty() || zeroPoint.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Quantisation(scale.get().floatValue(), zeroPoint.get().intValue(), type.get(), coded));
    }

    /** The number that all elements are. */
    private static Optional<Double> theOnly(Tensor tensor) {
        double first = tensor.elements() == 0 ? Double.NaN : number(tensor, 0);
        for (int i = 1; i < tensor.elements(); i++) {
            if (number(tensor, i) != first) {
                return Optional.empty();
            }
        }
        return Optional.of(first).filter(number -> !number.isNaN());
    }

    /** An element; NaN of a type that is neither a scale's nor a zero point's. */
    private static double number(Tensor tensor, int at) {
        ByteBuffer data = tensor.data();
        return switch (tensor.type()) {
            case FLOAT -> data.getFloat(4 * at);
            case UINT8 -> data.get(at) & 0xff;
            case INT8 -> data.get(at);
            case UINT16 -> data.getShort(2 * at) & 0xffff;
            case INT16 -> data.getShort(2 * at);
            default -> Double.NaN;
        };
    }

    private Optional<Tensor> constant(String name) {
        Tensor tensor = constants.get(name);
        Node maker = makers.get(name);
        boolean copied = tensor == null && maker != null && maker.opType().equals("Identity");
        return copied ? constant(maker.input(0)) : Optional.ofNullable(tensor);
    }
}
