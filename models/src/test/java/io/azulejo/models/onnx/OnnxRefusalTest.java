package io.azulejo.models.onnx;

import static io.azulejo.models.onnx.OnnxFiles.field;
import static io.azulejo.models.onnx.OnnxFiles.graphModel;
import static io.azulejo.models.onnx.OnnxFiles.join;
import static io.azulejo.models.onnx.OnnxFiles.model;
import static io.azulejo.models.onnx.OnnxFiles.read;
import static io.azulejo.models.onnx.OnnxFiles.small;
import static io.azulejo.models.onnx.OnnxFiles.tensorModel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import io.azulejo.models.onnx.OnnxModel.OpsetId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no right model is refused in one line, under limits. */
class OnnxRefusalTest {
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
    void quantisedOperatorsOfOtherDomainsAreToldTheFormatThatNeedsNone() {
        Node foreign = new Node("QLinearAdd", "com.microsoft", "", List.of(), List.of(), List.of());
        refused(OnnxWriter.write(model(List.of(foreign), List.of(), Map.of())), "QLinearAdd", "QDQ");
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
    }

    @Test
    void refusesFunctionsOfItsOwn() {
        refused(join(OnnxWriter.write(small()), field(25, "")), "functions");
    }

    @ParameterizedTest
    @CsvSource({
        "'<!DOCTYPE html>', is a web page and not an ONNX model",
        "'version https://git-lfs.github.com/spec/v1\noid', git lfs pull",
        "'{\"scale\": 2}', is a JSON text",
        "'', is empty and not an ONNX model",
        "'\u0006\u0001', is not a right ONNX model"
    })
    void refusesOtherFilesByWhatTheyAre(String file, String words) {
        refused(file.getBytes(StandardCharsets.ISO_8859_1), words);
    }

    @Test
    void aModelThatIsCutOffIsCalledSo() {
        byte[] file = OnnxWriter.write(small());
        refused(Arrays.copyOf(file, file.length / 2), "is not a right ONNX model", "ends early", "fetch it again");
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
}
