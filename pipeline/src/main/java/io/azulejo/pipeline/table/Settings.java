package io.azulejo.pipeline.table;

import io.azulejo.pipeline.store.Sha256;
import io.azulejo.udfs.option.Effect;
import io.azulejo.udfs.option.Option;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.restore.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was asked that changes pixels or metrics, by name; never what was measured on a machine. Two runs of equal
 * settings may share an OUTPUT.
 *
 * @param values name to value, as a person would write them
 */
public record Settings(SortedMap<String, String> values) {
    private static final int HASH_DIGITS = 16;

    public Settings {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Nothing asked. */
    public static final Settings NONE = new Settings(new TreeMap<>());

    /** Stands among the values for the pixels that equal options give. */
    private static final String PIXEL_VERSION = "pixel_version";

    /**
     * What was asked, as far as it changes what is written: options at their default are left out, so that one which a
     * later version adds changes no settings.
     *
     * @param declared the options that there are
     * @param more what else two runs must agree on, and texts that stand for those of their options
     */
    public static Settings of(Options options, List<Option<?>> declared, Map<String, String> more) {
        TreeMap<String, String> values = new TreeMap<>();
        for (Option<?> option : declared) {
            if (option.effect() != Effect.NONE && options.changed(option)) {
                values.put(option.key(), options.text(option).orElseThrow());
            }
        }
        values.putAll(more);
        values.put(PIXEL_VERSION, Integer.toString(Version.PIXELS));
        return new Settings(values);
    }

    /** The {@code settings} of a row: the first 16 hexadecimal digits of the SHA-256 of all names and values. */
    public String hash() {
        byte[] bytes = Json.line(values).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Sha256.begun().digest(bytes)).substring(0, HASH_DIGITS);
    }

    /**
     * What differs, as {@code name: theirs, now ours}, in the order of the names.
     *
     * @param declared the options that there are: what has no value has their default
     */
    public List<String> differences(Settings theirs, List<Option<?>> declared) {
        TreeSet<String> names = new TreeSet<>(values.keySet());
        names.addAll(theirs.values.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String mine = values.getOrDefault(name, standard(name, declared));
            String other = theirs.values.getOrDefault(name, standard(name, declared));
            if (!mine.equals(other)) {
                differences.add("%s: %s, now %s".formatted(name, other, mine));
            }
        }
        return differences;
    }

    private static String standard(String key, List<Option<?>> declared) {
        return declared.stream()
                .filter(option -> option.key().equals(key))
                .map(Option::standardWords)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("none");
    }
}
