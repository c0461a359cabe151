package io.azulejo.pipeline.resume;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.table.PictureLists;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A picture whose committed row is not known to be of what lies there now.
 *
 * @param entry the picture as listed
 * @param kind {@link #CHANGED}, or {@link #UNREADABLE} where it was to be read again and cannot be
 * @param message what was found and what the row is of, in one line
 * @param found whether it was read again to find that out
 */
public record Change(Entry entry, String kind, String message, boolean found) {
    static final String CHANGED = "CHANGED";
    static final String UNREADABLE = "UNREADABLE";

    private static final int SHOWN = 3;

    /** All of them, for a list. */
    public static PictureLists.Lines lines(List<Change> changes) {
        return list -> changes.forEach(change -> list.add(change.entry(), change.kind(), change.message()));
    }

    /** The first of them by name, for a person; what cannot be read says so. */
    public static String first(List<Change> changes) {
        return changes.stream()
                        .limit(SHOWN)
                        .map(change -> change.kind().equals(UNREADABLE)
                                ? "%s: %s".formatted(change.entry().path(), change.message())
                                : change.entry().path())
                        .collect(Collectors.joining(", "))
                + (changes.size() > SHOWN ? ", …" : "");
    }
}
