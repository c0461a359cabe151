package io.azulejo.models.card;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azulejo.models.ModelException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The JSON form of a {@link Card}: one object; {@code radius} is a number or {@code "global"}. */
final class CardJson {
    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 64;
    private static final int LARGEST_SIDE = 1 << 16;
    private static final String GLOBAL = "global";

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxDocumentLength(LONGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** With line feeds whatever the system's own line end is, so that the same card gives the same bytes. */
    private static final DefaultPrettyPrinter PRETTY =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private CardJson() {}

    static Card parse(String json, String what) throws ModelException {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ModelException("%s: the card is no JSON: %s".formatted(what, firstLine(e)), e);
        }
        if (!(tree instanceof ObjectNode object)) {
            throw new ModelException("%s: the card must be a JSON object, such as {\"name\": ...}".formatted(what));
        }
        try {
            return card(object);
        } catch (IllegalArgumentException e) {
            throw new ModelException("%s: %s".formatted(what, e.getMessage()), e);
        }
    }

    static String write(Card card) {
        try {
            return JSON.writer(PRETTY).writeValueAsString(tree(card)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The card with one field of its JSON form replaced. */
    static Card with(Card card, String field, Object value) {
        ObjectNode tree = tree(card);
        tree.set(field, JSON.valueToTree(value));
        return card(tree);
    }

    static Object radius(OptionalInt radius) {
        return radius.isPresent() ? (Object) radius.getAsInt() : GLOBAL;
    }

    static Map<String, Object> halo(Halo halo) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", halo.value());
        halo.evidence().ifPresent(seen -> {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("images", seen.images());
            evidence.put("windows", seen.windows());
            evidence.put("maxStep", seen.maxStep());
            evidence.put("share", seen.share());
            fields.put("evidence", evidence);
        });
        return fields;
    }

    /** What is not free; empty where all is. */
    static Map<String, Object> sizes(Sizes sizes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (sizes.batch() > 0) {
            fields.put("batch", sizes.batch());
        }
        if (sizes.fixed()) {
            fields.put("width", sizes.width());
            fields.put("height", sizes.height());
        }
        if (sizes.multiple() > 1) {
            fields.put("multiple", sizes.multiple());
        }
        return fields;
    }

    private static ObjectNode tree(Card card) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", card.name());
        fields.put("task", card.task());
        fields.put("scale", card.scale());
        fields.put("mark", card.mark());
        putUnlessEmpty(fields, "config", card.config());
        fields.put("layout", card.layout());
        fields.put("range", card.range());
        fields.put("channels", card.channels());
        fields.put("radius", radius(card.radius()));
        card.halo().ifPresent(halo -> fields.put("halo", halo(halo)));
        card.parameters().ifPresent(parameters -> fields.put("parameters", parameters));
        card.sha256().ifPresent(sum -> fields.put("sha256", sum));
        card.bytesPerPixel().ifPresent(bytes -> fields.put("bytesPerPixel", bytes));
        card.degradation().ifPresent(text -> fields.put("degradation", text));
        putUnlessEmpty(fields, "measured", card.measured());
        card.protocol().ifPresent(text -> fields.put("protocol", text));
        putUnlessEmpty(fields, "training", card.training());
        card.licence().ifPresent(text -> fields.put("licence", text));
        putUnlessEmpty(fields, "sizes", sizes(card.sizes()));
        card.chromaMargin().ifPresent(levels -> fields.put("chromaMargin", levels));
        putUnlessEmpty(fields, "adopted", card.adopted());
        fields.putAll(card.other());
        return JSON.valueToTree(fields);
    }

    private static void putUnlessEmpty(Map<String, Object> fields, String name, Map<String, Object> value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    private static Card card(ObjectNode tree) {
        Fields fields = new Fields(tree);
        return new Card(
                fields.text("name"),
                fields.text("task"),
                fields.integer("scale", 1, 16).orElseThrow(() -> Fields.missing("scale")),
                fields.optionalText("mark").orElse(Card.ALGORITHMICALLY_ENHANCED),
                fields.object("config"),
                fields.only("layout", "NCHW"),
                fields.only("range", "0..1"),
                channels(fields),
                radius(fields),
                halo(fields),
                fields.whole("parameters", 0, Long.MAX_VALUE),
                fields.optionalText("sha256"),
                fields.integer("bytesPerPixel", 1, Integer.MAX_VALUE),
                fields.optionalText("degradation"),
                fields.object("measured"),
                fields.optionalText("protocol"),
                fields.object("training"),
                fields.optionalText("licence"),
                sizes(fields),
                fields.integer("chromaMargin", 0, 255),
                fields.object("adopted"),
                fields.others());
    }

    private static int channels(Fields fields) {
        int channels = fields.integer("channels", 1, 3).orElse(3);
        if (channels == 2) {
            throw new IllegalArgumentException("the card's channels is 2; it must be 1 (grey) or 3 (RGB)");
        }
        return channels;
    }

    private static Sizes sizes(Fields fields) {
        return fields.nested("sizes")
                .map(sizes -> new Sizes(
                        sizes.integer("batch", 0, LARGEST_SIDE).orElse(0),
                        sizes.integer("width", 0, LARGEST_SIDE).orElse(0),
                        sizes.integer("height", 0, LARGEST_SIDE).orElse(0),
                        sizes.integer("multiple", 1, Sizes.LARGEST_MULTIPLE).orElse(1)))
                .orElse(Sizes.ANY);
    }

    private static OptionalInt radius(Fields fields) {
        return fields.is("radius", GLOBAL) ? OptionalInt.empty() : fields.integer("radius", 0, Integer.MAX_VALUE);
    }

    private static Optional<Halo> halo(Fields fields) {
        return fields.nested("halo").map(halo -> {
            Optional<Halo.Evidence> evidence = halo.nested("evidence")
                    .map(seen -> new Halo.Evidence(
                            seen.integer("images", 0, Integer.MAX_VALUE).orElse(0),
                            seen.whole("windows", 0, Long.MAX_VALUE).orElse(0),
                            seen.integer("maxStep", 0, 255).orElse(0),
                            seen.fraction("share")));
            return new Halo(
                    halo.integer("value", 0, 1 << 20).orElseThrow(() -> Fields.missing("halo.value")), evidence);
        });
    }

    static Map<String, Object> fields(Card card) {
        return Fields.frozen(object(tree(card)));
    }

    static Map<String, Object> object(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private static String firstLine(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        String line = message.lines().findFirst().orElse("unreadable");
        String shown = line.length() > 200 ? line.substring(0, 200) : line;
        return e.getLocation() == null
                ? shown
                : "%s (line %d)".formatted(shown, e.getLocation().getLineNr());
    }
}
