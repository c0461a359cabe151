package io.azulejo.models.graph;

import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxModel.OpsetId;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.util.List;
import java.util.Map;

/** A graph as a model: its last value becomes {@code output}, and its sides are declared free. */
final class FinishedModel {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private FinishedModel() {}

    static OnnxModel model(List<Node> nodes, List<Tensor> initializers, Value input, Value y, int r, String name) {
        List<Node> renamed = nodes.stream().map(node -> renamed(node, y)).toList();
        ValueInfo in = picture(input.name(), input.channels(), "h", "w");
        ValueInfo out =
                r == 1 ? picture("output", y.channels(), "h", "w") : picture("output", y.channels(), r + "h", r + "w");
        Graph graph = new Graph(name, renamed, initializers, List.of(in), List.of(out));
        return new OnnxModel(IR_VERSION, "azulejo", List.of(new OpsetId("", OPSET)), graph, Map.of());
    }

    private static Node renamed(Node node, Value y) {
        return new Node(
                node.opType(),
                node.domain(),
                node.name(),
                node.inputs().stream().map(value -> renamed(value, y)).toList(),
                node.outputs().stream().map(value -> renamed(value, y)).toList(),
                node.attributes());
    }

    private static String renamed(String value, Value y) {
        return value.equals(y.name()) ? "output" : value;
    }

    private static ValueInfo picture(String name, int channels, String height, String width) {
        List<Dimension> shape =
                List.of(Dimension.free("n"), Dimension.fixed(channels), Dimension.free(height), Dimension.free(width));
        return new ValueInfo(name, ElementType.FLOAT.code(), shape);
    }
}
