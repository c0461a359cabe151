package io.azulejo.models.analysis;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxModel.OpsetId;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.onnx.OnnxWriter;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Graphs of a few operators, from {@code input} to {@code output}, and what is told of them. */
final class Graphs {
    private Graphs() {}

    static Node conv(int side, long dilation, String from, String to) {
        long pad = side / 2 * dilation;
        return node(
                "Conv",
                List.of(from, "w" + side),
                to,
                new Attribute.Ints("dilations", List.of(dilation, dilation)),
                new Attribute.Ints("pads", List.of(pad, pad, pad, pad)));
    }

    static Node node(String opType, List<String> inputs, String output, Attribute... attributes) {
        return new Node(opType, "", "", inputs, List.of(output), List.of(attributes));
    }

    static ReceptiveField local(int radius) {
        return new ReceptiveField.Local(radius);
    }

    static ReceptiveField reach(Node... nodes) {
        return analyse(nodes).receptiveField();
    }

    /** Of pictures of any size. */
    static Analysis analyse(Node... nodes) {
        return analyse(Dimension.free("h"), Dimension.free("w"), nodes);
    }

    /** Of pictures of one size. */
    static Analysis fixed(int height, int width, Node... nodes) {
        return analyse(Dimension.fixed(height), Dimension.fixed(width), nodes);
    }

    private static Analysis analyse(Dimension height, Dimension width, Node... nodes) {
        List<Tensor> constants = List.of(
                Tensor.floats("w1", new float[1], 1, 1, 1, 1),
                Tensor.floats("w3", new float[9], 1, 1, 3, 3),
                Tensor.floats("w5", new float[25], 1, 1, 5, 5),
                Tensor.floats("slope", new float[1], 1, 1, 1),
                Tensor.floats("one", new float[1]),
                Tensor.floats("map", new float[] {0, 1, 2, 3, 4, 5}, 1, 1, 2, 3),
                Tensor.floats("level", new float[] {3, 3, 3, 3, 3, 3}, 1, 1, 2, 3),
                Tensor.floats("matrix", new float[6], 2, 3),
                Tensor.floats("scales3", new float[] {1, 1, 3, 3}, 4),
                Tensor.integers("twos", 2, 2),
                Tensor.integers("fours", 4, 4),
                Tensor.integers("lessTwos", -2, -2),
                Tensor.integers("endless", Long.MAX_VALUE, Long.MAX_VALUE),
                Tensor.integers("axesHW", 2, 3),
                Tensor.integers("pads", 0, 0, 2, 2, 0, 0, 2, 2));
        List<Dimension> shape = List.of(Dimension.free("n"), Dimension.fixed(1), height, width);
        Graph graph = new Graph(
                "test",
                List.of(nodes),
                constants,
                List.of(new ValueInfo("input", 1, shape)),
                List.of(new ValueInfo("output", 1, List.of())));
        OnnxModel model = new OnnxModel(8, "test", List.of(new OpsetId("", 17)), graph, Map.of());
        try {
            return analysis(OnnxWriter.write(model));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static Analysis analysis(byte[] onnx) throws Exception {
        return Analysis.of(OnnxReader.read(ByteBuffer.wrap(onnx), "test"));
    }
}
