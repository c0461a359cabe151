package io.azulejo.models.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.models.Array;
import io.azulejo.models.Ort;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.onnx.OnnxWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every word computes what its definition says, in ONNX Runtime. */
class GraphBuilderTest {
    private static final float[] PIXELS = {-2, -0.5f, 0, 0.25f, 1, 3};

    @Test
    void geluIsTheExactOne() throws Exception {
        float[] expected = {-0.0455003f, -0.1542688f, 0, 0.1496766f, 0.8413447f, 2.9959502f};
        assertArrayEquals(expected, run(Map.of(), GraphBuilder::gelu), 1e-6f);
    }

    @Test
    void signIsZeroAtZero() throws Exception {
        assertArrayEquals(new float[] {-1, -1, 0, 1, 1, 1}, run(Map.of(), GraphBuilder::sign));
    }

    @Test
    void reluAndLeakyRelu() throws Exception {
        assertArrayEquals(new float[] {0, 0, 0, 0.25f, 1, 3}, run(Map.of(), GraphBuilder::relu));
        assertArrayEquals(new float[] {-0.2f, -0.05f, 0, 0.25f, 1, 3}, run(Map.of(), (g, x) -> g.leakyRelu(x, 0.1f)));
    }

    @Test
    void aBinaryConvolutionIsOfSignsTimesTheMeanMagnitudeOfEachOutputChannel() throws Exception {
        Map<String, FloatTensor> weights = Map.of(
                "w.weight",
                FloatTensor.of(new float[] {-3, 2, 0}, 3, 1, 1, 1),
                "w.bias",
                FloatTensor.of(new float[] {0, 0.5f, 1}, 3));
        assertArrayEquals(
                new float[] {6, 1.5f, 0, -0.75f, -3, -9, -3.5f, -0.5f, 0.5f, 1, 2.5f, 6.5f, 1, 1, 1, 1, 1, 1},
                run(weights, (g, x) -> g.binaryConv(x, "w")),
                1e-6f);
    }

    @Test
    void zerosCountInTheMeanMagnitude() {
        Initializers.BinaryWeights binary =
                Initializers.BinaryWeights.of(FloatTensor.of(new float[] {-0f, 3, 0, -1}, 1, 1, 2, 2));
        assertArrayEquals(new byte[] {0, 1, 0, -1}, binary.signs());
        assertArrayEquals(new float[] {1}, binary.alpha());
    }

    @Test
    void aDilatedConvolutionKeepsTheSize() throws Exception {
        Map<String, FloatTensor> weights =
                Map.of("w.weight", FloatTensor.of(new float[] {1, 0, 0, 0, 0, 0, 0, 0, 1}, 1, 1, 3, 3));
        // The picture is 2 high and 3 wide: at dilation 1 two diagonal neighbours, at dilation 2 none inside.
        assertArrayEquals(new float[] {1, 3, 0, 0, -2, -0.5f}, run(weights, (g, x) -> g.conv(x, "w")), 0);
        assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0}, run(weights, (g, x) -> g.conv(x, "w", 2)));
    }

    @Test
    void channelsArePickedInTheirOrder() throws Exception {
        Map<String, FloatTensor> weights = Map.of("w.weight", FloatTensor.of(new float[] {1, 2}, 2, 1, 1, 1));
        assertArrayEquals(
                new float[] {-4, -1, 0, 0.5f, 2, 6, -2, -0.5f, 0, 0.25f, 1, 3, -4, -1, 0, 0.5f, 2, 6},
                run(weights, (g, x) -> g.channels(g.conv(x, "w"), 1, 0, 1)));
    }

    @Test
    void preluHasASlopeForEachChannel() throws Exception {
        Map<String, FloatTensor> weights = Map.of(
                "w.weight",
                FloatTensor.of(new float[] {1, 2}, 2, 1, 1, 1),
                "slope",
                FloatTensor.of(new float[] {10, 100}, 2));
        assertArrayEquals(
                new float[] {-20, -5, 0, 0.25f, 1, 3, -400, -100, 0, 0.5f, 2, 6},
                run(weights, (g, x) -> g.prelu(g.conv(x, "w"), "slope")));
    }

    @Test
    void shiftAddsANumberToEachChannel() throws Exception {
        Map<String, FloatTensor> weights = Map.of(
                "w.weight",
                FloatTensor.of(new float[] {1, 1}, 2, 1, 1, 1),
                "a",
                FloatTensor.of(new float[] {1, -1}, 1, 2, 1, 1));
        assertArrayEquals(
                new float[] {-1, 0.5f, 1, 1.25f, 2, 4, -3, -1.5f, -1, -0.75f, 0, 2},
                run(weights, (g, x) -> g.shift(g.conv(x, "w"), "a")));
    }

    @Test
    void arithmetic() throws Exception {
        assertArrayEquals(
                new float[] {-4, -1, 0, 0.5f, 2, 6},
                run(Map.of(), (g, x) -> g.div(g.mul(g.sub(g.add(x, x), x), 4), 2)));
    }

    @Test
    void convolutionPadsWithZerosAndAddsItsBias() throws Exception {
        Map<String, FloatTensor> weights = Map.of(
                "w.weight", FloatTensor.of(new float[] {0, 0, 0, 1, 1, 1, 0, 0, 0}, 1, 1, 3, 3),
                "w.bias", FloatTensor.of(new float[] {10}, 1));
        assertArrayEquals(new float[] {7.5f, 7.5f, 9.5f, 11.25f, 14.25f, 14}, run(weights, (g, x) -> g.conv(x, "w")));
    }

    @Test
    void splitAndConcatTakeChannelsInOrder() throws Exception {
        Map<String, FloatTensor> weights = Map.of("w.weight", FloatTensor.of(new float[] {1, 2, 3}, 3, 1, 1, 1));
        float[] swapped = run(weights, (g, x) -> {
            List<Value> parts = g.split(g.conv(x, "w"), 1);
            return g.concat(parts.get(1), parts.get(0));
        });
        assertArrayEquals(new float[] {-4, -6, -2}, new float[] {swapped[0], swapped[6], swapped[12]});
    }

    @Test
    void pixelShuffleTakesRowsBeforeColumnsWithinAChannel() throws Exception {
        Map<String, FloatTensor> weights =
                Map.of("w.weight", FloatTensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 8, 1, 1, 1));
        Array y = array(weights, (g, x) -> g.pixelShuffle(g.conv(x, "w"), 2));
        assertArrayEquals(new int[] {1, 2, 4, 6}, y.shape());
        assertArrayEquals(
                new float[] {-2, -4, -6, -8}, new float[] {y.values()[0], y.values()[1], y.values()[6], y.values()[7]});
        assertEquals(-10, y.values()[24]);
    }

    @Test
    void repeatedChannelsThenShuffledAreNearestNeighbours() throws Exception {
        Array repeated = array(Map.of(), (g, x) -> g.pixelShuffle(g.repeatChannels(x, 4), 2));
        assertEquals(0, repeated.maximumDifference(array(Map.of(), (g, x) -> g.nearest(x, 2))));
    }

    @Test
    void nearestRepeatsSamples() throws Exception {
        Array y = array(Map.of(), (g, x) -> g.nearest(x, 2));
        assertArrayEquals(
                new float[] {-2, -2, -0.5f, -0.5f, 0, 0, -2, -2, -0.5f, -0.5f, 0, 0}, Arrays.copyOf(y.values(), 12));
    }

    @Test
    void bilinearHasHalfPixelCentresAndClampsAtTheBorder() throws Exception {
        Array y = array(Map.of(), (g, x) -> g.bilinear(x, 2));
        assertArrayEquals(new float[] {-2, -1.625f, -0.875f, -0.375f, -0.125f, 0}, Arrays.copyOf(y.values(), 6), 1e-6f);
    }

    private static float[] run(Map<String, FloatTensor> weights, BiFunction<GraphBuilder, Value, Value> network)
            throws Exception {
        return array(weights, network).values();
    }

    /** The network's output for one grey picture of two rows. */
    private static Array array(Map<String, FloatTensor> weights, BiFunction<GraphBuilder, Value, Value> network)
            throws Exception {
        GraphBuilder g = new GraphBuilder(weights);
        Value y = network.apply(g, g.input(1));
        return Ort.run(OnnxWriter.write(g.finish(y, 2, "test")), new Array(PIXELS, 1, 1, 2, 3));
    }
}
