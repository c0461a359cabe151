package io.azulejo.models.onnx;

import io.azulejo.models.ModelException;
import io.azulejo.models.onnx.OnnxModel.OpsetId;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** ONNX files, right or wrong, and their reading. */
final class OnnxFiles {
    private static final ValueInfo PICTURE = new ValueInfo(
            "input", 1, List.of(Dimension.free("n"), Dimension.fixed(3), Dimension.free("h"), Dimension.free("w")));

    private OnnxFiles() {}

    /** A model of one convolution. */
    static OnnxModel small() {
        Node conv = new Node(
                "Conv",
                "",
                "c",
                List.of("input", "w"),
                List.of("output"),
                List.of(new Attribute.Ints("pads", List.of(0L, 0L, 0L, 0L)), new Attribute.Text("auto_pad", "NOTSET")));
        return model(List.of(conv), List.of(Tensor.floats("w", new float[9], 3, 3, 1, 1)), Map.of());
    }

    static OnnxModel model(List<Node> nodes, List<Tensor> tensors, Map<String, String> metadata) {
        Graph graph = new Graph("g", nodes, tensors, List.of(PICTURE), List.of(PICTURE));
        return new OnnxModel(8, "azulejo", List.of(new OpsetId("", 17)), graph, metadata);
    }

    static OnnxModel read(byte[] file) throws ModelException {
        return OnnxReader.read(ByteBuffer.wrap(file), "file.onnx");
    }

    /** A file whose only tensor has these fields. */
    static byte[] tensorModel(Consumer<ProtoWriter> tensor) {
        ProtoWriter graph = new ProtoWriter();
        graph.message(5, tensor);
        return graphModel(graph.toBytes());
    }

    /** A file whose graph is these bytes. */
    static byte[] graphModel(byte[] graph) {
        ProtoWriter out = new ProtoWriter();
        out.integer(1, 8);
        out.bytes(7, ByteBuffer.wrap(graph));
        out.message(8, opset -> opset.integer(2, 17));
        return out.toBytes();
    }

    /** One field of text. */
    static byte[] field(int number, String text) {
        ProtoWriter out = new ProtoWriter();
        out.text(number, text);
        return out.toBytes();
    }

    static byte[] join(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
