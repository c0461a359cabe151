package io.azulejo.models.store;

import io.azulejo.models.ModelException;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.analysis.ReceptiveField;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Halo;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.onnx.OnnxReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person wants to know of a model: its card and its graph. Immutable.
 *
 * @param model that is described
 * @param analysis of its graph
 */
public record ModelDescription(Model model, Analysis analysis) {
    private static final String EQUIVALENT = "equivalentParameters";
    private static final String ROW = "%-24s %-18s %5s %12s %10s %8s %6s";

    /**
     * Describes a model.
     *
     * @throws ModelException if its bytes are no ONNX model
     */
    public static ModelDescription of(Model model) throws ModelException {
        return new ModelDescription(model, Analysis.of(OnnxReader.read(ByteBuffer.wrap(model.onnx()), model.name())));
    }

    /** The heads of {@link #row()}. */
    public static String rowHeads() {
        return ROW.formatted("name", "task", "scale", "parameters", "MACs/px", "radius", "halo");
    }

    /** One line for a list of models, in the columns of {@link #rowHeads()}. */
    public String row() {
        Card card = model.card();
        return ROW.formatted(
                model.name(),
                card.task(),
                "x" + card.scale(),
                count(parameters()),
                counted() ? count(Math.round(analysis.macsPerOutputPixel())) : "-",
                reach(),
                card.halo().map(halo -> Integer.toString(halo.value())).orElse("-"));
    }

    /** Everything, one fact a line: what it is, what it costs, what it is made of, then the rest of its card. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        facts().forEach((name, fact) -> lines.add("%-16s %s".formatted(name, fact)));
        return lines;
    }

    /** The same as values for JSON. */
    public Map<String, Object> fields() {
        Card card = model.card();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", model.name());
        fields.put("task", card.task());
        fields.put("scale", card.scale());
        fields.put("channels", card.channels());
        fields.put("parameters", parameters());
        equivalent().ifPresent(equivalent -> fields.put("equivalent_parameters", equivalent));
        if (counted()) {
            fields.put("macs_per_output_pixel", analysis.macsPerOutputPixel());
            fields.put("binary_macs_per_output_pixel", analysis.binaryMacsPerOutputPixel());
        }
        fields.put("radius", reach());
        card.halo().ifPresent(halo -> fields.put("halo", halo.value()));
        card.bytesPerPixel().ifPresent(bytes -> fields.put("bytes_per_pixel", bytes));
        fields.put("file_bytes", model.onnx().length);
        fields.put("model_sha256", model.sha256());
        fields.put("operators", analysis.operators());
        fields.put("card", card.toFields());
        return fields;
    }

    private Map<String, String> facts() {
        Card card = model.card();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("name", model.name());
        facts.put("task", "%s, x%d, %s".formatted(card.task(), card.scale(), card.channels() == 1 ? "grey" : "RGB"));
        sizes(card.sizes()).ifPresent(text -> facts.put("takes", text));
        facts.put(
                "parameters",
                count(parameters()) + equivalent().map(ModelDescription::worth).orElse(""));
        facts.put("work", work());
        facts.put("radius", radius());
        String uncalibrated = card.radius().isPresent() ? "not calibrated; the radius is used" : "none";
        facts.put("halo", card.halo().map(ModelDescription::shown).orElse(uncalibrated));
        card.chromaMargin()
                .ifPresent(levels -> facts.put(
                        "chroma",
                        "within that of the 3x3 input pixels around, and %d levels of 8 bits".formatted(levels)));
        card.bytesPerPixel().ifPresent(bytes -> facts.put("memory", count(bytes) + " bytes an input pixel"));
        facts.put("file", count(model.onnx().length) + " bytes, SHA-256 " + model.sha256());
        facts.put(
                "operators",
                analysis.operators().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ")));
        facts.put("mark", card.mark());
        card.sha256().ifPresent(sum -> facts.put("weights", "SHA-256 " + sum));
        putUnlessEmpty(facts, "config", card.config());
        card.degradation().ifPresent(text -> facts.put("made for", text));
        card.measured().forEach((set, figures) -> facts.put("on " + set, shown(figures)));
        card.protocol().ifPresent(text -> facts.put("measured by", text));
        card.training().forEach((name, value) -> facts.put("training " + name, shown(value)));
        card.licence().ifPresent(text -> facts.put("licence", text));
        card.adopted().forEach((name, value) -> facts.put("adopted " + name, shown(value)));
        card.other().forEach((name, value) -> {
            if (!name.equals(EQUIVALENT)) {
                facts.putIfAbsent(name, shown(value));
            }
        });
        facts.replaceAll((name, fact) -> fact.lines().collect(Collectors.joining(" ")));
        return facts;
    }

    private static Optional<String> sizes(Sizes sizes) {
        List<String> words = new ArrayList<>();
        if (sizes.fixed()) {
            words.add("windows of %dx%d only; smaller pictures are padded by their edges"
                    .formatted(sizes.width(), sizes.height()));
        }
        if (sizes.multiple() > 1) {
            words.add("sides of multiples of %d; others are padded by their edges".formatted(sizes.multiple()));
        }
        if (sizes.batch() > 0) {
            words.add("%d in a run".formatted(sizes.batch()));
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }

    /** Stored numbers of the weights; where the card does not say, of the graph. */
    private long parameters() {
        return model.card().parameters().orElse(analysis.parameters());
    }

    private Optional<Long> equivalent() {
        return model.card().other().get(EQUIVALENT) instanceof Number number
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    private static String worth(long equivalent) {
        return " stored; worth %s where a binary weight counts as one bit of 32".formatted(count(equivalent));
    }

    /** A number of pixels, or a word for why there is none. */
    private Object reach() {
        if (model.card().radius().isPresent()) {
            return model.card().radius().getAsInt();
        }
        return analysis.receptiveField() instanceof ReceptiveField.Unknown ? "unknown" : "global";
    }

    /** Whether the graph could be followed to its end, so that all of its work was seen. */
    private boolean counted() {
        return analysis.scale().isPresent();
    }

    private String work() {
        if (!counted()) {
            return "not counted: the graph cannot be followed to its end";
        }
        long all = Math.round(analysis.macsPerOutputPixel());
        long binary = Math.round(analysis.binaryMacsPerOutputPixel());
        return count(all) + " multiply-accumulates an output pixel"
                + (binary > 0 ? ", %s of them with binary weights".formatted(count(binary)) : "");
    }

    private String radius() {
        if (model.card().radius().isPresent()) {
            return model.card().radius().getAsInt() + " input pixels";
        }
        if (analysis.receptiveField() instanceof ReceptiveField.Global global) {
            return "the whole picture, because of " + global.operator();
        }
        return analysis.receptiveField() instanceof ReceptiveField.Unknown unknown
                ? "not known, because of %s; taken as the whole picture".formatted(unknown.operator())
                : "the whole picture";
    }

    private static String shown(Halo halo) {
        return halo.evidence()
                .map(seen -> String.format(
                        Locale.ROOT,
                        "%d input pixels; over %d images and %d windows at most %d steps of 8 bits, in %.1e of the samples",
                        halo.value(),
                        seen.images(),
                        seen.windows(),
                        seen.maxStep(),
                        seen.share()))
                .orElse(halo.value() + " input pixels, without evidence");
    }

    private static void putUnlessEmpty(Map<String, String> facts, String name, Map<String, Object> values) {
        if (!values.isEmpty()) {
            facts.put(name, shown(values));
        }
    }

    private static String shown(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
