package io.azulejo.models.store;

import io.azulejo.models.ModelException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The models that ship, as resources. */
final class ShippedModels {
    static final List<String> NAMES =
            List.of("bbcu-deblock-gray", "bbcu-denoise-color", "bbcu-light-x2", "plksr-light-x2", "plksr-light-x4");

    private static final int MOST_SUGGESTED = 3;

    private ShippedModels() {}

    /** The ONNX file of one of {@link #NAMES}. */
    static InputStream open(String name) {
        InputStream in = ShippedModels.class.getResourceAsStream("/io/azulejo/models/zoo/" + name + ".onnx");
        if (in == null) {
            throw new IllegalStateException("the shipped model %s is missing from this build".formatted(name));
        }
        return in;
    }

    /** What to say where nothing goes by a name or lies at a location. */
    static String unknown(String asked) {
        String lower = asked.toLowerCase(Locale.ROOT);
        String nearest = NAMES.stream()
                .sorted(Comparator.comparingInt(name -> distance(lower, name)))
                .limit(MOST_SUGGESTED)
                .collect(Collectors.joining(", "));
        return "there is no model %s: neither a file nor a shipped name; nearest shipped: %s (`models list` shows all)"
                .formatted(ModelException.quote(asked), nearest);
    }

    /** Letters to insert, delete or replace to make one word the other (Levenshtein 1966). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
