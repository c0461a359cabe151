package io.azulejo.pipeline.listing;

import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/**
 * What a pattern of Hadoop's matches. Hadoop's own search ends at the first folder that may not be listed, and takes a
 * name with a colon for a place of its own. For one thread.
 */
final class Glob {
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    private final Store store;
    private final Path root;
    private final Map<Path, StoredObject> matches = new LinkedHashMap<>();
    private final Map<Path, StoredObject> closed = new LinkedHashMap<>();

    private Glob(Store store, Path root) {
        this.store = store;
        this.root = root;
    }

    static boolean isOne(String text) {
        return WILDCARD.matcher(text).find();
    }

    /** The longest part of a pattern that has no wildcards. */
    static Path root(Path pattern) {
        Path root = pattern;
        while (isOne(root.toUri().getPath())) {
            root = root.getParent();
        }
        return root;
    }

    /**
     * Looks for what matches.
     *
     * @throws IOException if the {@linkplain #root root} cannot be listed
     */
    static Glob of(Path pattern, Store store) throws IOException {
        Glob glob = new Glob(store, root(pattern));
        for (String expanded : GlobExpander.expand(pattern.toUri().getPath())) {
            String below = expanded.substring(glob.root.toUri().getPath().length());
            List<String> names = Arrays.stream(below.split("/"))
                    .filter(name -> !name.isEmpty())
                    .toList();
            glob.match(new StoredObject(glob.root, true, 0, 0, ""), names);
        }
        return glob;
    }

    /** Files and folders that match. */
    List<StoredObject> matches() {
        return List.copyOf(matches.values());
    }

    /** Folders of which it cannot be known whether something in them matches. */
    List<StoredObject> closed() {
        return List.copyOf(closed.values());
    }

    private void match(StoredObject at, List<String> names) throws IOException {
        if (names.isEmpty()) {
            matches.put(at.place(), at);
            return;
        }
        if (!at.folder()) {
            return;
        }
        try {
            for (StoredObject child : children(at.place(), names.get(0))) {
                match(child, names.subList(1, names.size()));
            }
        } catch (IOException e) {
            if (at.place().equals(root)) {
                throw e;
            }
            closed.put(at.place(), at);
        }
    }

    private List<StoredObject> children(Path folder, String name) throws IOException {
        GlobFilter filter = new GlobFilter(name);
        if (!filter.hasPattern()) {
            return store.look(StorePaths.below(folder, name)).stream().toList();
        }
        List<StoredObject> children = new ArrayList<>();
        for (StoredObject child : store.listed(folder)) {
            if (filter.accept(child.place())) {
                children.add(child);
            }
        }
        return children;
    }
}
