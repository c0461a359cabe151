package io.azulejo.models.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azulejo.models.Array;
import io.azulejo.models.ModelException;
import io.azulejo.models.Ort;
import io.azulejo.models.Shared;
import io.azulejo.models.checkpoint.StoredTensor;
import io.azulejo.models.checkpoint.WeightFile;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.store.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files as PyTorch and the authors' code write them, of every container, become the networks that they hold. */
class OfficialFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyFileIsReadToItsLastTensor() throws Exception {
        return folders(folder -> {
            JsonNode json = json(folder);
            WeightFile file = open(folder, json, Optional.empty());
            assertEquals(Optional.ofNullable(json.get("key").textValue()), file.key());
            assertEquals(
                    json.get("tensors").intValue(), file.checkpoint().tensors().size());
            long numbers = 0;
            for (StoredTensor tensor : file.checkpoint().tensors().values()) {
                numbers += tensor.dense().values().remaining();
            }
            assertEquals(json.get("parameters").longValue(), numbers);
        });
    }

    @TestFactory
    Stream<DynamicTest> theNetworkGivesWhatTheAuthorsCodeGave() throws Exception {
        return folders(folder -> {
            JsonNode json = json(folder);
            for (Map.Entry<String, JsonNode> output : json.get("outputs").properties()) {
                Optional<String> key =
                        output.getKey().equals("default") ? Optional.empty() : Optional.of(output.getKey());
                WeightFile file = open(folder, json, key);
                Network network =
                        Families.recognise(file.checkpoint(), given(json)).network();
                Model model = Families.model("m", network, file.checkpoint());
                Array given = Ort.run(model.onnx(), Array.npy(folder.resolve("input.npy")));
                Array expected = Array.npy(folder.resolve(output.getValue().textValue()));
                double difference = given.maximumDifference(expected);
                System.out.printf(
                        Locale.ROOT,
                        "%s (%s): largest difference %.1e of the output's range%n",
                        folder.getFileName(),
                        output.getKey(),
                        difference / expected.range());
                assertTrue(difference <= json.get("tolerance").doubleValue(), "difference " + difference);
            }
        });
    }

    @Test
    void anotherNetworkIsRefusedByItsName() throws Exception {
        Path folder = Shared.path("fixtures/official-networks/realplksr-refused");
        WeightFile file = open(folder, json(folder), Optional.empty());
        String message = assertThrows(
                        ModelException.class, () -> Families.recognise(file.checkpoint(), NetworkSettings.none()))
                .getMessage();
        assertTrue(message.contains("RealPLKSR"), message);
    }

    @Test
    void aKeyThatIsNotThereIsAnsweredWithThoseThatAre() throws Exception {
        Path folder = Shared.path("fixtures/official-networks/file-ema-x2");
        String message = assertThrows(ModelException.class, () -> open(folder, json(folder), Optional.of("weights")))
                .getMessage();
        assertTrue(message.contains("\"weights\"") && message.contains("\"params_ema\""), message);
    }

    /** Every case that is a network of its own; a unit alone is none. */
    private static Stream<DynamicTest> folders(OnFolder test) throws Exception {
        try (Stream<Path> all = Files.list(Shared.path("fixtures/official-networks"))) {
            List<Path> cases = all.filter(Files::isDirectory).sorted().toList();
            return cases.stream()
                    .filter(folder -> !folder.getFileName().toString().matches("bbcu-unit-.*|realplksr-refused"))
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> test.accept(folder)));
        }
    }

    @FunctionalInterface
    private interface OnFolder {
        void accept(Path folder) throws Exception;
    }

    private static JsonNode json(Path folder) throws IOException {
        return JSON.readTree(folder.resolve("case.json").toFile());
    }

    private static WeightFile open(Path folder, JsonNode json, Optional<String> key) throws Exception {
        String name = json.get("checkpoint").textValue();
        return WeightFile.open(folder.resolve(name), key, name);
    }

    private static NetworkSettings given(JsonNode json) {
        Map<String, String> given = new LinkedHashMap<>();
        json.get("given")
                .properties()
                .forEach(entry -> given.put(entry.getKey(), ReferenceCase.shown(entry.getValue())));
        return new NetworkSettings(given);
    }
}
