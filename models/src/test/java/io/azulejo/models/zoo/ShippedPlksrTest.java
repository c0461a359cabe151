package io.azulejo.models.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.Array;
import io.azulejo.models.ModelException;
import io.azulejo.models.Ort;
import io.azulejo.models.PlainPlksr;
import io.azulejo.models.Shared;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.checkpoint.Safetensors;
import io.azulejo.models.checkpoint.StoredTensor;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The file that ships is the network that was trained. */
class ShippedPlksrTest {
    private static final String NAME = "plksr-light-x2";
    private static final PlksrConfig CONFIG = new PlksrConfig(32, 6, 2, ChannelMixer.DCCM, 13, 8, false, true);
    private static final Path CARD =
            Path.of(System.getProperty("azulejo.root", "."), "models/src/main/zoo", NAME + ".json");

    @Test
    void itsCardSaysWhatTheGraphIs() throws Exception {
        Model model = shipped();
        assertEquals(OptionalInt.of(56), model.card().radius());
        assertEquals(OptionalLong.of(352_892), model.card().parameters());
        assertEquals(CONFIG.named(), model.card().config());
    }

    @Test
    void itsCardSpeaksOfThisProjectAlone() throws Exception {
        String json = shipped().card().toJson();
        for (String foreign : new String[] {"shared/", "NETWORKS", "TRAINING"}) {
            assertFalse(json.contains(foreign), foreign);
        }
    }

    @Test
    void itsTensorsAreThoseThatWereTrained() throws Exception {
        Map<String, float[]> shipped = new HashMap<>();
        for (Tensor tensor :
                OnnxReader.read(ByteBuffer.wrap(shipped().onnx()), NAME).graph().initializers()) {
            tensor.toFloats().ifPresent(values -> shipped.put(tensor.name(), values));
        }
        Map<String, FloatTensor> trained = trained();
        assertEquals(64, trained.size());
        for (Map.Entry<String, FloatTensor> tensor : trained.entrySet()) {
            assertArrayEquals(tensor.getValue().toArray(), shipped.get(tensor.getKey()), tensor.getKey());
        }
    }

    @Test
    void itGivesWhatPlainEvaluationGives() throws Exception {
        long seed = 21;
        Array picture = Array.random(seed, 1, 3, 17, 15);
        Array plain = new PlainPlksr(CONFIG, trained()).run(picture);
        double difference = Ort.run(shipped().onnx(), picture).maximumDifference(plain);
        assertTrue(difference < 1e-5, "seed " + seed + ": " + difference);
    }

    @Test
    void theToolMakesTheSameFileAgain() throws Exception {
        Path weights = Shared.path("weights/" + NAME + ".safetensors");
        Model again = Release.model(weights, CARD);
        assertArrayEquals(shipped().withCard(again.card()).onnx(), again.onnx());
    }

    @Test
    void theToolRefusesACardOfOtherWeights() {
        Path other = Shared.path("weights/plksr-light-x4.safetensors");
        String message = assertThrows(ModelException.class, () -> Release.model(other, CARD))
                .getMessage();
        assertTrue(message.contains("080ca58d7a44"), message);
    }

    private static Model shipped() throws Exception {
        return new ModelStore(Opener.LOCAL).load(NAME);
    }

    private static Map<String, FloatTensor> trained() throws Exception {
        byte[] file = Files.readAllBytes(Shared.path("weights/" + NAME + ".safetensors"));
        Checkpoint checkpoint = Safetensors.read(ByteBuffer.wrap(file), NAME);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (StoredTensor tensor : checkpoint.tensors().values()) {
            tensors.put(tensor.name(), tensor.dense());
        }
        return tensors;
    }
}
