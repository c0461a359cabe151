package io.azulejo.pipeline;

import io.azulejo.pipeline.run.RunResult;
import io.azulejo.pipeline.table.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run that came to its end.
 *
 * @param said the lines that a person read meanwhile
 */
public record Ran(RunResult ending, List<String> said) {
    /** A number of the report. */
    public long count(String field) {
        return ((Number) ending.report().get(field)).longValue();
    }

    /** What was said of the input, and not how far the run was. */
    public List<String> notes() {
        return said.stream()
                .filter(line -> !line.contains(" run " + runId() + ": "))
                .toList();
    }

    public String runId() {
        return (String) ending.report().get("run_id");
    }

    /** The object of {@code --json} as a program reads it. */
    public Map<Object, Object> json() throws IOException {
        Map<?, ?> json = Json.read(Json.line(ending.report()).getBytes(StandardCharsets.UTF_8), Map.class);
        return new TreeMap<>(json);
    }

    /** The record {@code started} or {@code ended} of this run. */
    public Map<Object, Object> record(Path output, String name) throws IOException {
        Path file = output.resolve("_runs/%s/%s.json".formatted(runId(), name));
        Map<?, ?> json = Json.read(Files.readAllBytes(file), Map.class);
        return new TreeMap<>(json);
    }
}
