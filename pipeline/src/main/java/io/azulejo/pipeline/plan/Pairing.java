package io.azulejo.pipeline.plan;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Extensions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a picture's reference: the same relative path, else the only one of the same path without extension. One
 * reference may serve several pictures; where several would do, there is none. Immutable.
 */
public final class Pairing {
    private final Map<String, Entry> byPath = new HashMap<>();
    private final Map<String, Entry> byStem = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    public Pairing(List<Entry> references) {
        for (Entry reference : references) {
            byPath.put(reference.path(), reference);
            String stem = Extensions.stem(reference.path());
            if (byStem.put(stem, reference) != null) {
                ambiguous.add(stem);
            }
        }
    }

    /** The reference of a picture. A folder that cannot be listed has itself, so that its row says what may be missing. */
    public Optional<Entry> of(Entry picture) {
        String path = picture.path();
        if (picture.folder()) {
            return Optional.of(picture);
        }
        Entry same = byPath.get(path);
        if (same != null) {
            return Optional.of(same);
        }
        String stem = Extensions.stem(path);
        return ambiguous.contains(stem) ? Optional.empty() : Optional.ofNullable(byStem.get(stem));
    }

    /** The paths that have no reference, in order. */
    public List<String> unpaired(List<Entry> pictures) {
        List<String> unpaired = new ArrayList<>();
        for (Entry picture : pictures) {
            if (of(picture).isEmpty()) {
                unpaired.add(picture.path());
            }
        }
        return unpaired;
    }
}
