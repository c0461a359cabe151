package io.azulejo.models.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.Array;
import io.azulejo.models.Ort;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.family.Families;
import io.azulejo.models.graph.GraphBuilder;
import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.onnx.OnnxWriter;
import io.azulejo.models.onnx.OpsetId;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reach, scale and size told from graphs; where it is cheap, against what ONNX Runtime does. */
class AnalysisTest {
    @TestFactory
    Stream<DynamicTest> plksrReachesAsFarAsItsFormulaSays() {
        List<PlksrConfig> configs = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            int dim = 1 + random.nextInt(6);
            configs.add(new PlksrConfig(
                    dim,
                    random.nextInt(4),
                    1 + random.nextInt(4),
                    List.of(ChannelMixer.DCCM, ChannelMixer.CCM, ChannelMixer.ICCM)
                            .get(random.nextInt(3)),
                    1 + 2 * random.nextInt(10),
                    1 + random.nextInt(dim),
                    random.nextBoolean(),
                    random.nextBoolean()));
        }
        configs.add(new PlksrConfig(4, 28, 2, ChannelMixer.DCCM, 17, 1, false, true));
        configs.add(new PlksrConfig(4, 12, 3, ChannelMixer.DCCM, 13, 1, false, false));
        configs.add(new PlksrConfig(4, 6, 2, ChannelMixer.DCCM, 13, 1, false, true));
        return configs.stream()
                .map(config -> DynamicTest.dynamicTest(config.toString(), () -> {
                    Analysis analysis = analysis(Families.random(config, 1).onnx());
                    assertEquals(OptionalInt.of(config.radius()), analysis.radius());
                    assertEquals(OptionalInt.of(config.scale()), analysis.scale());
                    assertEquals(1, analysis.multiple());
                }));
    }

    @Test
    void aPixelOneBeyondTheRadiusChangesNothingAndOneAtTheRadiusDoes() throws Exception {
        PlksrConfig config = new PlksrConfig(4, 1, 2, ChannelMixer.DCCM, 7, 2, false, true);
        byte[] onnx = Families.random(config, 3).onnx();
        int radius = config.radius();
        int side = 2 * radius + 5;
        int centre = side / 2;
        Array picture = Array.random(4, 1, 3, side, side);
        float[] before = centrePixel(Ort.run(onnx, picture), 2 * centre);
        for (int[] direction : new int[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
            for (int distance = radius; distance <= radius + 1; distance++) {
                int row = centre + direction[0] * distance;
                int column = centre + direction[1] * distance;
                Array changed = new Array(picture.values().clone(), picture.shape());
                for (int channel = 0; channel < 3; channel++) {
                    // Loud, because a random network lets little of one far pixel through.
                    changed.values()[(channel * side + row) * side + column] += 1e6f;
                }
                boolean same = Arrays.equals(before, centrePixel(Ort.run(onnx, changed), 2 * centre));
                assertEquals(
                        distance > radius,
                        same,
                        "pixel at distance " + distance + " towards " + Arrays.toString(direction));
            }
        }
    }

    @Test
    void countsParametersWorkAndOperators() throws Exception {
        PlksrConfig light = new PlksrConfig(32, 6, 2, ChannelMixer.DCCM, 13, 8, false, true);
        Analysis analysis = analysis(Families.random(light, 1).onnx());
        assertEquals(352_892, analysis.parameters());
        assertEquals(87_960, analysis.macsPerOutputPixel(), 10);
        assertEquals(32L, analysis.operators().get("Conv"));
        assertEquals(1L, analysis.operators().get("DepthToSpace"));
    }

    @Test
    void binaryWeightsAreCountedWithoutTheirScales() throws Exception {
        GraphBuilder g = new GraphBuilder(Map.of(
                "b.weight",
                FloatTensor.of(new float[27], 3, 1, 3, 3),
                "c.weight",
                FloatTensor.of(new float[3], 1, 3, 1, 1)));
        OnnxModel model = g.finish(g.conv(g.binaryConv(g.input(1), "b"), "c"), 1, "test");
        Analysis analysis = Analysis.of(model);
        assertEquals(30, analysis.parameters());
        assertEquals(30, analysis.macsPerOutputPixel());
        assertEquals(27, analysis.binaryMacsPerOutputPixel());
        assertEquals(new Reach.Local(1), analysis.reach());
    }

    @Test
    void dilationsWidenAKernel() {
        assertEquals(local(6), reach(conv(5, 3, "input", "output")));
    }

    @Test
    void theLongerSideCounts() {
        Node lopsided = new Node(
                "Conv",
                "",
                "",
                List.of("input", "w5"),
                List.of("output"),
                List.of(new Attribute.Ints("pads", List.of(2L, 4L, 2L, 0L))));
        assertEquals(local(4), reach(lopsided));
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "reflect", "edge"})
    void paddingFirstAndAConvolutionWithoutAreOneConvolution(String mode) {
        Node pad = node("Pad", List.of("input", "pads"), "p", new Attribute.Text("mode", mode));
        Node valid = new Node("Conv", "", "", List.of("p", "w5"), List.of("output"), List.of());
        assertEquals(local(2), reach(pad, valid));
    }

    @Test
    void slicingMovesSamples() {
        Node crop = node("Slice", List.of("input", "two", "many", "axisW"), "output");
        assertEquals(local(2), reach(crop));
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
    void theBinaryNetworkReachesTwoABlockAndThree() {
        List<Node> nodes = new ArrayList<>(List.of(conv(3, 1, "input", "v0")));
        for (int unit = 0; unit < 32; unit++) {
            String x = "v" + unit;
            nodes.add(node("Add", List.of(x, "one"), x + "a"));
            nodes.add(node("Sign", List.of(x + "a"), x + "s"));
            nodes.add(conv(3, 1, x + "s", x + "c"));
            nodes.add(node("PRelu", List.of(x + "c", "slope"), x + "p"));
            nodes.add(node("Add", List.of(x + "p", x), "v" + (unit + 1)));
        }
        nodes.add(conv(3, 1, "v32", "up"));
        nodes.add(node("DepthToSpace", List.of("up"), "s", new Attribute.Int("blocksize", 3)));
        nodes.add(conv(3, 1, "s", "hr"));
        nodes.add(conv(3, 1, "hr", "last"));
        nodes.add(node("Resize", List.of("input", "", "scales3"), "base", new Attribute.Text("mode", "linear")));
        nodes.add(node("Add", List.of("last", "base"), "output"));
        Analysis analysis = analyse(nodes.toArray(Node[]::new));
        assertEquals(local(2 * 16 + 3), analysis.reach());
        assertEquals(OptionalInt.of(3), analysis.scale());
    }

    @Test
    void enlargingReachesAsFarAsItsTaps() {
        assertEquals(local(0), reach(resize("nearest", "asymmetric", "floor")));
        assertEquals(local(1), reach(resize("linear", "half_pixel", "floor")));
        assertEquals(local(2), reach(resize("cubic", "half_pixel", "floor")));
        assertInstanceOf(Reach.Global.class, reach(resize("linear", "align_corners", "floor")));
    }

    @Test
    void goingDownAndUpAgainKeepsTheScaleAndNeedsEvenSides() {
        Node down = new Node(
                "Conv",
                "",
                "",
                List.of("input", "w5"),
                List.of("d"),
                List.of(
                        new Attribute.Ints("strides", List.of(2L, 2L)),
                        new Attribute.Ints("pads", List.of(2L, 2L, 2L, 2L))));
        Node up = node("DepthToSpace", List.of("d"), "output", new Attribute.Int("blocksize", 2));
        Analysis analysis = analyse(down, up);
        assertEquals(OptionalInt.of(1), analysis.scale());
        assertEquals(2, analysis.multiple());
        // Output 1 lies on sample 0 of the small picture, which begins at pixel -2.
        assertEquals(local(3), analysis.reach());
    }

    @TestFactory
    Stream<DynamicTest> operatorsOverTheWholePictureAreGlobal() {
        return Stream.of(
                        node("GlobalAveragePool", List.of("input"), "output"),
                        node("ReduceMean", List.of("input"), "output", new Attribute.Ints("axes", List.of(2L, 3L))),
                        node("ReduceMean", List.of("input"), "output", new Attribute.Ints("axes", List.of(-1L))),
                        node("ReduceMax", List.of("input"), "output"),
                        node("InstanceNormalization", List.of("input", "slope", "slope"), "output"),
                        node("GroupNormalization", List.of("input", "slope", "slope"), "output"),
                        node("LayerNormalization", List.of("input", "slope"), "output"),
                        node("Softmax", List.of("input"), "output"),
                        node("MatMul", List.of("input", "input"), "output"),
                        node("Add", List.of("input", "map"), "output"))
                .map(operator -> DynamicTest.dynamicTest(
                        operator.opType() + " " + operator.attributes(),
                        () -> assertInstanceOf(Reach.Global.class, reach(operator))));
    }

    @Test
    void whatComesAfterAGlobalOperatorIsGlobalToo() {
        Reach reach = reach(
                node("GlobalAveragePool", List.of("input"), "g"),
                conv(1, 1, "g", "c"),
                node("Sigmoid", List.of("c"), "s"),
                node("Mul", List.of("input", "s"), "output"));
        assertEquals(new Reach.Global("GlobalAveragePool"), reach);
    }

    @Test
    void aGlobalOperatorThatTheOutputDoesNotUseDoesNotCount() {
        assertEquals(
                local(1), reach(node("GlobalAveragePool", List.of("input"), "unused"), conv(3, 1, "input", "output")));
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
                Reach.Unknown.class, reach(node("Transpose", List.of("input"), "a", last), conv(3, 1, "a", "output")));
        assertInstanceOf(
                Reach.Unknown.class,
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

    @TestFactory
    Stream<DynamicTest> whatIsNotUnderstoodIsNamed() {
        return Stream.of(
                        node("Reshape", List.of("input", "pads"), "output"),
                        node("Gather", List.of("input", "pads"), "output", new Attribute.Int("axis", 2)),
                        node("Transpose", List.of("input"), "output"),
                        node("FutureOperator", List.of("input"), "output"),
                        node("Resize", List.of("input", "", "", "computed"), "output"),
                        node("Conv", List.of("input", "input"), "output"),
                        node("If", List.of("input"), "output"))
                .map(operator -> DynamicTest.dynamicTest(operator.opType(), () -> {
                    Reach reach = reach(operator);
                    assertTrue(assertInstanceOf(Reach.Unknown.class, reach)
                            .operator()
                            .startsWith(operator.opType()));
                }));
    }

    @Test
    void hostileNumbersEndInUnknown() {
        Node huge = new Node(
                "Conv",
                "",
                "",
                List.of("input", "w5"),
                List.of("output"),
                List.of(new Attribute.Ints("dilations", List.of(Long.MAX_VALUE, 1L))));
        Node still = new Node(
                "Conv",
                "",
                "",
                List.of("input", "w5"),
                List.of("output"),
                List.of(new Attribute.Ints("strides", List.of(0L, 0L))));
        assertInstanceOf(Reach.Unknown.class, reach(huge));
        assertInstanceOf(Reach.Unknown.class, reach(still));
    }

    private static float[] centrePixel(Array output, int at) {
        int side = output.shape()[2];
        List<Float> pixel = new ArrayList<>();
        for (int channel = 0; channel < 3; channel++) {
            for (int row = at; row < at + 2; row++) {
                for (int column = at; column < at + 2; column++) {
                    pixel.add(output.values()[(channel * side + row) * side + column]);
                }
            }
        }
        float[] values = new float[pixel.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixel.get(i);
        }
        return values;
    }

    private static Reach local(int radius) {
        return new Reach.Local(radius);
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

    private static Node conv(int side, long dilation, String from, String to) {
        long pad = side / 2 * dilation;
        return node(
                "Conv",
                List.of(from, "w" + side),
                to,
                new Attribute.Ints("dilations", List.of(dilation, dilation)),
                new Attribute.Ints("pads", List.of(pad, pad, pad, pad)));
    }

    private static Node node(String opType, List<String> inputs, String output, Attribute... attributes) {
        return new Node(opType, "", "", inputs, List.of(output), List.of(attributes));
    }

    private static Reach reach(Node... nodes) {
        return analyse(nodes).reach();
    }

    private static Analysis analyse(Node... nodes) {
        List<Tensor> constants = List.of(
                Tensor.floats("w1", new float[1], 1, 1, 1, 1),
                Tensor.floats("w3", new float[9], 1, 1, 3, 3),
                Tensor.floats("w5", new float[25], 1, 1, 5, 5),
                Tensor.floats("slope", new float[1], 1, 1, 1),
                Tensor.floats("one", new float[1]),
                Tensor.floats("map", new float[6], 1, 1, 2, 3),
                Tensor.floats("scales3", new float[] {1, 1, 3, 3}, 4),
                Tensor.integers("two", 2),
                Tensor.integers("many", 1000),
                Tensor.integers("axisW", 3),
                Tensor.integers("pads", 0, 0, 2, 2, 0, 0, 2, 2));
        List<Dimension> shape =
                List.of(Dimension.free("n"), Dimension.fixed(1), Dimension.free("h"), Dimension.free("w"));
        Graph graph = new Graph(
                "test",
                List.of(nodes),
                constants,
                List.of(new ValueInfo("input", 1, shape)),
                List.of(new ValueInfo("output", 1, shape)));
        OnnxModel model = new OnnxModel(8, "test", List.of(new OpsetId("", 17)), graph, Map.of());
        try {
            return analysis(OnnxWriter.write(model));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Analysis analysis(byte[] onnx) throws Exception {
        return Analysis.of(OnnxReader.read(ByteBuffer.wrap(onnx), "test"));
    }
}
