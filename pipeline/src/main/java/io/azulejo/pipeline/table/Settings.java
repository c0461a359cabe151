package io.azulejo.pipeline.table;

import io.azulejo.pipeline.store.Sha256;
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

    public static Settings of(Map<String, String> values) {
        return new Settings(new TreeMap<>(values));
    }

    /** The {@code settings} of a row: the first 16 hexadecimal digits of the SHA-256 of all names and values. */
    public String hash() {
        byte[] bytes = Json.line(values).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Sha256.begun().digest(bytes)).substring(0, HASH_DIGITS);
    }

    /** What differs, as {@code name: theirs, now ours}, in the order of the names. */
    public List<String> differences(Settings theirs) {
        TreeSet<String> names = new TreeSet<>(values.keySet());
        names.addAll(theirs.values.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String mine = values.getOrDefault(name, "none");
            String other = theirs.values.getOrDefault(name, "none");
            if (!mine.equals(other)) {
                differences.add("%s: %s, now %s".formatted(name, other, mine));
            }
        }
        return differences;
    }
}
