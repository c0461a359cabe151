package io.azulejo.pipeline.request;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One {@code measure}, in the person's own words.
 *
 * @param input folder, glob or file of pictures, or an OUTPUT of restore
 * @param output where the table goes
 * @param reference folder, glob or file to measure against
 * @param metrics by name; empty for all that there are
 * @param crop pixels cut off every side; -1 for the scale of the run that made the input, else 0
 * @param maxFailed failures that are allowed; more end with exit code 3
 * @param limits what one picture may cost
 */
public record MeasureRequest(
        String input,
        String output,
        String reference,
        List<String> metrics,
        int crop,
        MaxFailed maxFailed,
        Limits limits)
        implements Serializable {

    /** As {@code started.json} records it. */
    public Map<String, Object> words() {
        Map<String, Object> words = new TreeMap<>();
        words.put("input", input);
        words.put("output", output);
        words.put("reference", reference);
        words.put("metrics", metrics);
        words.put("crop", crop < 0 ? "default" : crop);
        words.put("max_failed", maxFailed);
        words.put("limits", limits);
        return words;
    }
}
