package io.azulejo.models.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azulejo.models.Array;
import io.azulejo.models.Shared;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.checkpoint.StoredTensor;
import io.azulejo.models.checkpoint.WeightFile;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.NetworkSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One network of the authors' code with its weights, a picture, and what their code made of it. */
public record ReferenceCase(Path folder, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those whose file is about the network and not about another reader than ours. */
    public static Stream<ReferenceCase> networks() throws IOException {
        return all().stream()
                .filter(found -> found.text("expect").equals("agree")
                        && !found.text("family").contains("unit"))
                .filter(found -> !found.name().startsWith("file-")
                        || found.text("container").equals("safetensors"));
    }

    /** The one case of a name. */
    public static ReferenceCase of(String name) throws IOException {
        return all().stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<ReferenceCase> all() throws IOException {
        try (Stream<Path> folders = Files.list(Shared.path("fixtures/official-networks"))) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(ReferenceCase::read)
                    .toList();
        }
    }

    private static ReferenceCase read(Path folder) {
        try {
            return new ReferenceCase(
                    folder, JSON.readTree(folder.resolve("case.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return folder.getFileName().toString();
    }

    public String text(String field) {
        return json.get(field).textValue();
    }

    public double tolerance() {
        return json.get("tolerance").doubleValue();
    }

    /** What the file does not show, as a user gives it. */
    public NetworkSettings given() {
        Map<String, String> given = new LinkedHashMap<>();
        json.get("given").properties().forEach(entry -> given.put(entry.getKey(), shown(entry.getValue())));
        return new NetworkSettings(given);
    }

    static String shown(JsonNode value) {
        return value.isArray() ? value.toString().replaceAll("[\\[\\] ]", "") : value.asText();
    }

    public Recognised recognised() throws Exception {
        return Families.recognise(checkpoint(), given());
    }

    public Checkpoint checkpoint() throws Exception {
        Path file = folder.resolve(text("checkpoint"));
        return WeightFile.open(file, Optional.empty(), file.toString()).checkpoint();
    }

    public Map<String, FloatTensor> dense() throws Exception {
        Map<String, FloatTensor> dense = new LinkedHashMap<>();
        for (StoredTensor tensor : checkpoint().tensors().values()) {
            dense.put(tensor.name(), tensor.dense());
        }
        return dense;
    }

    public Array input() throws IOException {
        return Array.npy(folder.resolve("input.npy"));
    }

    public Array output() throws IOException {
        return Array.npy(folder.resolve("output.npy"));
    }
}
