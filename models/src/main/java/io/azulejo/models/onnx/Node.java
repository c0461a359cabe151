package io.azulejo.models.onnx;

import java.util.List;
import java.util.Optional;

/**
 * One operator (NodeProto).
 *
 * @param opType such as {@code Conv}
 * @param domain {@code ""} for ONNX's own
 * @param name may be empty
 * @param inputs names of values; an empty name is an input that is left out
 * @param outputs names of values
 * @param attributes its constants
 */
public record Node(
        String opType,
        String domain,
        String name,
        List<String> inputs,
        List<String> outputs,
        List<Attribute> attributes) {

    /** A whole-number attribute, or what the operator takes without it. */
    public long integer(String attribute, long otherwise) {
        return attribute(attribute, Attribute.Int.class)
                .map(Attribute.Int::value)
                .orElse(otherwise);
    }

    /** An attribute of whole numbers; empty where it is absent. */
    public Optional<List<Long>> integers(String attribute) {
        return attribute(attribute, Attribute.Ints.class).map(Attribute.Ints::value);
    }

    /** A text attribute, or what the operator takes without it. */
    public String text(String attribute, String otherwise) {
        return attribute(attribute, Attribute.Text.class)
                .map(Attribute.Text::value)
                .orElse(otherwise);
    }

    /** An attribute of a kind; empty where it is absent or of another kind. */
    public <A extends Attribute> Optional<A> attribute(String name, Class<A> kind) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name) && kind.isInstance(attribute)) {
                return Optional.of(kind.cast(attribute));
            }
        }
        return Optional.empty();
    }

    /** The name of an input, empty where it is left out. */
    public String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }
}
