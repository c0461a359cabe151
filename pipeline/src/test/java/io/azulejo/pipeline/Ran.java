package io.azulejo.pipeline;

import io.azulejo.pipeline.run.Ending;
import java.util.List;

/**
 * A run that came to its end.
 *
 * @param said the lines that a person read meanwhile
 */
public record Ran(Ending ending, List<String> said) {
    /** A number of the report. */
    public long count(String field) {
        return ((Number) ending.report().get(field)).longValue();
    }

    public String runId() {
        return (String) ending.report().get("run_id");
    }
}
