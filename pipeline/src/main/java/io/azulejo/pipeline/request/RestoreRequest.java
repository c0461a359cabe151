package io.azulejo.pipeline.request;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

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
 * @param verify whether every input that has a row is read again and compared with it
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
        boolean verify,
        int sample)
        implements Serializable {

    /** What the command line asks for where nothing but these is given, on the processor. */
    public static RestoreRequest of(String input, String output, String model) {
        return new Draft(input, output, model).request();
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
        words.put("verify", verify);
        words.put("sample", sample == 0 ? "none" : sample);
        return words;
    }

    public RestoreRequest withModel(String value) {
        return with(draft -> draft.model = value);
    }

    public RestoreRequest withReference(String value) {
        return with(draft -> draft.reference = value);
    }

    public RestoreRequest withFiles(String value) {
        return with(draft -> draft.files = value);
    }

    public RestoreRequest withMetrics(List<String> value) {
        return with(draft -> draft.metrics = value);
    }

    public RestoreRequest withDevice(String value) {
        return with(draft -> draft.device = value);
    }

    public RestoreRequest withTile(int value) {
        return with(draft -> draft.tile = value);
    }

    public RestoreRequest withHalo(String value) {
        return with(draft -> draft.halo = value);
    }

    public RestoreRequest withFormat(String value) {
        return with(draft -> draft.format = value);
    }

    public RestoreRequest withQuality(int value) {
        return with(draft -> draft.quality = value);
    }

    public RestoreRequest withStrip(boolean value) {
        return with(draft -> draft.strip = value);
    }

    public RestoreRequest withMark(String value) {
        return with(draft -> draft.mark = value);
    }

    public RestoreRequest withDpi(String value) {
        return with(draft -> draft.dpi = value);
    }

    public RestoreRequest withMaxFailed(MaxFailed value) {
        return with(draft -> draft.maxFailed = value);
    }

    public RestoreRequest withLimits(Limits value) {
        return with(draft -> draft.limits = value);
    }

    public RestoreRequest withCommitMegapixels(long value) {
        return with(draft -> draft.commitMegapixels = value);
    }

    public RestoreRequest withLimit(int value) {
        return with(draft -> draft.limit = value);
    }

    public RestoreRequest withVerify(boolean value) {
        return with(draft -> draft.verify = value);
    }

    public RestoreRequest withSample(int value) {
        return with(draft -> draft.sample = value);
    }

    private RestoreRequest with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** A request while its words are set. */
    private static final class Draft {
        private final String input;
        private final String output;
        private String model;
        private String reference;
        private String files;
        private List<String> metrics = List.of();
        private String device = "cpu";
        private int tile;
        private String halo = "card";
        private String format = "same";
        private int quality;
        private boolean strip;
        private String mark = "iptc";
        private String dpi = "scale";
        private MaxFailed maxFailed = MaxFailed.NONE;
        private Limits limits = Limits.DEFAULT;
        private long commitMegapixels = 500;
        private int limit;
        private boolean verify;
        private int sample;

        Draft(String input, String output, String model) {
            this.input = input;
            this.output = output;
            this.model = model;
        }

        Draft(RestoreRequest before) {
            this(before.input, before.output, before.model);
            reference = before.reference;
            files = before.files;
            metrics = before.metrics;
            device = before.device;
            tile = before.tile;
            halo = before.halo;
            format = before.format;
            quality = before.quality;
            strip = before.strip;
            mark = before.mark;
            dpi = before.dpi;
            maxFailed = before.maxFailed;
            limits = before.limits;
            commitMegapixels = before.commitMegapixels;
            limit = before.limit;
            verify = before.verify;
            sample = before.sample;
        }

        RestoreRequest request() {
            return new RestoreRequest(
                    input,
                    output,
                    model,
                    reference,
                    files,
                    metrics,
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
                    verify,
                    sample);
        }
    }
}
