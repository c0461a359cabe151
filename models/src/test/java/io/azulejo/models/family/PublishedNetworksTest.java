package io.azulejo.models.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.Array;
import io.azulejo.models.Ort;
import io.azulejo.models.PlainBbcu;
import io.azulejo.models.PlainPlksr;
import io.azulejo.models.Tensors;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.Network;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.models.store.Model;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks of the papers at their full size, with random weights. */
class PublishedNetworksTest {
    private static final long SEED = 29;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "family=PLKSR scale=2 | 7365324 | 310",
                "family=PLKSR scale=3 | 7373979 | 310",
                "family=PLKSR scale=4 | 7386096 | 310",
                "family=PLKSR scale=2 n_blocks=12 kernel_size=13 use_ea=false | 2349772 | 98",
                "family=PLKSR scale=3 n_blocks=12 kernel_size=13 use_ea=false | 2358427 | 98",
                "family=PLKSR scale=4 n_blocks=12 kernel_size=13 use_ea=false | 2370544 | 98",
                "family=BBCU-L scale=2 | 1376003 | 35",
                "family=BBCU-L scale=3 | 1560643 | 35",
                "family=BBCU-L scale=4 | 1523715 | 35",
                "family=BBCU-M scale=2 | 1376771 | 35",
                "family=BBCU-M scale=3 | 1562051 | 35",
                "family=BBCU-M scale=4 | 1525059 | 35",
                "family=BBCU-denoise | 671616 | 20",
                "family=BBCU-deblock | 670529 | 20",
                "family=DnCNN | 668227 | 20",
                "family=DnCNN in_nc=1 nb=17 | 555137 | 17"
            })
    void haveTheirCountOfParametersAndRadius(String settings, long parameters, int radius) throws Exception {
        Model model = random(settings);
        assertEquals(parameters, model.card().parameters().orElseThrow());
        assertEquals(radius, model.card().radius().orElseThrow());
    }

    /** The paper's tables: full-precision parameters and binary ones over 32, of SRResNet too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "family=BBCU-L scale=2 | 225027",
                "family=BBCU-L scale=3 | 409667",
                "family=BBCU-L scale=4 | 372739",
                "family=BBCU-M scale=2 | 46147",
                "family=BBCU-M scale=3 | 51907",
                "family=BBCU-M scale=4 | 50755",
                "family=BBCU-denoise | 24192",
                "family=BBCU-deblock | 23105",
                "family=BBCU-L scale=2 binary=none | 1367811",
                "family=BBCU-L scale=4 binary=none | 1515523",
                "family=BBCU-denoise binary=none | 667008"
            })
    void areWorthAsManyParametersAsThePaperSays(String settings, long equivalent) throws Exception {
        Network network = Families.build(FamilyContract.settings(settings));
        assertEquals(equivalent, network.notes().get("equivalentParameters"));
    }

    /** The paper's OPs: full-precision multiply-accumulates and binary ones over 64, for an input of 320x180. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "family=BBCU-L scale=2 | 18.55",
                "family=BBCU-L scale=4 | 79.20",
                "family=BBCU-M scale=2 | 1.82",
                "family=BBCU-M scale=4 | 3.95",
                "family=BBCU-denoise | 0.80",
                "family=BBCU-deblock | 0.66",
                "family=BBCU-L scale=2 binary=none | 85.43",
                "family=BBCU-L scale=4 binary=none | 146.14"
            })
    void takeAsMuchWorkAsThePaperSays(String settings, double billions) throws Exception {
        Model model = random(settings);
        Analysis analysis = analysis(model);
        double binary = analysis.binaryMacsPerOutputPixel();
        double full = analysis.macsPerOutputPixel() - binary;
        double pixels = 320.0 * 180 * model.card().scale() * model.card().scale();
        assertEquals(billions, (full + binary / 64) * pixels / 1e9, 0.006 + billions * 0.001);
    }

    @Test
    void storeBinaryWeightsInOneByte() throws Exception {
        assertTrue(random("family=BBCU-L scale=4").onnx().length < 2_700_000);
        assertTrue(random("family=BBCU-M scale=4").onnx().length < 1_700_000);
    }

    @Test
    void plksrGivesWhatItsDefinitionGives() throws Exception {
        PlksrConfig network = (PlksrConfig) Families.build(FamilyContract.settings("family=PLKSR scale=2"));
        Array picture = Array.random(SEED, 1, 3, 7, 6);
        Map<String, FloatTensor> weights = network.initialise(SEED);
        agree(network, weights, picture, new PlainPlksr(network, weights).run(picture));
    }

    @Test
    void bbcuGivesWhatItsDefinitionGives() throws Exception {
        Network network = Families.build(FamilyContract.settings("family=BBCU-L scale=4"));
        Array picture = Array.random(SEED, 1, 3, 8, 7);
        Map<String, FloatTensor> weights = PlainBbcu.separated(network, network.initialise(SEED), picture);
        agree(network, weights, picture, new PlainBbcu(network, weights).run(picture));
    }

    private static void agree(Network network, Map<String, FloatTensor> weights, Array picture, Array plain)
            throws Exception {
        Model model = Families.model("test", network, Tensors.checkpoint("test", weights));
        double difference = Ort.run(model.onnx(), picture).maximumDifference(plain);
        System.out.printf(
                Locale.ROOT,
                "%s x%d: %.1e of the output's range apart from plain double precision%n",
                network.family(),
                network.scale(),
                difference / plain.range());
        assertTrue(difference < 1e-5, "seed " + SEED + ": " + difference);
    }

    private static Model random(String settings) throws Exception {
        return Families.random(Families.build(FamilyContract.settings(settings)), SEED);
    }

    private static Analysis analysis(Model model) throws Exception {
        return Analysis.of(OnnxReader.read(ByteBuffer.wrap(model.onnx()), "test"));
    }
}
