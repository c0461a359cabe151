package io.azulejo.models.analysis;

import static io.azulejo.models.analysis.Graphs.analyse;
import static io.azulejo.models.analysis.Graphs.conv;
import static io.azulejo.models.analysis.Graphs.fixed;
import static io.azulejo.models.analysis.Graphs.local;
import static io.azulejo.models.analysis.Graphs.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels moved by Reshape and Transpose, in graphs for pictures of 20x12 pixels. */
class SplitAxesTest {
    private static final int HEIGHT = 12;
    private static final int WIDTH = 20;

    @ParameterizedTest
    @ValueSource(strings = {"1,3,2,2,12,20", "-1,3,2,2,12,20", "0,-1,2,2,12,20"})
    void aPixelShuffleWrittenOutReachesAsFarAsDepthToSpace(String cut) {
        Analysis written = fixed(
                HEIGHT,
                WIDTH,
                shape("cut", numbers(cut)),
                node("Reshape", List.of("input", "cut"), "c"),
                transpose("c", "t", 0, 1, 4, 2, 5, 3),
                shape("joined", 1, 3, 24, 40),
                node("Reshape", List.of("t", "joined"), "j"),
                conv(5, 1, "j", "output"));
        Analysis operator = analyse(
                node("DepthToSpace", List.of("input"), "s", new Attribute.Int("blocksize", 2)),
                conv(5, 1, "s", "output"));
        assertEquals(operator.receptiveField(), written.receptiveField());
        assertEquals(OptionalInt.of(2), written.scale());
    }

    @Test
    void sidesMayBeInsertedFirstAndKeptByZeros() {
        Analysis written = fixed(
                HEIGHT,
                WIDTH,
                node("Unsqueeze", List.of("input"), "u", new Attribute.Ints("axes", List.of(2L, 3L))),
                shape("cut", 0, 3, 2, 2, 0, 0),
                node("Reshape", List.of("u", "cut"), "c"),
                transpose("c", "t", 0, 1, 4, 2, 5, 3),
                shape("joined", 0, 3, 24, 40),
                node("Reshape", List.of("t", "joined"), "j"),
                conv(5, 1, "j", "output"));
        assertEquals(local(1), written.receptiveField());
        assertEquals(OptionalInt.of(2), written.scale());
    }

    @Test
    void theInverseOfAPixelShuffleReachesAsFarAsSpaceToDepth() {
        Analysis written = fixed(
                HEIGHT,
                WIDTH,
                shape("cut", 1, 3, 6, 2, 10, 2),
                node("Reshape", List.of("input", "cut"), "c"),
                transpose("c", "t", 0, 1, 3, 5, 2, 4),
                shape("joined", 1, 12, 6, 10),
                node("Reshape", List.of("t", "joined"), "j"),
                conv(3, 1, "j", "k"),
                node("DepthToSpace", List.of("k"), "output", new Attribute.Int("blocksize", 2)));
        Analysis operator = analyse(
                node("SpaceToDepth", List.of("input"), "j", new Attribute.Int("blocksize", 2)),
                conv(3, 1, "j", "k"),
                node("DepthToSpace", List.of("k"), "output", new Attribute.Int("blocksize", 2)));
        assertEquals(operator.receptiveField(), written.receptiveField());
        assertEquals(2, written.multiple());
    }

    @Test
    void windowsThatAreCutOutAndPutBackReachNoFurther() {
        Analysis written = fixed(
                HEIGHT,
                WIDTH,
                shape("cut", 1, 3, 3, 4, 5, 4),
                node("Reshape", List.of("input", "cut"), "c"),
                transpose("c", "windows", 0, 2, 4, 3, 5, 1),
                transpose("windows", "back", 0, 5, 1, 3, 2, 4),
                shape("joined", 1, 3, 12, 20),
                node("Reshape", List.of("back", "joined"), "output"));
        assertEquals(local(0), written.receptiveField());
    }

    @Test
    void aPictureThatIsTurnedIsNotUnderstood() {
        assertUnknown(transpose("input", "output", 0, 1, 3, 2));
    }

    @Test
    void rowsThatGoAmongTheChannelsAreNotUnderstood() {
        assertUnknown(shape("cut", 1, 18, 2, 20), node("Reshape", List.of("input", "cut"), "output"));
    }

    @Test
    void pixelsInALineAreNotUnderstood() {
        assertUnknown(shape("line", 1, 3, 240), node("Reshape", List.of("input", "line"), "output"));
    }

    @Test
    void mixingWithinCutSidesIsNotUnderstood() {
        assertUnknown(
                shape("cut", 1, 3, 3, 4, 5, 4),
                node("Reshape", List.of("input", "cut"), "c"),
                node("Softmax", List.of("c"), "output"));
    }

    @Test
    void sizesThatDoNotFitAreNotUnderstood() {
        assertUnknown(shape("cut", 1, 3, 2, 2, 7, 20), node("Reshape", List.of("input", "cut"), "output"));
    }

    @Test
    void sizesOfAResizeAreAFactorWhereThePicturesSizeIsKnown() {
        Analysis resized = fixed(
                HEIGHT,
                WIDTH,
                shape("sizes", 1, 1, 36, 60),
                node(
                        "Resize",
                        List.of("input", "", "", "sizes"),
                        "output",
                        new Attribute.Text("mode", "linear"),
                        new Attribute.Text("coordinate_transformation_mode", "half_pixel")));
        assertEquals(local(1), resized.receptiveField());
        assertEquals(OptionalInt.of(3), resized.scale());
    }

    private static void assertUnknown(Node... nodes) {
        assertInstanceOf(
                ReceptiveField.Unknown.class, fixed(HEIGHT, WIDTH, nodes).receptiveField());
    }

    private static Node transpose(String from, String to, long... order) {
        return node(
                "Transpose",
                List.of(from),
                to,
                new Attribute.Ints("perm", Arrays.stream(order).boxed().toList()));
    }

    private static Node shape(String name, long... sizes) {
        return node("Constant", List.of(), name, new Attribute.Tensors("value", List.of(Tensor.integers("", sizes))));
    }

    private static long[] numbers(String list) {
        return Arrays.stream(list.split(",")).mapToLong(Long::parseLong).toArray();
    }
}
