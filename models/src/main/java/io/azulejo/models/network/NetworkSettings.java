package io.azulejo.models.network;

import io.azulejo.models.ModelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the user says of a network by {@code --set NAME=VALUE}. Values are read by type; a name that is read by none, and
 * that the network does not have, is refused by {@link #agree}. For one thread.
 */
public final class NetworkSettings {
    private static final int LONGEST_LIST = 64;
    private static final String SCALE = "scale";

    private final Map<String, String> given;
    private final Set<String> read = new TreeSet<>();

    public NetworkSettings(Map<String, String> given) {
        this.given = new LinkedHashMap<>(given);
    }

    /** No settings. */
    public static NetworkSettings none() {
        return new NetworkSettings(Map.of());
    }

    /** Whether it is given; looks at no value. */
    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** A text; empty where it is not given. */
    public Optional<String> text(String name) {
        read.add(name);
        return Optional.ofNullable(given.get(name)).map(String::strip);
    }

    /** One of some words, in any case; empty where it is not given. */
    public Optional<String> word(String name, List<String> words) throws ModelException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return text;
        }
        for (String word : words) {
            if (word.equalsIgnoreCase(text.get())) {
                return Optional.of(word);
            }
        }
        throw refused(name, "it must be one of " + String.join(", ", words));
    }

    /** A whole number; empty where it is not given. */
    public OptionalInt integer(String name, int least, int most) throws ModelException {
        Optional<String> text = text(name);
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(integer(name, text.get(), least, most));
    }

    /** Whole numbers by comma; empty where they are not given. */
    public Optional<List<Integer>> integers(String name, int least, int most) throws ModelException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.get().split(",", -1);
        if (parts.length > LONGEST_LIST) {
            throw refused(name, "it must be at most %d numbers by comma".formatted(LONGEST_LIST));
        }
        List<Integer> numbers = new ArrayList<>();
        for (String part : parts) {
            numbers.add(integer(name, part.strip(), least, most));
        }
        return Optional.of(numbers);
    }

    /** A finite number above 0; empty where it is not given. */
    public Optional<Double> positive(String name) throws ModelException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        double value = number(text.get());
        if (!(value > 0 && value <= Float.MAX_VALUE)) {
            throw refused(name, "it must be a number above 0");
        }
        return Optional.of(value);
    }

    /** The scale, under the family's own name for it or as {@code scale}; empty where it is not given. */
    public OptionalInt scale(String name, int least, int most) throws ModelException {
        OptionalInt own = integer(name, least, most);
        OptionalInt plain = integer(SCALE, least, most);
        if (own.isPresent() && plain.isPresent() && own.getAsInt() != plain.getAsInt()) {
            throw refused(SCALE, "%s=%d is given as well".formatted(name, own.getAsInt()));
        }
        return own.isPresent() ? own : plain;
    }

    /**
     * Checks the scale, under either name, against what the file shows.
     *
     * @throws ModelException if the user says otherwise
     */
    public void agreeOnScale(String name, int found) throws ModelException {
        for (String asked : List.of(name, SCALE)) {
            OptionalInt given = integer(asked, 1, Integer.MAX_VALUE);
            if (given.isPresent() && given.getAsInt() != found) {
                throw shows(asked, Integer.toString(found));
            }
        }
    }

    /** The error for a setting that must be given. */
    public static ModelException missing(String name, String expected) {
        return new ModelException("--set %s=VALUE is missing: %s".formatted(name, expected));
    }

    /** True or false; empty where it is not given. */
    public Optional<Boolean> flag(String name) throws ModelException {
        return word(name, List.of("true", "false")).map("true"::equals);
    }

    /**
     * Checks the settings that were not read by type against what is known.
     *
     * @param known hyper-parameters as the file shows them
     * @throws ModelException naming the first setting that says otherwise, or whose name is unknown
     */
    public void agree(Map<String, Object> known) throws ModelException {
        for (Map.Entry<String, String> setting : given.entrySet()) {
            String name = setting.getKey();
            if (read.contains(name)) {
                continue;
            }
            if (!known.containsKey(name)) {
                Set<String> names = new TreeSet<>(known.keySet());
                names.addAll(read);
                throw refused(name, "there is no such setting; there are " + String.join(", ", names));
            }
            String found = shown(known.get(name));
            if (!same(setting.getValue().strip(), found)) {
                throw shows(name, found);
            }
        }
    }

    /** The error for a setting: what was given, and what is wrong with it. */
    public ModelException refused(String name, String why) {
        return new ModelException(
                "--set %s=%s: %s".formatted(unquoted(name), unquoted(given.getOrDefault(name, "")), why));
    }

    private ModelException shows(String name, String found) {
        return refused(name, "the file shows %s: leave the setting out".formatted(found));
    }

    /** A value as {@code --set} takes it. */
    public static String shown(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    private int integer(String name, String text, int least, int most) throws ModelException {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is out of range.
        }
        throw refused(name, "it must be a whole number from %d to %d".formatted(least, most));
    }

    private static boolean same(String given, String found) {
        return given.toLowerCase(Locale.ROOT).equals(found.toLowerCase(Locale.ROOT)) || number(given) == number(found);
    }

    /** NaN, which equals nothing, where the text is no number. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String unquoted(String text) {
        String quoted = ModelException.quote(text);
        return quoted.substring(1).replace("\"", "");
    }
}
