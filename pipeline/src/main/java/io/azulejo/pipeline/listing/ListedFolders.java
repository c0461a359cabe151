package io.azulejo.pipeline.listing;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The pictures of a manifest, some named one by one and others by a folder in which they lie. What both name is one
 * picture; two pictures of one path are refused. For one thread.
 */
final class ListedFolders {
    private final String asked;
    private final Configuration configuration;
    private final LongAdder seen;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private long ignored;

    /**
     * @param asked the flag and its value, which messages name
     * @param seen counts what is found, for who watches
     */
    ListedFolders(String asked, Configuration configuration, LongAdder seen) {
        this.asked = asked;
        this.seen = seen;
        this.configuration = configuration;
    }

    /** Adds pictures that were named one by one. */
    void add(List<Entry> pictures) {
        pictures.forEach(picture -> entries.put(picture.path(), picture));
    }

    /**
     * Adds all that lies below a folder; one that cannot be listed is an entry itself, so that it has a row.
     *
     * @param path of the folder, with a slash at its end: what lies below it is known by this and its name there
     * @throws RequestException if another picture has the path of one of these
     */
    void add(String path, Path folder) throws RequestException {
        Optional<Listed> below = below(folder);
        if (below.isEmpty()) {
            add(new Entry(path, StorePaths.show(folder), 0, 0, ""));
            return;
        }
        for (Entry entry : below.get().entries()) {
            add(new Entry(path + entry.path(), entry.uri(), entry.bytes(), entry.modified(), entry.etag()));
        }
        notes.addAll(below.get().notes());
        ignored += below.get().ignored();
    }

    private Optional<Listed> below(Path folder) {
        try {
            return Store.of(folder, configuration)
                            .look(folder)
                            .filter(StoredObject::folder)
                            .isPresent()
                    ? Optional.of(
                            new Listing(asked, configuration, seen).list(StorePaths.show(folder), Optional.empty()))
                    : Optional.empty();
        } catch (IOException | RequestException e) {
            return Optional.empty();
        }
    }

    private void add(Entry entry) throws RequestException {
        Entry before = entries.putIfAbsent(entry.path(), entry);
        if (before != null && !before.uri().equals(entry.uri())) {
            throw new RequestException("%s: the path %s is that of %s and of %s: give each picture a path of its own"
                    .formatted(asked, entry.path(), before.uri(), entry.uri()));
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    List<String> notes() {
        return notes;
    }

    long ignored() {
        return ignored;
    }
}
