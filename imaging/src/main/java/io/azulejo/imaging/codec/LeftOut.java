package io.azulejo.imaging.codec;

import io.azulejo.imaging.codec.reading.Findings;
import java.util.LinkedHashSet;
import java.util.Set;

/** Names of what one file says and nothing of ours carries over, for one note. For one thread. */
public final class LeftOut {
    private static final int MOST = 8;

    private final MetadataKind kind;
    private final Set<String> names = new LinkedHashSet<>();
    private boolean more;

    public LeftOut(MetadataKind kind) {
        this.kind = kind;
    }

    /** Adds a name, of which only what can be printed is repeated. */
    public void add(String name) {
        String printable = name.replaceAll("[^ -~]", "?");
        if (names.size() < MOST) {
            names.add(printable);
        } else {
            more |= !names.contains(printable);
        }
    }

    /** Notes what was left out, if anything. */
    public void note(Findings findings) {
        if (!names.isEmpty()) {
            findings.note(kind.note(String.join(", ", names) + (more ? " and others" : "")));
        }
    }
}
