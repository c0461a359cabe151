package io.azulejo.pipeline.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A few pictures that stand for many: every so-manieth of the list ordered by folder and, within a folder, by length.
 * So each folder, and each size within it, has its share of the sample to within one picture (systematic sampling from
 * an ordered list: W. G. Cochran, Sampling Techniques, chapter 8). The same listing gives the same sample.
 */
public final class Sample {
    private Sample() {}

    /** So many of the entries, by path; all of them where there are no more. */
    public static List<Entry> of(List<Entry> entries, int size) {
        if (size >= entries.size()) {
            return entries;
        }
        List<Entry> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparing((Entry entry) -> folder(entry.path()))
                .thenComparingLong(Entry::bytes)
                .thenComparing(Entry::path));
        List<Entry> sample = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            // The middle of the i-th of equal parts.
            sample.add(ordered.get((int) ((2L * i + 1) * ordered.size() / (2L * size))));
        }
        sample.sort(Comparator.comparing(Entry::path));
        return List.copyOf(sample);
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
