package io.azulejo.models.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.Array;
import io.azulejo.models.ModelException;
import io.azulejo.models.Ort;
import io.azulejo.models.PlainBbcu;
import io.azulejo.models.PlainPlksr;
import io.azulejo.models.Shared;
import io.azulejo.models.Tensors;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.checkpoint.Safetensors;
import io.azulejo.models.checkpoint.StoredTensor;
import io.azulejo.models.family.Families;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that ship are the networks that were trained. */
class ShippedModelsTest {
    private static final long SEED = 21;

    @ParameterizedTest
    @CsvSource({
        "bbcu-deblock-gray, BBCU-deblock, 1, 1, 14, 447425",
        "bbcu-denoise-color, BBCU-denoise, 1, 3, 14, 448896",
        "bbcu-light-x2, BBCU-L, 2, 3, 11, 485123",
        "plksr-light-x2, PLKSR, 2, 3, 56, 352892",
        "plksr-light-x4, PLKSR, 4, 3, 56, 363296"
    })
    void theCardSaysWhatTheGraphIs(String name, String family, int scale, int channels, int radius, long parameters)
            throws Exception {
        Model model = shipped(name);
        assertEquals(family, model.card().config().get("family"));
        assertEquals(scale, model.card().scale());
        assertEquals(channels, model.card().channels());
        assertEquals(OptionalInt.of(radius), model.card().radius());
        assertEquals(OptionalLong.of(parameters), model.card().parameters());
    }

    @Test
    void areAllThatTheStoreNames() throws Exception {
        for (String name : ModelStore.shipped()) {
            assertTrue(Files.exists(card(name)), name);
            assertEquals(name, shipped(name).card().name());
        }
    }

    /** What docs/benchmarks.md has the figures for. */
    @Test
    void thoseOfThreeChannelsKeepChromaWithinTwoLevelsOfThePictures() throws Exception {
        for (String name : ModelStore.shipped()) {
            Model model = shipped(name);
            assertEquals(
                    model.card().channels() == 3 ? OptionalInt.of(2) : OptionalInt.empty(),
                    model.card().chromaMargin(),
                    name);
        }
    }

    @Test
    void theCardSpeaksOfThisProjectAlone() throws Exception {
        for (String name : ModelStore.shipped()) {
            String json = shipped(name).card().toJson();
            for (String foreign : new String[] {"shared/", "NETWORKS", "TRAINING"}) {
                assertFalse(json.contains(foreign), name + ": " + foreign);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plksr-light-x2", "plksr-light-x4"})
    void itGivesWhatPlainEvaluationGives(String name) throws Exception {
        PlksrConfig network = (PlksrConfig) network(name);
        Array picture = Array.random(SEED, 1, 3, 17, 15);
        agree(name, shipped(name), picture, new PlainPlksr(network, trained(name)).run(picture));
    }

    /** With its shifts moved away from the values that meet them, where a sign would hang on the order of a sum. */
    @ParameterizedTest
    @ValueSource(strings = {"bbcu-deblock-gray", "bbcu-denoise-color", "bbcu-light-x2"})
    void itsWeightsGiveWhatPlainEvaluationGives(String name) throws Exception {
        Network network = network(name);
        Array picture = Array.random(SEED, 1, network.channels(), 13, 11);
        Map<String, FloatTensor> weights = PlainBbcu.separated(network, trained(name), picture);
        Model model = Families.model(name, network, Tensors.checkpoint(name, weights));
        agree(name, model, picture, new PlainBbcu(network, weights).run(picture));
    }

    private static void agree(String name, Model model, Array picture, Array plain) throws Exception {
        double difference = Ort.run(model.onnx(), picture).maximumDifference(plain);
        assertTrue(difference < 1e-5, name + ", seed " + SEED + ": " + difference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bbcu-deblock-gray", "bbcu-denoise-color", "bbcu-light-x2", "plksr-light-x2", "plksr-light-x4"})
    void theToolMakesTheSameFileAgain(String name) throws Exception {
        Path weights = Shared.path("weights/" + name + ".safetensors");
        assertArrayEquals(
                shipped(name).onnx(), Release.model(weights, card(name)).onnx());
    }

    @Test
    void theToolRefusesACardOfOtherWeights() {
        Path other = Shared.path("weights/plksr-light-x4.safetensors");
        String message = assertThrows(ModelException.class, () -> Release.model(other, card("plksr-light-x2")))
                .getMessage();
        assertTrue(message.contains("080ca58d7a44"), message);
    }

    private static Path card(String name) {
        return Path.of(System.getProperty("azulejo.root", "."), "models/src/main/zoo", name + ".json");
    }

    private static Model shipped(String name) throws Exception {
        return new ModelStore(Opener.LOCAL).load(name);
    }

    private static Network network(String name) throws Exception {
        return Families.recognise(checkpoint(name), NetworkSettings.none()).network();
    }

    private static Checkpoint checkpoint(String name) throws Exception {
        byte[] file = Files.readAllBytes(Shared.path("weights/" + name + ".safetensors"));
        return Safetensors.read(ByteBuffer.wrap(file), name);
    }

    private static Map<String, FloatTensor> trained(String name) throws Exception {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (StoredTensor tensor : checkpoint(name).tensors().values()) {
            tensors.put(tensor.name(), tensor.dense());
        }
        return tensors;
    }
}
