package io.azulejo.models.plksr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.Array;
import io.azulejo.models.ModelException;
import io.azulejo.models.Ort;
import io.azulejo.models.PlainPlksr;
import io.azulejo.models.Tensors;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.family.Families;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.store.Model;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlksrGraphTest {
    private static final PlksrConfig SMALL = new PlksrConfig(8, 2, 2, ChannelMixer.CCM, 5, 2, false, true);

    @ParameterizedTest
    @CsvSource({
        "64, 28, 17, true, 2, 310, 7365324",
        "64, 28, 17, true, 3, 310, 7373979",
        "64, 28, 17, true, 4, 310, 7386096",
        "64, 12, 13, false, 2, 98, 2349772",
        "64, 12, 13, false, 3, 98, 2358427",
        "64, 12, 13, false, 4, 98, 2370544",
        "32, 6, 13, true, 2, 56, 352892",
        "32, 6, 13, true, 4, 56, 363296"
    })
    void publishedNetworksHaveTheirRadiusAndCountOfParameters(
            int dim, int blocks, int kernel, boolean attention, int scale, int radius, long parameters) {
        PlksrConfig config = new PlksrConfig(dim, blocks, scale, ChannelMixer.DCCM, kernel, dim / 4, false, attention);
        assertEquals(radius, config.radius());
        assertEquals(
                parameters,
                PlksrTensors.shapes(config).values().stream()
                        .mapToLong(
                                shape -> shape.stream().mapToLong(side -> side).reduce(1, (a, b) -> a * b))
                        .sum());
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        assertArrayEquals(
                Families.random(SMALL, 5).onnx(), Families.random(SMALL, 5).onnx());
        assertFalse(Arrays.equals(
                Families.random(SMALL, 5).onnx(), Families.random(SMALL, 6).onnx()));
    }

    @Test
    void aRandomNetworkHasACard() {
        Model model = Families.random(SMALL, 5);
        assertEquals(OptionalInt.of(SMALL.radius()), model.card().radius());
        assertEquals(2, model.card().scale());
        assertEquals("CCM", model.card().config().get("ccm_type"));
    }

    @Test
    void aLargeKernelOverAllChannelsNeedsNoSplit() throws Exception {
        PlksrConfig all = new PlksrConfig(4, 1, 3, ChannelMixer.ICCM, 3, 4, true, false);
        agreesWithPlainEvaluation(all);
    }

    @Test
    void aNetworkOfScaleOneHasNoShuffle() throws Exception {
        agreesWithPlainEvaluation(new PlksrConfig(4, 1, 1, ChannelMixer.DCCM, 3, 2, false, true));
    }

    private static void agreesWithPlainEvaluation(PlksrConfig config) throws Exception {
        long seed = 11;
        Array picture = Array.random(seed, 2, 3, 9, 7);
        Array plain = new PlainPlksr(config, PlksrInitialisation.draw(config, seed)).run(picture);
        double difference =
                Ort.run(Families.random(config, seed).onnx(), picture).maximumDifference(plain);
        assertTrue(difference < 1e-6, "seed " + seed + ": " + difference);
    }

    @Test
    void anOutputBatchIsTheOutputsOfItsPictures() throws Exception {
        byte[] onnx = Families.random(SMALL, 1).onnx();
        Array both = Array.random(2, 2, 3, 6, 5);
        int half = both.values().length / 2;
        Array second = new Array(Arrays.copyOfRange(both.values(), half, 2 * half), 1, 3, 6, 5);
        float[] batched = Ort.run(onnx, both).values();
        assertArrayEquals(
                Ort.run(onnx, second).values(), Arrays.copyOfRange(batched, batched.length / 2, batched.length), 1e-6f);
    }

    @Test
    void oneErrorListsAllThatIsMissingExtraOrMisshapen() {
        refused(
                tensors -> {
                    tensors.remove("feats.1.refine.bias");
                    tensors.put("feats.1.foo.weight", Tensors.zeros(1));
                    tensors.put("feats.1.refine.weight", Tensors.zeros(8, 7, 1, 1));
                },
                "feats.1.refine.bias is missing",
                "\"feats.1.foo.weight\"",
                "feats.1.refine.weight is [8, 7, 1, 1] and must be [8, 8, 1, 1]");
    }

    @Test
    void aGapInTheBlocksIsNamedWithoutCountingUpToTheLast() {
        refused(
                tensors -> tensors.keySet().removeIf(name -> name.startsWith("feats.1.")),
                "feats.2",
                "none of feats.1");
        refused(tensors -> tensors.put("feats.999999999.refine.bias", Tensors.zeros(8)), "999999999");
    }

    @Test
    void indicesThatAreNoneAreExtraTensors() {
        for (String name :
                List.of("feats.999999999.weight", "feats.-1.weight", "feats.1e3.weight", "feats.01.weight")) {
            refused(tensors -> tensors.put(name, Tensors.zeros(1)), "\"" + name + "\"");
        }
    }

    @Test
    void wrongHeadsAndTailsAreNamed() {
        refused(tensors -> tensors.put("feats.3.weight", Tensors.zeros(10, 8, 3, 3)), "feats.3.weight", "10 rows");
        refused(
                tensors -> tensors.put("feats.3.weight", Tensors.zeros(30000, 8, 3, 3)),
                "feats.3.weight",
                "30000 rows");
        refused(tensors -> tensors.remove("feats.3.weight"), "feats.3.weight");
        refused(tensors -> tensors.put("feats.0.weight", Tensors.zeros(8, 4, 3, 3)), "feats.0.weight");
        refused(tensors -> tensors.remove("feats.0.weight"), "feats.0.weight is missing");
    }

    @Test
    void wrongLargeKernelsAreNamed() {
        String name = "feats.%d.lk.conv.weight";
        refused(both(name, 2, 2, 4, 4), "kernel_size is 4");
        refused(both(name, 2, 2, 17, 15), "feats.1.lk.conv.weight");
        refused(both(name, 9, 9, 5, 5), "large kernel is 9");
    }

    @Test
    void attentionInOneBlockOnlyIsNamed() {
        refused(
                tensors -> tensors.keySet().removeIf(part -> part.startsWith("feats.2.attn")),
                "feats.2.attn.f.0.weight is missing");
    }

    @Test
    void hyperParametersOutsideTheirRangeAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new PlksrConfig(8, 1, 2, ChannelMixer.CCM, 4, 2, false, true));
        assertThrows(
                IllegalArgumentException.class, () -> new PlksrConfig(8, 1, 2, ChannelMixer.CCM, 5, 9, false, true));
        assertThrows(
                IllegalArgumentException.class, () -> new PlksrConfig(8, 1, 0, ChannelMixer.CCM, 5, 2, false, true));
    }

    @Test
    void everySplitRatioGivesItsChannelsBackAfterTruncation() {
        for (int dim = 1; dim <= 128; dim++) {
            for (int large = 1; large <= dim; large++) {
                double ratio = (double) new PlksrConfig(dim, 1, 2, ChannelMixer.CCM, 3, large, false, false)
                        .named()
                        .get("split_ratio");
                assertEquals(large, (int) (dim * ratio), large + " of " + dim);
            }
        }
    }

    private static Consumer<Map<String, FloatTensor>> both(String name, int... shape) {
        return tensors -> {
            for (int block = 1; block <= 2; block++) {
                tensors.put(name.formatted(block), Tensors.zeros(shape));
            }
        };
    }

    /** A right checkpoint, harmed, is refused with one line that names what is wrong. */
    private static void refused(Consumer<Map<String, FloatTensor>> harm, String... named) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>(PlksrInitialisation.draw(SMALL, 3));
        harm.accept(tensors);
        String message = assertThrows(
                        ModelException.class,
                        () -> Families.recognise(Tensors.checkpoint("weights.pth", tensors), NetworkSettings.none()))
                .getMessage();
        assertTrue(message.startsWith("weights.pth is not a PLKSR network: "), message);
        assertTrue(message.lines().count() == 1, message);
        for (String part : named) {
            assertTrue(message.contains(part), message + " must name " + part);
        }
    }
}
