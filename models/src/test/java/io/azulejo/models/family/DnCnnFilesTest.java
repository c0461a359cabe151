package io.azulejo.models.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.Array;
import io.azulejo.models.ModelException;
import io.azulejo.models.Ort;
import io.azulejo.models.PlainDnCnn;
import io.azulejo.models.Tensors;
import io.azulejo.models.Trained;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.store.Model;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DnCNN as its ports write it down, and the networks that have the same tensors and are none. */
class DnCnnFilesTest {
    private static final long SEED = 31;
    private static final String PLAIN = "family=DnCNN nc=6 nb=4";
    private static final String NORMALISED = "family=DnCNN nc=6 nb=4 in_nc=1 act_mode=BR";

    @Test
    void whatAFileDoesNotShowIsAssumedAndSaid() throws Exception {
        assertEquals(
                Map.of("act_mode", "R", "sigma", "unknown"),
                recognised(weights(PLAIN)).assumed());
    }

    @ParameterizedTest
    @CsvSource({"all, 1e-4", "head, 1e-4", "none, 1e-5"})
    void theEpsilonOfEachPortIsAssumed(String bias, double eps) throws Exception {
        Recognised found = recognised(weights(NORMALISED + " bias=" + bias));
        assertEquals(eps, found.assumed().get("eps"));
        assertEquals(eps, found.network().named().get("eps"));
    }

    /** Not in the contract's list: a file whose only bias is missing is a right one of a network without. */
    @Test
    void aNetworkWhoseHeadAloneHasABiasGivesWhatItsDefinitionGives() throws Exception {
        Map<String, FloatTensor> weights = Trained.statistics(weights(NORMALISED + " bias=head sequence=dncnn"), SEED);
        Network network = recognised(weights).network();
        Array picture = Array.random(SEED, 1, 1, 6, 7);
        Model model = Families.model("m", network, Tensors.checkpoint("w.pth", weights));
        double difference =
                Ort.run(model.onnx(), picture).maximumDifference(new PlainDnCnn(network, weights).run(picture));
        assertTrue(difference < 1e-5, "seed " + SEED + ": " + difference);
    }

    /** The nearest of the binary networks, which numbers its layers one after the other and runs on k times the picture. */
    @Test
    void withoutNormalisationItIsTheBinaryNetworkWithNothingBinary() throws Exception {
        Network binary =
                Families.build(FamilyContract.settings("family=BBCU-deblock in_nc=3 nc=6 nb=4 binary=none k=1"));
        Map<String, FloatTensor> weights = Trained.statistics(weights(PLAIN), SEED);
        Map<String, FloatTensor> renumbered = new LinkedHashMap<>();
        weights.forEach((name, tensor) ->
                renumbered.put(name.replace("model.4.", "model.3.").replace("model.6.", "model.4."), tensor));
        Array picture = Array.random(SEED, 1, 3, 6, 7);
        Array ours = run(recognised(weights).network(), weights, picture);
        double difference = ours.maximumDifference(run(binary, renumbered, picture));
        assertTrue(difference < 1e-6, "seed " + SEED + ": " + difference);
    }

    @Test
    void countersOfTrainingAreNoWeights() throws Exception {
        Map<String, FloatTensor> weights = weights(NORMALISED);
        weights.put("model.3.num_batches_tracked", Tensors.zeros());
        assertEquals(
                recognised(weights(NORMALISED)).network(), recognised(weights).network());
    }

    @Test
    void theNoiseThatItWasTrainedOnIsInItsCard() throws Exception {
        Map<String, FloatTensor> weights = weights(PLAIN);
        assertEquals("Gaussian noise, sigma 25", degradation(recognised(weights, "sigma=25"), weights));
        assertEquals(
                "noise of a strength that the file of weights does not say", degradation(recognised(weights), weights));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 5, FDnCNN",
        "4, 3, 5, FDnCNN",
        "5, 4, 5, FFDNet",
        "13, 12, 5, FFDNet",
        "19, 48, 5, SRMD",
        "18, 12, 5, SRMD",
        "1, 1, 7, IRCNN",
        "3, 3, 7, IRCNN"
    })
    void aNetworkOfTheSameTensorsIsCalledByItsName(int in, int out, int layers, String network) {
        refused(sequence(in, out, layers), "looks like " + network, "export it as ONNX", "azulejo models adopt");
    }

    @Test
    void sevenConvolutionsAreADnCnnWhereTheUserSaysSo() throws Exception {
        assertEquals(7, recognised(sequence(3, 3, 7), "nb=7").network().named().get("nb"));
        refused(sequence(3, 3, 7), FamilyContract.settings("nb=8"), "--set nb=8", "the file shows 7");
    }

    @Test
    void otherNumbersOfChannelsAreNamed() {
        refused(sequence(3, 1, 5), "takes 3 channels", "gives 1");
        refused(sequence(2, 2, 5), "takes 2 channels");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                PLAIN + " | act_mode=BR",
                NORMALISED + " | act_mode=R",
                NORMALISED + " | eps=0",
                PLAIN + " | sigma=much",
                PLAIN + " | merged=true",
                PLAIN + " | eps=0.1",
                PLAIN + " | nc=64",
                PLAIN + " | bias=none"
            })
    void aWrongSettingIsNamed(String network, String setting) throws Exception {
        refused(weights(network), FamilyContract.settings(setting), "--set " + setting);
    }

    @Test
    void aVarianceBelowZeroIsNone() throws Exception {
        Map<String, FloatTensor> weights = weights(NORMALISED);
        weights.put("model.6.running_var", FloatTensor.of(new float[] {1, 1, -1, 1, 1, 1}, 6));
        Network network = recognised(weights).network();
        String message = assertThrows(
                        ModelException.class, () -> Families.model("m", network, Tensors.checkpoint("w.pth", weights)))
                .getMessage();
        assertTrue(message.contains("\"model.6.running_var\" holds the variance -1.0"), message);
    }

    /** Its statistics are the picture's, so it would see the whole of it. */
    @Test
    void instanceNormalisationIsNotTakenForThatOfBatches() throws Exception {
        Map<String, FloatTensor> weights = weights(NORMALISED);
        weights.keySet().removeIf(name -> name.contains(".running_"));
        refused(weights, "model.3.running_mean is missing");
    }

    @Test
    void aLayerFarBeyondTheOthersIsNamedWithoutCountingUpToIt() throws Exception {
        Map<String, FloatTensor> weights = weights(PLAIN);
        weights.put("model.999999999.weight", Tensors.zeros(3, 6, 3, 3));
        refused(weights, "model.999999999");
    }

    /** A sequence of convolutions with an activation after each but the last, as KAIR numbers it. */
    private static Map<String, FloatTensor> sequence(int in, int out, int layers) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (int layer = 0; layer < layers; layer++) {
            int from = layer == 0 ? in : 6;
            int to = layer == layers - 1 ? out : 6;
            weights.put("model.%d.weight".formatted(2 * layer), Tensors.zeros(to, from, 3, 3));
            weights.put("model.%d.bias".formatted(2 * layer), Tensors.zeros(to));
        }
        return weights;
    }

    private static Map<String, FloatTensor> weights(String line) throws ModelException {
        return new LinkedHashMap<>(Families.build(FamilyContract.settings(line)).initialise(SEED));
    }

    private static Recognised recognised(Map<String, FloatTensor> weights, String... settings) throws ModelException {
        NetworkSettings given =
                settings.length == 0 ? NetworkSettings.none() : FamilyContract.settings(String.join(" ", settings));
        return Families.recognise(Tensors.checkpoint("w.pth", weights), given);
    }

    private static Array run(Network network, Map<String, FloatTensor> weights, Array picture) throws Exception {
        return Ort.run(
                Families.model("m", network, Tensors.checkpoint("w.pth", weights))
                        .onnx(),
                picture);
    }

    private static String degradation(Recognised found, Map<String, FloatTensor> weights) throws ModelException {
        return Families.model("m", found.network(), Tensors.checkpoint("w.pth", weights))
                .card()
                .degradation()
                .orElseThrow();
    }

    private static void refused(Map<String, FloatTensor> weights, String... named) {
        refused(weights, NetworkSettings.none(), named);
    }

    private static void refused(Map<String, FloatTensor> weights, NetworkSettings settings, String... named) {
        String message = assertThrows(
                        ModelException.class, () -> Families.recognise(Tensors.checkpoint("w.pth", weights), settings))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        Arrays.stream(named).forEach(words -> assertTrue(message.contains(words), message));
    }
}
