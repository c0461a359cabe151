package io.azulejo.models.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.models.onnx.OnnxModel.OpsetId;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** New ends of a network: what lies between them stays as it was. */
class RewiringTest {
    private static final ValueInfo X = value("x");
    private static final ValueInfo Y = value("y");
    private static final Tensor W = Tensor.floats("w", new float[] {1, 2}, 2);

    private static ValueInfo value(String name) {
        return new ValueInfo(name, 1, List.of(Dimension.fixed(1), Dimension.free("h")));
    }

    private static Node node(String operator, String from, String to) {
        return new Node(operator, "", operator, List.of(from), List.of(to), List.of());
    }

    private static byte[] file(List<ValueInfo> inputs, List<ValueInfo> outputs) {
        Graph graph =
                new Graph("g", List.of(node("Relu", "x", "t"), node("Neg", "t", "y")), List.of(W), inputs, outputs);
        return OnnxWriter.write(new OnnxModel(8, "p", List.of(new OpsetId("", 17)), graph, Map.of("k", "v")));
    }

    @Test
    void nodesGoBeforeTheInputAndBehindTheOutput() throws Exception {
        Rewiring rewiring = new Rewiring(
                value("in"), List.of(node("Abs", "in", "x")), List.of(node("Exp", "y", "out")), value("out"));
        OnnxModel model = read(rewiring.apply(file(List.of(X), List.of(Y))));
        assertEquals(
                List.of("Abs", "Relu", "Neg", "Exp"),
                model.graph().nodes().stream().map(Node::opType).toList());
        assertEquals(List.of(value("in")), model.graph().inputs());
        assertEquals(List.of(value("out")), model.graph().outputs());
    }

    @Test
    void allElseKeepsItsBytes() throws Exception {
        OnnxModel model = read(new Rewiring(X, List.of(), List.of(), Y).apply(file(List.of(X), List.of(Y))));
        assertEquals(read(file(List.of(X), List.of(Y))), model);
    }

    @Test
    void outputsThatNobodyNeedsAreGone() throws Exception {
        byte[] file = file(List.of(X), List.of(value("t"), Y));
        assertEquals(
                List.of(Y),
                read(new Rewiring(X, List.of(), List.of(), Y).apply(file))
                        .graph()
                        .outputs());
    }

    @Test
    void constantsThatAreListedAsInputsStay() throws Exception {
        byte[] file = file(List.of(value("w"), X), List.of(Y));
        Rewiring rewiring = new Rewiring(value("in"), List.of(node("Abs", "in", "x")), List.of(), Y);
        assertEquals(
                List.of(value("w"), value("in")),
                read(rewiring.apply(file)).graph().inputs());
    }

    @Test
    void theSameFileGivesTheSameBytes() {
        byte[] file = file(List.of(X), List.of(Y));
        Rewiring rewiring = new Rewiring(X, List.of(), List.of(), Y);
        assertArrayEquals(rewiring.apply(file), rewiring.apply(file));
    }

    private static OnnxModel read(byte[] file) throws Exception {
        return OnnxReader.read(ByteBuffer.wrap(file), "test");
    }
}
