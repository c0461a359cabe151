package io.azulejo.models.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written is read again; what is no right model is refused in one line. */
class OnnxCodecTest {
    private static final ValueInfo PICTURE = new ValueInfo(
            "input", 1, List.of(Dimension.free("n"), Dimension.fixed(3), Dimension.free("h"), Dimension.free("w")));

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
        byte[] changed = Metadata.with(unknown, "azulejo.card", "new");
        assertEquals(Map.of("azulejo.card", "new"), read(changed).metadata());
        assertTrue(new String(changed, StandardCharsets.ISO_8859_1).contains("a field of later versions"));
        assertArrayEquals(changed, Metadata.with(changed, "azulejo.card", "new"));
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
        assertEquals(
                0,
                read(OnnxWriter.write(model(List.of(node), List.of(), Map.of())))
                        .graph()
                        .nodes()
                        .get(0)
                        .integer("zero", 9));
    }

    @Test
    void refusesWeightsInOtherFiles() {
        refused(
                tensorModel(out -> {
                    out.integer(1, 2);
                    out.integer(2, 1);
                    out.text(8, "heavy");
                    out.message(13, entry -> entry.text(1, "location"));
                    out.integer(14, 1);
                }),
                "\"heavy\"",
                "another file");
    }

    @Test
    void refusesOperatorsOfOtherDomains() {
        Node foreign = new Node("FusedConv", "com.microsoft", "", List.of(), List.of(), List.of());
        refused(OnnxWriter.write(model(List.of(foreign), List.of(), Map.of())), "FusedConv", "com.microsoft");
    }

    @Test
    void refusesOperatorsOfOtherDomainsInsideGraphs() {
        Node foreign = new Node("Evil", "x", "", List.of(), List.of(), List.of());
        Graph inner = new Graph("", List.of(foreign), List.of(), List.of(), List.of());
        Node outer = new Node(
                "If", "", "", List.of(), List.of(), List.of(new Attribute.Graphs("then_branch", List.of(inner))));
        refused(OnnxWriter.write(model(List.of(outer), List.of(), Map.of())), "Evil");
    }

    @Test
    void takesAiOnnxForOnnxsOwnDomain() throws ModelException {
        Node named = new Node("Relu", "ai.onnx", "", List.of("input"), List.of("output"), List.of());
        assertEquals(
                "",
                read(OnnxWriter.write(model(List.of(named), List.of(), Map.of())))
                        .graph()
                        .nodes()
                        .get(0)
                        .domain());
    }

    @Test
    void boundsGraphsInsideGraphs() {
        Graph graph = new Graph("", List.of(), List.of(), List.of(), List.of());
        for (int depth = 0; depth < 50; depth++) {
            Node node =
                    new Node("If", "", "", List.of(), List.of(), List.of(new Attribute.Graphs("b", List.of(graph))));
            graph = new Graph("", List.of(node), List.of(), List.of(), List.of());
        }
        refused(OnnxWriter.write(new OnnxModel(8, "", List.of(new OpsetId("", 17)), graph, Map.of())), "deep");
    }

    @Test
    void boundsTheCountOfParts() {
        byte[] many = new byte[2_000_000];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = 0x0a; // an empty node: two bytes of file, a hundred of memory
        }
        refused(graphModel(many), "more parts");
    }

    @Test
    void refusesTensorsWhoseLengthDoesNotFitTheirShape() {
        for (long[] dims : new long[][] {{3}, {-1}, {1L << 62, 1L << 62}, {1L << 40}, {4, 0}}) {
            refused(
                    tensorModel(out -> {
                        Arrays.stream(dims).forEach(side -> out.integer(1, side));
                        out.integer(2, 1);
                        out.text(8, "w");
                        out.bytes(9, ByteBuffer.allocate(8));
                    }),
                    "\"w\"");
        }
    }

    @Test
    void refusesTypesOfNoFixedSize() {
        refused(tensorModel(out -> out.integer(2, 8)), "type 8");
    }

    @Test
    void refusesOldFormatsAndMissingParts() {
        refused(OnnxWriter.write(new OnnxModel(8, "", List.of(), small().graph(), Map.of())), "version 0");
        refused(new byte[0], "no graph");
    }

    @Test
    void refusesFunctionsOfItsOwn() {
        refused(join(OnnxWriter.write(small()), field(25, "")), "functions");
    }

    @Test
    void refusesOtherFilesInOneLine() {
        for (String other : List.of(
                "<!DOCTYPE html>", "\u0089PNG\r\n\u001a\n", "version https://git-lfs.github.com/spec/v1\n", "PK\3\4")) {
            refused(other.getBytes(StandardCharsets.ISO_8859_1), "file.onnx is not an ONNX model");
        }
    }

    @Test
    void everyCutOfAModelIsRefusedOrRead() {
        byte[] file = OnnxWriter.write(small());
        for (int length = 0; length < file.length; length++) {
            readOrRefuse(Arrays.copyOf(file, length), "cut to " + length);
        }
    }

    @Test
    void anyDamageIsRefusedOrRead() {
        byte[] file = OnnxWriter.write(small());
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            byte[] damaged = file.clone();
            for (int i = 0; i <= seed % 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            readOrRefuse(damaged, "seed " + seed);
        }
    }

    private static void readOrRefuse(byte[] file, String how) {
        try {
            read(file);
        } catch (ModelException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        } catch (RuntimeException e) {
            throw new AssertionError(how, e);
        }
    }

    private static void refused(byte[] file, String... named) {
        String message = assertThrows(ModelException.class, () -> read(file)).getMessage();
        assertTrue(message.startsWith("file.onnx ") && message.lines().count() == 1, message);
        for (String part : named) {
            assertTrue(message.contains(part), message + " must name " + part);
        }
    }

    private static OnnxModel read(byte[] file) throws ModelException {
        return OnnxReader.read(ByteBuffer.wrap(file), "file.onnx");
    }

    private static OnnxModel small() {
        Node conv = new Node(
                "Conv",
                "",
                "c",
                List.of("input", "w"),
                List.of("output"),
                List.of(new Attribute.Ints("pads", List.of(0L, 0L, 0L, 0L)), new Attribute.Text("auto_pad", "NOTSET")));
        return model(List.of(conv), List.of(Tensor.floats("w", new float[9], 3, 3, 1, 1)), Map.of());
    }

    private static OnnxModel model(List<Node> nodes, List<Tensor> tensors, Map<String, String> metadata) {
        Graph graph = new Graph("g", nodes, tensors, List.of(PICTURE), List.of(PICTURE));
        return new OnnxModel(8, "azulejo", List.of(new OpsetId("", 17)), graph, metadata);
    }

    private static Tensor firstTensor(byte[] file) throws ModelException {
        return read(file).graph().initializers().get(0);
    }

    private static byte[] tensorModel(Consumer<ProtoWriter> tensor) {
        ProtoWriter graph = new ProtoWriter();
        graph.message(5, tensor);
        return graphModel(graph.toBytes());
    }

    private static byte[] graphModel(byte[] graph) {
        ProtoWriter out = new ProtoWriter();
        out.integer(1, 8);
        out.bytes(7, ByteBuffer.wrap(graph));
        out.message(8, opset -> opset.integer(2, 17));
        return out.toBytes();
    }

    private static byte[] field(int number, String text) {
        ProtoWriter out = new ProtoWriter();
        out.text(number, text);
        return out.toBytes();
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
