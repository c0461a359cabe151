package io.azulejo.udfs.adopt;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Nodes in a row, each of the one before it, constants and attributes. */
final class NodeChain {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> constants = new ArrayList<>();
    private final String prefix;
    private int type;

    /**
     * @param prefix of the names of all that it makes
     * @param type of what goes in
     */
    NodeChain(String prefix, int type) {
        this.prefix = prefix;
        this.type = type;
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    void cast(int to) {
        if (type != to) {
            add("Cast", new Attribute.Int("to", to));
            type = to;
        }
    }

    void transpose(List<Long> order) {
        if (!order.equals(Layout.NCHW.toPlanes())) {
            add("Transpose", new Attribute.Ints("perm", order));
        }
    }

    /** Some of the channels of planes, in another order. */
    void pick(long... channels) {
        add("Gather", new Attribute.Int("axis", 1), constant(Tensor.integers("", channels)));
    }

    void code(SampleCoding code) {
        if (code.gain() != 1) {
            add("Mul", constant(new float[] {code.gain()}));
        }
        if (code.offset() != 0) {
            add("Add", constant(new float[] {code.offset()}));
        }
    }

    void decode(SampleCoding code) {
        if (code.offset() != 0) {
            add("Sub", constant(new float[] {code.offset()}));
        }
        if (code.gain() != 1) {
            add("Div", constant(new float[] {code.gain()}));
        }
    }

    void quantise(Quantisation by) {
        add("QuantizeLinear", constant(new float[] {by.scale()}), constant(by.zero()));
        type = by.type().code();
    }

    void dequantise(Quantisation by) {
        cast(by.type().code());
        add("DequantizeLinear", constant(new float[] {by.scale()}), constant(by.zero()));
        type = ElementType.FLOAT.code();
    }

    /** A constant; the name of its value. */
    String constant(float[] values, long... dims) {
        return constant(Tensor.floats("", values, dims));
    }

    private String constant(Tensor tensor) {
        String name = "%s/constant%d".formatted(prefix, constants.size());
        Attribute value = new Attribute.Tensors("value", List.of(tensor));
        constants.add(new Node("Constant", "", name, List.of(), List.of(name), List.of(value)));
        return name;
    }

    /** A node; its parts are the names of constants, and attributes. */
    void add(String operator, Object... parts) {
        List<String> inputs = new ArrayList<>(List.of(""));
        List<Attribute> attributes = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof String constant) {
                inputs.add(constant);
            } else if (part instanceof Attribute attribute) {
                attributes.add(attribute);
            }
        }
        String name = "%s/%d/%s".formatted(prefix, nodes.size(), operator);
        nodes.add(new Node(operator, "", name, inputs, List.of(name), attributes));
    }

    /** The nodes with their values named so that they lead from one value to another. */
    List<Node> between(String from, String to) {
        List<Node> named = new ArrayList<>(constants);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            List<String> inputs = new ArrayList<>(node.inputs());
            inputs.set(0, i == 0 ? from : nodes.get(i - 1).name());
            List<String> outputs = i == nodes.size() - 1 ? Arrays.asList(to) : node.outputs();
            named.add(new Node(node.opType(), "", node.name(), inputs, outputs, node.attributes()));
        }
        return named;
    }
}
