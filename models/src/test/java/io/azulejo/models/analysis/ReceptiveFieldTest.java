package io.azulejo.models.analysis;

import static io.azulejo.models.analysis.Graphs.analyse;
import static io.azulejo.models.analysis.Graphs.analysis;
import static io.azulejo.models.analysis.Graphs.conv;
import static io.azulejo.models.analysis.Graphs.local;
import static io.azulejo.models.analysis.Graphs.node;
import static io.azulejo.models.analysis.Graphs.reach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.Node;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far operators reach that look at a neighbourhood, alone and one after the other. */
class ReceptiveFieldTest {
    @Test
    void dilationsWidenAKernel() {
        assertEquals(local(6), reach(conv(5, 3, "input", "output")));
    }

    @Test
    void theLongerSideCounts() {
        Node lopsided =
                node("Conv", List.of("input", "w5"), "output", new Attribute.Ints("pads", List.of(2L, 4L, 2L, 0L)));
        assertEquals(local(4), reach(lopsided));
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "reflect", "edge"})
    void paddingFirstAndAConvolutionWithoutAreOneConvolution(String mode) {
        Node pad = node("Pad", List.of("input", "pads"), "p", new Attribute.Text("mode", mode));
        Node valid = node("Conv", List.of("p", "w5"), "output");
        assertEquals(local(2), reach(pad, valid));
    }

    @Test
    void slicingMovesSamples() {
        Node pad = node("Pad", List.of("input", "pads"), "p");
        assertEquals(local(2), reach(pad, node("Slice", List.of("p", "fours", "endless", "axesHW"), "output")));
    }

    @Test
    void croppingWhatWasPaddedLeavesNothingOfIt() {
        Node pad = node("Pad", List.of("input", "pads"), "p");
        assertEquals(local(0), reach(pad, node("Slice", List.of("p", "twos", "lessTwos", "axesHW"), "output")));
    }

    @Test
    void paddingWhatWasCroppedReachesAsFarAsTheFrame() {
        Node crop = node("Slice", List.of("input", "twos", "lessTwos", "axesHW"), "c");
        assertEquals(local(2), reach(crop, node("Pad", List.of("c", "pads"), "output")));
    }

    @Test
    void anOutputOfAnotherSizeIsNotUnderstood() {
        assertInstanceOf(ReceptiveField.Unknown.class, reach(node("Conv", List.of("input", "w5"), "output")));
        assertInstanceOf(
                ReceptiveField.Unknown.class,
                reach(node("Slice", List.of("input", "twos", "endless", "axesHW"), "output")));
    }

    @Test
    void stridesAndTransposedConvolutionsReachByTheirTaps() {
        Attribute two = new Attribute.Ints("strides", List.of(2L, 2L));
        Attribute one = new Attribute.Ints("pads", List.of(1L, 1L, 1L, 1L));
        Node down = node("Conv", List.of("input", "w3"), "d", two, one);
        Node up = node(
                "ConvTranspose",
                List.of("d", "w3"),
                "output",
                two,
                one,
                new Attribute.Ints("output_padding", List.of(1L, 1L)));
        // Sample j of two takes (j + 1 - tap) / 2, of which each takes three pixels around twice its place.
        assertEquals(local(2), reach(down, up));
        assertEquals(2, analyse(down, up).multiple());
    }

    @Test
    void branchesCountByTheWidest() {
        assertEquals(
                local(5),
                reach(
                        conv(3, 1, "input", "a"),
                        conv(5, 1, "a", "b"),
                        conv(5, 1, "input", "c"),
                        conv(5, 1, "b", "d"),
                        node("Concat", List.of("d", "c"), "output", new Attribute.Int("axis", 1))));
    }

    @Test
    void afterEnlargementAConvolutionReachesLess() {
        Node shuffle = node("DepthToSpace", List.of("input"), "s", new Attribute.Int("blocksize", 2));
        assertEquals(local(1), reach(shuffle, conv(5, 1, "s", "output")));
        assertEquals(local(2), reach(shuffle, conv(5, 1, "s", "t"), conv(3, 1, "t", "output")));
    }

    @Test
    void enlargingReachesAsFarAsItsTaps() {
        assertEquals(local(0), reach(resize("nearest", "asymmetric", "floor")));
        assertEquals(local(1), reach(resize("linear", "half_pixel", "floor")));
        assertEquals(local(2), reach(resize("cubic", "half_pixel", "floor")));
        assertInstanceOf(ReceptiveField.Global.class, reach(resize("linear", "align_corners", "floor")));
    }

    private static Node resize(String mode, String coordinates, String nearest) {
        return node(
                "Resize",
                List.of("input", "", "scales3"),
                "output",
                new Attribute.Text("mode", mode),
                new Attribute.Text("coordinate_transformation_mode", coordinates),
                new Attribute.Text("nearest_mode", nearest));
    }

    @Test
    void goingDownAndUpAgainKeepsTheScaleAndNeedsEvenSides() {
        Node down = node(
                "Conv",
                List.of("input", "w5"),
                "d",
                new Attribute.Ints("strides", List.of(2L, 2L)),
                new Attribute.Ints("pads", List.of(2L, 2L, 2L, 2L)));
        Node up = node("DepthToSpace", List.of("d"), "output", new Attribute.Int("blocksize", 2));
        Analysis analysis = analyse(down, up);
        assertEquals(OptionalInt.of(1), analysis.scale());
        assertEquals(2, analysis.multiple());
        // Output 1 lies on sample 0 of the small picture, which begins at pixel -2.
        assertEquals(local(3), analysis.receptiveField());
    }

    @Test
    void channelsMayComeLastBetweenTwoTranspositions() {
        Attribute back = new Attribute.Ints("perm", List.of(0L, 3L, 1L, 2L));
        Attribute last = new Attribute.Ints("perm", List.of(0L, 2L, 3L, 1L));
        assertEquals(
                local(1),
                reach(
                        node("Transpose", List.of("input"), "a", last),
                        node("Mul", List.of("a", "one"), "b"),
                        node("Transpose", List.of("b"), "c", back),
                        conv(3, 1, "c", "d"),
                        node("Transpose", List.of("d"), "output", last)));
        assertInstanceOf(
                ReceptiveField.Unknown.class,
                reach(node("Transpose", List.of("input"), "a", last), conv(3, 1, "a", "output")));
        assertInstanceOf(
                ReceptiveField.Unknown.class,
                reach(node(
                        "Transpose", List.of("input"), "output", new Attribute.Ints("perm", List.of(0L, 1L, 3L, 2L)))));
    }

    @Test
    void reductionsOverChannelsAreLocal() {
        assertEquals(
                local(0),
                reach(node("ReduceMean", List.of("input"), "output", new Attribute.Ints("axes", List.of(1L)))));
        assertEquals(local(0), reach(node("Softmax", List.of("input"), "output", new Attribute.Int("axis", 1))));
    }

    @Test
    void aGlobalOperatorThatTheOutputDoesNotUseDoesNotCount() {
        assertEquals(
                local(1), reach(node("GlobalAveragePool", List.of("input"), "unused"), conv(3, 1, "input", "output")));
    }

    @Test
    void aResizeOfTwoInputsIsOperatorSet10s() {
        Node resize = node("Resize", List.of("input", "scales3"), "output", new Attribute.Text("mode", "nearest"));
        assertEquals(OptionalInt.of(3), analyse(resize).scale());
        assertEquals(local(0), reach(resize));
    }

    @Test
    void aMapOfOneNumberIsAsGoodAsTheNumber() {
        Node noise = node("Concat", List.of("input", "level"), "n", new Attribute.Int("axis", -3));
        assertEquals(local(1), reach(noise, conv(3, 1, "n", "output")));
    }

    @Test
    void layersOfEachPixelAloneReachNowhere() {
        Analysis layers = analyse(
                node("Transpose", List.of("input"), "x", new Attribute.Ints("perm", List.of(0L, 2L, 3L, 1L))),
                node("LayerNormalization", List.of("x", "slope"), "n"),
                node("ReduceMean", List.of("n"), "m", new Attribute.Ints("axes", List.of(-1L))),
                node("Sub", List.of("n", "m"), "s"),
                node("Softmax", List.of("s"), "p"),
                node("MatMul", List.of("p", "matrix"), "l"),
                node("Transpose", List.of("l"), "output", new Attribute.Ints("perm", List.of(0L, 3L, 1L, 2L))));
        assertEquals(local(0), layers.receptiveField());
        assertEquals(6, layers.macsPerOutputPixel());
    }
}
