package io.azulejo.pipeline.request;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One {@code restore}, in the person's own words; {@link io.azulejo.pipeline.restore.Preparation} checks them.
 *
 * @param input folder, glob or file
 * @param output where the table goes
 * @param model shipped name, path or URI
 * @param reference folder, glob or file to measure against; null for none
 * @param files folder for the restored files; null for none
 * @param metrics by name; empty for all that there are
 * @param device {@code auto}, {@code cpu}, …
 * @param tile side of a window; 0 fits it to the picture
 * @param halo {@code card}, {@code exact} or a number
 * @param format {@code same} or a format's name
 * @param quality 1..100 of lossy formats; 0 where none is asked for
 * @param strip whether metadata is dropped, but for the colour profile, the mark, and who made and owns the picture
 * @param mark {@code iptc} or {@code none}
 * @param dpi {@code scale}, {@code keep} or pixels per inch
 * @param maxFailed failures that are allowed; more end with exit code 3
 * @param limits what one picture may cost
 * @param commitMegapixels output of one commit
 * @param limit pictures that this run takes up at most; 0 for all
 * @param sample pictures that stand for the whole input; 0 for the input itself
 */
public record RestoreRequest(
        String input,
        String output,
        String model,
        String reference,
        String files,
        List<String> metrics,
        String device,
        int tile,
        String halo,
        String format,
        int quality,
        boolean strip,
        String mark,
        String dpi,
        MaxFailed maxFailed,
        Limits limits,
        long commitMegapixels,
        int limit,
        int sample)
        implements Serializable {

    /** What the command line asks for where nothing but these is given, on the processor. */
    public static RestoreRequest of(String input, String output, String model) {
        return new RestoreRequest(
                input,
                output,
                model,
                null,
                null,
                List.of(),
                "cpu",
                0,
                "card",
                "same",
                0,
                false,
                "iptc",
                "scale",
                MaxFailed.NONE,
                Limits.DEFAULT,
                500,
                0,
                0);
    }

    /** The same with the metrics that its references allow. */
    public RestoreRequest withMetrics(List<String> others) {
        return new RestoreRequest(
                input,
                output,
                model,
                reference,
                files,
                others,
                device,
                tile,
                halo,
                format,
                quality,
                strip,
                mark,
                dpi,
                maxFailed,
                limits,
                commitMegapixels,
                limit,
                sample);
    }

    /** As {@code started.json} records it. */
    public Map<String, Object> words() {
        Map<String, Object> words = new TreeMap<>();
        words.put("input", input);
        words.put("output", output);
        words.put("model", model);
        words.put("reference", reference == null ? "none" : reference);
        words.put("files", files == null ? "none" : files);
        words.put("metrics", metrics);
        words.put("device", device);
        words.put("tile", tile == 0 ? "auto" : tile);
        words.put("halo", halo);
        words.put("format", format);
        words.put("quality", quality == 0 ? "default" : quality);
        words.put("strip", strip);
        words.put("mark", mark);
        words.put("dpi", dpi);
        words.put("max_failed", maxFailed);
        words.put("limits", limits);
        words.put("commit_megapixels", commitMegapixels);
        words.put("limit", limit == 0 ? "none" : limit);
        words.put("sample", sample == 0 ? "none" : sample);
        return words;
    }
}
