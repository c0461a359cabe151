package io.azulejo.models.analysis;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** One pass through a graph, in its own order, from the input to the output. */
final class GraphTraversal {
    /** Inputs of these, from the second on, are settings and no weights. */
    private static final Set<String> SET_BY_TENSORS =
            Set.of("Resize", "Upsample", "Pad", "Slice", "Clip", "Split", "QuantizeLinear", "DequantizeLinear");

    private final Graph graph;
    private final long opset;
    private final Map<String, Tensor> constants = new HashMap<>();
    private final Map<String, Trace> traces = new HashMap<>();
    private final Map<String, Long> operators = new TreeMap<>();
    private final Set<String> settings = new HashSet<>();
    private final Set<String> quantised = new HashSet<>();
    private final Set<String> binary = new HashSet<>();
    private final Optional<Long> height;
    private final Optional<Long> width;
    private double macsPerInputPixel;
    private double binaryMacsPerInputPixel;
    private final Set<String> ofTheSize = new HashSet<>();
    private long multiple = 1;
    private boolean sizeDependent;

    GraphTraversal(OnnxModel model) {
        this.opset = model.opset();
        this.graph = model.graph();
        for (Tensor tensor : graph.initializers()) {
            keep(tensor.name(), tensor);
        }
        List<Dimension> picture = graph.inputs().stream()
                .filter(value -> !constants.containsKey(value.name()))
                .map(ValueInfo::dimensions)
                .filter(dimensions -> dimensions.size() == 4)
                .findFirst()
                .orElse(List.of());
        height = picture.isEmpty() ? Optional.empty() : size(picture.get(2));
        width = picture.isEmpty() ? Optional.empty() : size(picture.get(3));
        for (ValueInfo value : graph.inputs()) {
            traces.putIfAbsent(value.name(), new Trace.Pixels(AxisDependence.INPUT, AxisDependence.INPUT));
        }
        for (Node node : graph.nodes()) {
            operators.merge(node.opType(), 1L, Long::sum);
            step(node);
        }
    }

    Analysis analysis() {
        Trace output = graph.outputs().isEmpty()
                ? Trace.Fixed.COMPUTED
                : trace(graph.outputs().get(0).name());
        OptionalInt scale = scale(output);
        double share = scale.isPresent() ? 1 / ((double) scale.getAsInt() * scale.getAsInt()) : 0;
        return new Analysis(
                receptiveField(output),
                scale,
                (int) multiple,
                parameters(),
                macsPerInputPixel * share,
                binaryMacsPerInputPixel * share,
                operators,
                sizeDependent);
    }

    /** The constant behind a name, where it is one. */
    Optional<Tensor> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    Trace trace(String name) {
        return traces.getOrDefault(name, Trace.Fixed.COMPUTED);
    }

    /** Samples of a value from top to bottom, where the graph is for pictures of one size. */
    Optional<Long> height(Trace.Pixels x) {
        return height.flatMap(all -> samples(x.high(), all));
    }

    /** Samples of a value from left to right. */
    Optional<Long> width(Trace.Pixels x) {
        return width.flatMap(all -> samples(x.wide(), all));
    }

    private static Optional<Long> samples(AxisDependence axis, long pixels) {
        Ratio all = axis.scale().times(Ratio.of(pixels)).plus(Ratio.of(axis.extra()));
        return all.isWhole() && all.num() >= 0 ? Optional.of(all.num()) : Optional.empty();
    }

    private static Optional<Long> size(Dimension side) {
        return side.size() > 0 ? Optional.of(side.size()) : Optional.empty();
    }

    /** Version of ONNX's own operators. */
    long opset() {
        return opset;
    }

    /** What is known of every value, by name. */
    Map<String, Trace> traces() {
        return Collections.unmodifiableMap(traces);
    }

    /** Counts work of so many multiply-accumulates at each sample of {@code at}. */
    void work(long macs, Trace.Pixels at, boolean withBinaryWeights) {
        double all = macs * at.high().scale().value() * at.wide().scale().value();
        macsPerInputPixel += all;
        binaryMacsPerInputPixel += withBinaryWeights ? all : 0;
    }

    /** Whether a value is of weights that are -1, 0 or 1 times a scale. */
    boolean isBinary(String name) {
        return binary.contains(name);
    }

    private void keep(String name, Tensor tensor) {
        constants.put(name, tensor);
        traces.put(name, Trace.Fixed.constant(tensor));
    }

    private void step(Node node) {
        if (SET_BY_TENSORS.contains(node.opType())) {
            settings.addAll(node.inputs()
                    .subList(Math.min(1, node.inputs().size()), node.inputs().size()));
        }
        if (node.opType().equals("DequantizeLinear")) {
            quantised.add(node.input(0));
            constant(node.input(0))
                    .filter(GraphTraversal::holdsSigns)
                    .ifPresent(signs -> binary.addAll(node.outputs()));
        }
        if (node.opType().equals("Constant") && node.outputs().size() == 1) {
            node.attribute("value", Attribute.Tensors.class)
                    .filter(value -> value.value().size() == 1)
                    .ifPresentOrElse(
                            value -> keep(node.outputs().get(0), value.value().get(0)),
                            () -> traces.put(node.outputs().get(0), Trace.Fixed.COMPUTED));
            return;
        }
        Trace result;
        try {
            result = OperatorRules.apply(node, this);
        } catch (ArithmeticException e) {
            result = new Trace.Lost(new ReceptiveField.Unknown(node.opType() + " with numbers beyond all bounds"));
        }
        if (result instanceof Trace.Pixels pixels) {
            multiple = Multiples.leastCommon(multiple, pixels.high().scale().den());
            multiple = Multiples.leastCommon(multiple, pixels.wide().scale().den());
        }
        for (int i = 0; i < node.outputs().size(); i++) {
            boolean other = i > 0 && !node.opType().equals("Split") && !(result instanceof Trace.Fixed);
            traces.put(
                    node.outputs().get(i),
                    other ? OperatorRules.unknown("Another output of " + node.opType()) : result);
        }
        followSizes(node, result);
    }

    private void followSizes(Node node, Trace result) {
        boolean given = node.inputs().stream().anyMatch(ofTheSize::contains);
        boolean asked = node.opType().equals("Shape") || node.opType().equals("Size");
        if (asked || (given && result instanceof Trace.Fixed)) {
            ofTheSize.addAll(node.outputs());
        }
        sizeDependent |= given && result instanceof Trace.Fixed && !OperatorGroups.OF_SIZES.contains(node.opType());
    }

    private static boolean holdsSigns(Tensor tensor) {
        if (tensor.type() != ElementType.INT8) {
            return false;
        }
        for (int i = 0; i < tensor.data().limit(); i++) {
            if (Math.abs(tensor.data().get(i)) > 1) {
                return false;
            }
        }
        return true;
    }

    private static ReceptiveField receptiveField(Trace output) {
        try {
            return told(output);
        } catch (ArithmeticException e) {
            return new ReceptiveField.Unknown("numbers beyond all bounds");
        }
    }

    private static ReceptiveField told(Trace output) {
        if (output instanceof Trace.Pixels pixels) {
            if (pixels.high().extra() != 0 || pixels.wide().extra() != 0) {
                return new ReceptiveField.Unknown("an output that is larger or smaller than the picture enlarged");
            }
            long radius = Math.max(pixels.high().radius(), pixels.wide().radius());
            return radius <= Integer.MAX_VALUE
                    ? new ReceptiveField.Local((int) radius)
                    : new ReceptiveField.Global("a radius beyond all pictures");
        }
        return output instanceof Trace.Lost lost ? lost.why() : new ReceptiveField.Unknown("an output without pixels");
    }

    private static OptionalInt scale(Trace output) {
        if (output instanceof Trace.Pixels pixels
                && pixels.high().scale().equals(pixels.wide().scale())
                && pixels.high().scale().isWhole()
                && pixels.high().extra() == 0
                && pixels.wide().extra() == 0
                && pixels.high().scale().num() <= 64) {
            return OptionalInt.of((int) pixels.high().scale().num());
        }
        return OptionalInt.empty();
    }

    private long parameters() {
        List<ElementType> real =
                List.of(ElementType.FLOAT, ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.DOUBLE);
        return constants.entrySet().stream()
                .filter(entry -> !settings.contains(entry.getKey()))
                .filter(entry -> quantised.contains(entry.getKey())
                        || real.contains(entry.getValue().type()))
                .map(Map.Entry::getValue)
                .filter(tensor -> !tensor.dims().isEmpty())
                .mapToLong(Tensor::elements)
                .sum();
    }
}
