package io.azulejo.models.onnx;

import static io.azulejo.models.onnx.OnnxFiles.field;
import static io.azulejo.models.onnx.OnnxFiles.join;
import static io.azulejo.models.onnx.OnnxFiles.model;
import static io.azulejo.models.onnx.OnnxFiles.read;
import static io.azulejo.models.onnx.OnnxFiles.small;
import static io.azulejo.models.onnx.OnnxFiles.tensorModel;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written is read again. */
class OnnxCodecTest {
    @Test
    void readsWhatItWrote() throws ModelException {
        Graph inner = new Graph("then", List.of(), List.of(), List.of(), List.of());
        Node node = new Node(
                "Op",
                "",
                "n1",
                List.of("input", "", "w"),
                List.of("y"),
                List.of(
                        new Attribute.Int("i", -5),
                        new Attribute.Real("r", 0.25f),
                        new Attribute.Text("t", "CRD"),
                        new Attribute.Ints("is", List.of(1L, -1L, Long.MAX_VALUE)),
                        new Attribute.Reals("rs", List.of(1f, -2f)),
                        new Attribute.Texts("ts", List.of("a", "ü")),
                        new Attribute.Tensors("one", List.of(Tensor.integers("k", 7))),
                        new Attribute.Graphs("g", List.of(inner))));
        Tensor weight = Tensor.floats("w", new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        OnnxModel model = model(List.of(node), List.of(weight), Map.of("key", "value"));
        assertEquals(model, read(OnnxWriter.write(model)));
    }

    @Test
    void theSameModelGivesTheSameBytes() {
        OnnxModel model = small();
        assertArrayEquals(OnnxWriter.write(model), OnnxWriter.write(model));
    }

    @Test
    void settingAPropertyKeepsAllOtherBytes() throws ModelException {
        byte[] file = OnnxWriter.write(model(List.of(), List.of(), Map.of("azulejo.card", "old")));
        byte[] unknown = join(file, field(19, "a field of later versions"));
        byte[] changed = OnnxProperties.with(unknown, "azulejo.card", "new");
        assertEquals(Map.of("azulejo.card", "new"), read(changed).metadata());
        assertTrue(new String(changed, StandardCharsets.ISO_8859_1).contains("a field of later versions"));
        assertArrayEquals(changed, OnnxProperties.with(changed, "azulejo.card", "new"));
    }

    @Test
    void skipsUnknownFields() throws ModelException {
        byte[] file = OnnxWriter.write(small());
        assertEquals(small(), read(join(file, field(900, "later"))));
    }

    @Test
    void readsTensorsWhoseNumbersLieInTypedFields() throws ModelException {
        byte[] packed = tensorModel(out -> {
            out.integer(1, 2);
            out.integer(2, ElementType.FLOAT.code());
            out.text(8, "t");
            out.bytes(4, Tensor.floats("", new float[] {1.5f, -2}, 2).data());
        });
        assertArrayEquals(new float[] {1.5f, -2}, firstTensor(packed).toFloats().orElseThrow());
        byte[] single = tensorModel(out -> {
            out.integer(1, 2);
            out.integer(2, ElementType.INT64.code());
            out.integer(7, 3);
            out.integer(7, -4);
        });
        assertArrayEquals(new long[] {3, -4}, firstTensor(single).toIntegers().orElseThrow());
    }

    @Test
    void readsAnAttributeWhoseZeroIsLeftOut() throws ModelException {
        Node node = new Node("Op", "", "", List.of(), List.of(), List.of(new Attribute.Int("zero", 0)));
        assertEquals(0, readAgain(node).integer("zero", 9));
    }

    @Test
    void takesAiOnnxForOnnxsOwnDomain() throws ModelException {
        Node named = new Node("Relu", "ai.onnx", "", List.of("input"), List.of("output"), List.of());
        assertEquals("", readAgain(named).domain());
    }

    private static Tensor firstTensor(byte[] file) throws ModelException {
        return read(file).graph().initializers().get(0);
    }

    private static Node readAgain(Node written) throws ModelException {
        return read(OnnxWriter.write(model(List.of(written), List.of(), Map.of())))
                .graph()
                .nodes()
                .get(0);
    }
}
