package io.azulejo.models.onnx;

import io.azulejo.models.onnx.OnnxModel.OpsetId;
import java.util.List;

/** Writes ONNX files; the same model gives the same bytes. */
public final class OnnxWriter {
    /** Codes of AttributeProto.AttributeType. */
    private static final int FLOAT = 1;

    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int TENSOR = 4;
    private static final int GRAPH = 5;
    private static final int FLOATS = 6;
    private static final int INTS = 7;
    private static final int STRINGS = 8;
    private static final int TENSORS = 9;
    private static final int GRAPHS = 10;

    private OnnxWriter() {}

    /** The file's bytes. */
    public static byte[] write(OnnxModel model) {
        ProtoWriter out = new ProtoWriter();
        out.integer(1, model.irVersion());
        out.text(2, model.producer());
        out.message(7, graph -> write(model.graph(), graph));
        for (OpsetId set : model.opsets()) {
            out.message(8, opset -> {
                opset.text(1, set.domain());
                opset.integer(2, set.version());
            });
        }
        model.metadata().forEach((key, value) -> writeProperty(out, key, value));
        return out.toBytes();
    }

    static void writeProperty(ProtoWriter out, String key, String value) {
        out.message(14, entry -> {
            entry.text(1, key);
            entry.text(2, value);
        });
    }

    private static void write(Graph graph, ProtoWriter out) {
        writeNodes(graph.nodes(), out);
        out.text(2, graph.name());
        graph.initializers().forEach(tensor -> out.message(5, inner -> write(tensor, inner)));
        writeEnds(graph.inputs(), graph.outputs(), out);
    }

    static void writeNodes(List<Node> nodes, ProtoWriter graph) {
        nodes.forEach(node -> graph.message(1, inner -> write(node, inner)));
    }

    static void writeEnds(List<ValueInfo> inputs, List<ValueInfo> outputs, ProtoWriter graph) {
        inputs.forEach(value -> graph.message(11, inner -> write(value, inner)));
        outputs.forEach(value -> graph.message(12, inner -> write(value, inner)));
    }

    private static void write(Node node, ProtoWriter out) {
        node.inputs().forEach(input -> out.text(1, input));
        node.outputs().forEach(output -> out.text(2, output));
        out.text(3, node.name());
        out.text(4, node.opType());
        node.attributes().forEach(attribute -> out.message(5, inner -> write(attribute, inner)));
        if (!node.domain().isEmpty()) {
            out.text(7, node.domain());
        }
    }

    private static void write(Attribute attribute, ProtoWriter out) {
        out.text(1, attribute.name());
        if (attribute instanceof Attribute.Int value) {
            out.integer(3, value.value());
            out.integer(20, INT);
        } else if (attribute instanceof Attribute.Real value) {
            out.real(2, value.value());
            out.integer(20, FLOAT);
        } else if (attribute instanceof Attribute.Text value) {
            out.text(4, value.value());
            out.integer(20, STRING);
        } else if (attribute instanceof Attribute.Ints value) {
            value.value().forEach(number -> out.integer(8, number));
            out.integer(20, INTS);
        } else if (attribute instanceof Attribute.Reals value) {
            value.value().forEach(number -> out.real(7, number));
            out.integer(20, FLOATS);
        } else if (attribute instanceof Attribute.Texts value) {
            value.value().forEach(text -> out.text(9, text));
            out.integer(20, STRINGS);
        } else if (attribute instanceof Attribute.Tensors value) {
            boolean one = value.value().size() == 1;
            value.value().forEach(tensor -> out.message(one ? 5 : 10, inner -> write(tensor, inner)));
            out.integer(20, one ? TENSOR : TENSORS);
        } else if (attribute instanceof Attribute.Graphs value) {
            boolean one = value.value().size() == 1;
            value.value().forEach(graph -> out.message(one ? 6 : 11, inner -> write(graph, inner)));
            out.integer(20, one ? GRAPH : GRAPHS);
        }
    }

    private static void write(Tensor tensor, ProtoWriter out) {
        tensor.dims().forEach(size -> out.integer(1, size));
        out.integer(2, tensor.type().code());
        out.text(8, tensor.name());
        out.bytes(9, tensor.data());
    }

    private static void write(ValueInfo value, ProtoWriter out) {
        out.text(1, value.name());
        out.message(
                2,
                type -> type.message(1, tensor -> {
                    tensor.integer(1, value.elementType());
                    tensor.message(2, shape -> writeDimensions(value.dimensions(), shape));
                }));
    }

    private static void writeDimensions(List<ValueInfo.Dimension> dimensions, ProtoWriter shape) {
        for (ValueInfo.Dimension dimension : dimensions) {
            shape.message(1, inner -> {
                if (dimension.isFree()) {
                    inner.text(2, dimension.label());
                } else {
                    inner.integer(1, dimension.size());
                }
            });
        }
    }
}
