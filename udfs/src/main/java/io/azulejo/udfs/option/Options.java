package io.azulejo.udfs.option;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was asked of a command: typed values, checked when they came in. An option at its default is as one that was not
 * given. Immutable, serialisable, safe for many threads.
 */
public final class Options implements Serializable {
    private static final long serialVersionUID = 1;

    /** Nothing asked: every option at its default. */
    public static final Options NONE = new Options(Map.of());

    /** By name; serialisable values that are not at their default. */
    private final TreeMap<String, Object> values;

    private Options(Map<String, Object> values) {
        this.values = new TreeMap<>(values);
    }

    /**
     * Reads texts by option name.
     *
     * @param declared the options that there are
     * @throws OptionException for a name that is none of them, and for a value that is none of its option's
     */
    public static Options of(Collection<Option<?>> declared, Map<String, String> texts) {
        Options options = NONE;
        for (Map.Entry<String, String> given : texts.entrySet()) {
            options = options.read(found(declared, given.getKey()), given.getValue());
        }
        return options;
    }

    private static Option<?> found(Collection<Option<?>> declared, String name) {
        return declared.stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new OptionException("there is no option %s; there are %s"
                        .formatted(
                                name,
                                declared.stream().map(Option::name).sorted().collect(Collectors.joining(", ")))));
    }

    private <T> Options read(Option<T> option, String text) {
        return put(option, option.parse(text));
    }

    /**
     * The same with another value.
     *
     * @throws OptionException if it is none that the option takes
     */
    public <T> Options with(Option<T> option, T value) {
        Objects.requireNonNull(value, option.name());
        String text;
        try {
            text = option.type().text(value);
        } catch (IllegalArgumentException e) {
            text = value.toString();
        }
        return read(option, text);
    }

    /** The same with an option at its default. */
    public Options without(Option<?> option) {
        TreeMap<String, Object> others = new TreeMap<>(values);
        others.remove(option.name());
        return new Options(others);
    }

    private <T> Options put(Option<T> option, T value) {
        if (option.standard().filter(value::equals).isPresent()) {
            return without(option);
        }
        TreeMap<String, Object> more = new TreeMap<>(values);
        more.put(option.name(), value);
        return new Options(more);
    }

    /**
     * The value of an option that has a default or must be given.
     *
     * @throws OptionException if there is none
     */
    public <T> T value(Option<T> option) {
        return find(option)
                .orElseThrow(() -> new OptionException("%s %s is missing"
                        .formatted(option.flag(), option.type().label())));
    }

    /** The value of an option, its default included. */
    @SuppressWarnings("unchecked") // Only put, which checks the type, adds values.
    public <T> Optional<T> find(Option<T> option) {
        T given = (T) values.get(option.name());
        return given != null ? Optional.of(given) : option.standard();
    }

    /** Whether an option has a value that is not its default. */
    public boolean changed(Option<?> option) {
        return values.containsKey(option.name());
    }

    /** The one text of an option's value; empty where it has none. */
    public <T> Optional<String> text(Option<T> option) {
        return find(option).map(option.type()::text);
    }

    /** The texts of all of some options that have a value, by key, in the order given. */
    public Map<String, String> texts(Collection<Option<?>> declared) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Option<?> option : declared) {
            text(option).ifPresent(text -> texts.put(option.key(), text));
        }
        return texts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Options options && values.equals(options.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
