package io.azulejo.models.analysis;

import static io.azulejo.models.analysis.Graphs.analyse;
import static io.azulejo.models.analysis.Graphs.analysis;
import static io.azulejo.models.analysis.Graphs.conv;
import static io.azulejo.models.analysis.Graphs.local;
import static io.azulejo.models.analysis.Graphs.node;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.models.Array;
import io.azulejo.models.Ort;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.family.Families;
import io.azulejo.models.graph.GraphBuilder;
import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
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

/** Reach, scale, size and work of whole networks; where it is cheap, against what ONNX Runtime does. */
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

    private static float[] centrePixel(Array output, int at) {
        int side = output.shape()[2];
        float[] pixel = new float[12];
        for (int i = 0; i < pixel.length; i++) {
            pixel[i] = output.values()[(i / 4 * side + at + i / 2 % 2) * side + at + i % 2];
        }
        return pixel;
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
        assertEquals(new ReceptiveField.Local(1), analysis.receptiveField());
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
        assertEquals(local(2 * 16 + 3), analysis.receptiveField());
        assertEquals(OptionalInt.of(3), analysis.scale());
    }
}
