package io.azulejo.models.plksr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azulejo.models.Array;
import io.azulejo.models.Ort;
import io.azulejo.models.Shared;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.checkpoint.Safetensors;
import io.azulejo.models.checkpoint.StoredTensor;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.store.Model;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The networks give what the authors' own code gave for the same weights and picture. */
class ReferenceCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those whose file is about another reader than ours. */
    private static final Set<String> CONTAINERS = Set.of("safetensors", "zip");

    @TestFactory
    Stream<DynamicTest> inOnnxRuntime() throws IOException {
        return cases().map(reference -> DynamicTest.dynamicTest(reference.name(), () -> {
            Model model = Plksr.of(reference.name(), reference.checkpoint(), reference.identity());
            Array output = Ort.run(model.onnx(), reference.array("input.npy"));
            double difference = output.maximumDifference(reference.array("output.npy"));
            assertTrue(difference <= reference.tolerance(), "difference " + difference);
        }));
    }

    @TestFactory
    Stream<DynamicTest> inPlainDoublePrecision() throws IOException {
        return cases().map(reference -> DynamicTest.dynamicTest(reference.name(), () -> {
            Checkpoint checkpoint = reference.checkpoint();
            PlksrConfig config = Recognition.of(checkpoint, reference.identity());
            Array output = new PlainPlksr(config, dense(checkpoint)).run(reference.array("input.npy"));
            double difference = output.maximumDifference(reference.array("output.npy"));
            assertTrue(difference <= reference.tolerance(), "difference " + difference);
        }));
    }

    @TestFactory
    Stream<DynamicTest> hyperParametersAreReadOffNamesAndShapes() throws IOException {
        return cases().map(reference -> DynamicTest.dynamicTest(reference.name(), () -> {
            PlksrConfig config = Recognition.of(reference.checkpoint(), reference.identity());
            JsonNode stated = reference.json.get("config");
            assertEquals(stated.get("dim").intValue(), config.dim());
            assertEquals(stated.get("n_blocks").intValue(), config.blocks());
            assertEquals(stated.get("upscaling_factor").intValue(), config.scale());
            assertEquals(stated.get("ccm_type").textValue(), config.mixer().name());
            assertEquals((int) (config.dim() * stated.get("split_ratio").doubleValue()), config.largeChannels());
            assertEquals(config.largeChannels(), (int)
                    (config.dim() * (double) config.named().get("split_ratio")));
            assertEquals(stated.path("use_ea").asBoolean(true), config.attention());
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyStoredNumberIsCounted() throws IOException {
        return cases().map(reference -> DynamicTest.dynamicTest(reference.name(), () -> {
            Model model = Plksr.of(reference.name(), reference.checkpoint(), reference.identity());
            Analysis analysis = Analysis.of(OnnxReader.read(ByteBuffer.wrap(model.onnx()), "test"));
            assertEquals(reference.json.get("parameters").longValue(), analysis.parameters());
        }));
    }

    @Test
    void coverEveryMixerWithAndWithoutAttentionAndIdentity() throws IOException {
        Set<String> names = Set.copyOf(cases().map(Case::name).toList());
        assertTrue(
                names.containsAll(List.of(
                        "plksr-dccm-x2",
                        "plksr-dccm-noea-x3",
                        "plksr-ccm-x4",
                        "plksr-ccm-noea-x2",
                        "plksr-iccm-x3",
                        "plksr-idt-x2",
                        "plksr-idt-merged-x2",
                        "plksr-wide-x2",
                        "file-safetensors-x2",
                        "file-safetensors-mixed-x3")),
                names.toString());
    }

    static Map<String, FloatTensor> dense(Checkpoint checkpoint) throws Exception {
        Map<String, FloatTensor> dense = new LinkedHashMap<>();
        for (StoredTensor tensor : checkpoint.tensors().values()) {
            dense.put(tensor.name(), tensor.dense());
        }
        return dense;
    }

    private static Stream<Case> cases() throws IOException {
        Path folder = Shared.path("fixtures/official-networks");
        try (Stream<Path> folders = Files.list(folder)) {
            List<Path> all = folders.filter(Files::isDirectory).sorted().toList();
            Stream.Builder<Case> cases = Stream.builder();
            for (Path path : all) {
                Case found =
                        new Case(path, JSON.readTree(path.resolve("case.json").toFile()));
                if (found.isDensePlksr()) {
                    cases.add(found);
                }
            }
            return cases.build();
        }
    }

    private record Case(Path folder, JsonNode json) {
        String name() {
            return folder.getFileName().toString();
        }

        boolean isDensePlksr() {
            boolean trusted = name().startsWith("plksr-")
                    || json.get("container").textValue().equals("safetensors");
            return json.get("family").textValue().equals("PLKSR")
                    && json.get("expect").textValue().equals("agree")
                    && trusted
                    && CONTAINERS.contains(json.get("container").textValue())
                    && (json.get("config").path("lk_type").asText("PLK").equals("PLK")
                            || json.get("given").path("merged").asBoolean());
        }

        boolean identity() {
            JsonNode given = json.get("given");
            return given.path("with_idt").asBoolean() && !given.path("merged").asBoolean();
        }

        double tolerance() {
            return json.get("tolerance").doubleValue();
        }

        Checkpoint checkpoint() throws Exception {
            Path file = folder.resolve(json.get("checkpoint").textValue());
            return json.get("container").textValue().equals("zip")
                    ? StoredPth.read(file)
                    : Safetensors.read(ByteBuffer.wrap(Files.readAllBytes(file)), file.toString());
        }

        Array array(String file) throws IOException {
            return Array.npy(folder.resolve(file));
        }
    }
}
