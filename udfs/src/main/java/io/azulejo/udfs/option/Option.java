package io.azulejo.udfs.option;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One option, declared as a constant: all that is known of it stands there. Immutable.
 *
 * @param <T> a serialisable type with equality
 */
public final class Option<T> {
    private final String name;
    private final Group group;
    private final OptionType<T> type;
    private final Effect effect;
    private final String meaning;
    private final T standard;
    private final String standardWords;
    private final boolean required;

    /** Under which heading help shows an option, in the order of the headings. */
    public enum Group {
        IN_AND_OUT("What goes in and out"),
        NETWORK("Network"),
        PICTURES("Restored pictures"),
        LIMITS("Limits"),
        RUNNING("Running");

        private final String heading;

        Group(String heading) {
            this.heading = heading;
        }

        public String heading() {
            return heading;
        }
    }

    private Option(Option<T> other, T standard, String standardWords, boolean required) {
        this(other.name, other.group, other.type, other.effect, other.meaning, standard, standardWords, required);
    }

    private Option(
            String name,
            Group group,
            OptionType<T> type,
            Effect effect,
            String meaning,
            T standard,
            String standardWords,
            boolean required) {
        this.name = Objects.requireNonNull(name);
        this.group = group;
        this.type = type;
        this.effect = effect;
        this.meaning = meaning;
        this.standard = standard;
        this.standardWords = standardWords;
        this.required = required;
    }

    /**
     * An option that may be left away and has no default.
     *
     * @param name as flags and keys have it, without dashes: {@code max-megapixels}
     * @param meaning one sentence for a person
     */
    public static <T> Option<T> of(String name, Group group, OptionType<T> type, Effect effect, String meaning) {
        return new Option<>(name, group, type, effect, meaning, null, "", false);
    }

    /** The same with a default. */
    public Option<T> or(T value) {
        return new Option<>(this, value, type.text(value), false);
    }

    /** The same, without a value that stands for leaving it away: words say what happens then. */
    public Option<T> orElse(String words) {
        return new Option<>(this, null, words, false);
    }

    /** The same for an option that must be given. */
    public Option<T> needed() {
        return new Option<>(this, null, "", true);
    }

    public String name() {
        return name;
    }

    public Group group() {
        return group;
    }

    public OptionType<T> type() {
        return type;
    }

    public Effect effect() {
        return effect;
    }

    /** One sentence for a person. */
    public String meaning() {
        return meaning;
    }

    /** The value where none is given. */
    public Optional<T> standard() {
        return Optional.ofNullable(standard);
    }

    /** What a person reads as the default; empty where there is none. */
    public String standardWords() {
        return standardWords;
    }

    public boolean required() {
        return required;
    }

    /** {@code --name}. */
    public String flag() {
        return "--" + name;
    }

    /** As columns and JSON have it: {@code max_megapixels}. */
    public String key() {
        return name.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a text.
     *
     * @throws OptionException if it is none that this option takes
     */
    T parse(String text) {
        try {
            return type.parse(text.strip());
        } catch (OptionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new OptionException("%s %s: expected %s".formatted(flag(), text, type.expected()));
        }
    }

    @Override
    public String toString() {
        return flag();
    }
}
