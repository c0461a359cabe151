package io.azulejo.models.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azulejo.models.ModelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The fields of one JSON object, each read as what it must be. A field that is null counts as absent. All throw
 * IllegalArgumentException with one line that names the field. For one thread.
 */
final class Fields {
    private final ObjectNode tree;
    /** Names of the fields that were asked for. */
    private final Set<String> read = new HashSet<>();

    private boolean ended;

    Fields(ObjectNode tree) {
        this.tree = tree;
    }

    static IllegalArgumentException missing(String field) {
        return new IllegalArgumentException("the card lacks \"%s\"".formatted(field));
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    Optional<String> optionalText(String field) {
        return present(field).map(node -> {
            if (!node.isTextual() || node.textValue().isBlank()) {
                throw wrong(field, node, "a text");
            }
            return node.textValue();
        });
    }

    boolean is(String field, String value) {
        return present(field)
                .map(node -> node.isTextual() && node.textValue().equals(value))
                .orElse(false);
    }

    /** A field that, where it is there, must have the one value that this version knows. */
    String only(String field, String value) {
        present(field).filter(node -> !is(field, value)).ifPresent(node -> {
            throw wrong(field, node, value + ", the only one of this version");
        });
        return value;
    }

    OptionalInt integer(String field, int least, int most) {
        OptionalLong value = whole(field, least, most);
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    OptionalLong whole(String field, long least, long most) {
        Optional<JsonNode> node = present(field);
        if (node.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!node.get().isIntegralNumber()
                || !node.get().canConvertToLong()
                || node.get().longValue() < least
                || node.get().longValue() > most) {
            throw wrong(field, node.get(), "a whole number from %d to %d".formatted(least, most));
        }
        return OptionalLong.of(node.get().longValue());
    }

    double fraction(String field) {
        return present(field)
                .map(node -> {
                    if (!node.isNumber() || !(node.doubleValue() >= 0 && node.doubleValue() <= 1)) {
                        throw wrong(field, node, "a number from 0 to 1");
                    }
                    return node.doubleValue();
                })
                .orElse(0.0);
    }

    Optional<Fields> nested(String field) {
        return present(field).map(node -> {
            if (!(node instanceof ObjectNode object)) {
                throw wrong(field, node, "an object");
            }
            return new Fields(object);
        });
    }

    /** An object of any content, immutable; empty where the field is absent. */
    Map<String, Object> object(String field) {
        return nested(field).map(fields -> frozen(CardJson.object(fields.tree))).orElse(Map.of());
    }

    /**
     * The fields that were not asked for, as they are; immutable. This ends the reading: whatever asks for a field
     * afterwards throws IllegalStateException, because that field was already given away as one that is not known.
     */
    Map<String, Object> others() {
        ended = true;
        Map<String, Object> others = CardJson.object(tree);
        others.keySet().removeAll(read);
        return frozen(others);
    }

    /** The same content, immutable at every depth, in the same order. */
    static Map<String, Object> frozen(Map<String, Object> content) {
        Map<String, Object> copy = new LinkedHashMap<>();
        content.forEach((name, value) -> copy.put(name, frozenValue(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object frozenValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, nested) -> copy.put(String.valueOf(name), frozenValue(nested)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(nested -> copy.add(frozenValue(nested)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }

    private Optional<JsonNode> present(String field) {
        if (ended) {
            throw new IllegalStateException("\"%s\" is asked for after the others were taken".formatted(field));
        }
        read.add(field);
        return Optional.ofNullable(tree.get(field)).filter(node -> !node.isNull());
    }

    private static IllegalArgumentException wrong(String field, JsonNode node, String expected) {
        return new IllegalArgumentException("the card's \"%s\" is %s; it must be %s"
                .formatted(field, ModelException.quote(node.toString()), expected));
    }
}
