package io.azulejo.pipeline.listing;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StoreAccess;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Lists what {@code --input} and {@code --reference} name. Safe for many threads. */
public final class Listing {
    private static final Set<String> OURS = Set.of("_azulejo.json", "_azulejo-files.json");
    private static final int SHOWN = 3;

    private final String flag;
    private final Configuration configuration;
    private final LongAdder seen;

    /**
     * What was asked as settings keep it, wherever it was asked from: a whole URI, with the sign of a manifest.
     *
     * @throws IllegalArgumentException if it names no place
     */
    public static String shown(String asked) {
        return asked.startsWith("@")
                ? "@" + StorePaths.show(StorePaths.parse(asked.substring(1)))
                : StorePaths.show(StorePaths.parse(asked));
    }

    /** Lists for a flag, which messages name. */
    public Listing(String flag, Configuration configuration) {
        this(flag, configuration, new LongAdder());
    }

    /** @param seen counts what is found, for who watches */
    public Listing(String flag, Configuration configuration, LongAdder seen) {
        this.flag = flag;
        this.configuration = configuration;
        this.seen = seen;
    }

    /**
     * Lists a folder, a glob, one file, or what a manifest names.
     *
     * @param asked as the person wrote it; after {@code @} always a manifest
     * @param output what is written by this run and so is no input, wherever it lies
     * @throws RequestException if there is nothing of that name, it may not be read, or a manifest is none
     */
    public Listed list(String asked, Optional<Path> output) throws RequestException {
        boolean forced = asked.startsWith("@");
        Path place = place(forced ? asked.substring(1) : asked);
        try {
            Store store = Store.reached(place, configuration);
            Optional<StoredObject> literal = store.look(place);
            if (literal.isPresent() && (forced || ManifestFile.named(literal.get()))) {
                return new Manifest(flag + " " + asked, place, configuration, seen).listed(literal.get());
            }
            if (literal.isPresent() && literal.get().folder()) {
                return filtered(place, place, below(place, store), output);
            }
            if (literal.isPresent()) {
                return filtered(place.getParent(), place, List.of(literal.get()), output);
            }
            if (!forced && Glob.isOne(asked)) {
                return glob(store, place, asked, output);
            }
        } catch (IOException e) {
            throw new RequestException(
                    "%s %s cannot be listed: %s".formatted(flag, asked, StoreAccess.reason(e, place, configuration)),
                    e);
        }
        throw new RequestException("%s %s: there is no such folder or file".formatted(flag, asked));
    }

    private Path place(String asked) throws RequestException {
        try {
            return StorePaths.parse(asked);
        } catch (IllegalArgumentException e) {
            throw new RequestException("%s %s: %s".formatted(flag, asked, e.getMessage()), e);
        }
    }

    private Listed glob(Store store, Path place, String asked, Optional<Path> output)
            throws IOException, RequestException {
        Glob glob = Glob.of(place, store);
        if (glob.matches().isEmpty() && glob.closed().isEmpty()) {
            throw new RequestException("%s %s matches nothing".formatted(flag, asked));
        }
        FolderWalk walk = new FolderWalk(store::listed, seen);
        glob.matches().forEach(walk::add);
        List<StoredObject> found = new ArrayList<>(walk.found());
        found.addAll(glob.closed());
        Path root = Glob.root(place);
        return filtered(root, root, found, output);
    }

    /** Every file below a folder. An object store answers one flat listing; one folder that is closed would end that. */
    private List<StoredObject> below(Path folder, Store store) throws IOException {
        if (!store.local()) {
            try {
                List<StoredObject> found = new ArrayList<>();
                store.all(folder, object -> {
                    seen.increment();
                    found.add(object);
                });
                return found;
            } catch (IOException e) {
                seen.reset();
            }
        }
        FolderWalk walk = new FolderWalk(store::listed, seen);
        walk.below(folder);
        return walk.found();
    }

    private Listed filtered(Path root, Path place, List<StoredObject> found, Optional<Path> output) {
        Set<String> ours = new HashSet<>();
        for (StoredObject one : found) {
            if (OURS.contains(one.name())) {
                String folder = parent(StorePaths.relative(root, one.place()));
                if (!folder.isEmpty()) {
                    ours.add(folder);
                }
            }
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> ofOthers = new HashSet<>();
        long ignored = 0;
        boolean outputSeen = false;
        for (StoredObject one : found) {
            String path = StorePaths.relative(root, one.place()) + (one.folder() ? "/" : "");
            Optional<String> others = ofOthers(path);
            if (output.isPresent() && StorePaths.within(output.get(), one.place())) {
                outputSeen = true;
            } else if (others.isPresent()) {
                ofOthers.add(others.get());
            } else if (noPicture(path, ours)) {
                ignored++;
            } else {
                entries.add(entry(path, one));
            }
        }
        entries.sort(Comparator.comparing(Entry::path));
        List<String> notes = new ArrayList<>();
        closed(entries).ifPresent(notes::add);
        if (outputSeen) {
            notes.add("%s lies below %s and is left out of the listing"
                    .formatted(StorePaths.show(output.get()), StorePaths.show(root)));
        }
        return new Listed(List.of(place), List.copyOf(entries), ignored + ofOthers.size(), List.copyOf(notes));
    }

    private Optional<String> closed(List<Entry> entries) {
        List<String> closed =
                entries.stream().filter(Entry::folder).map(Entry::path).toList();
        return closed.isEmpty()
                ? Optional.empty()
                : Optional.of("%s: folders that cannot be listed, so that nobody knows what lies in them: %,d (%s%s)"
                        .formatted(
                                flag,
                                closed.size(),
                                String.join(", ", closed.subList(0, Math.min(SHOWN, closed.size()))),
                                closed.size() > SHOWN ? ", …" : ""));
    }

    /** The uppermost folder of another program in which something lies. */
    private static Optional<String> ofOthers(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            if (FolderWalk.ofOthers(folder.substring(folder.lastIndexOf('/') + 1))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static boolean noPicture(String path, Set<String> ours) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.startsWith("._") || OURS.contains(name)) {
            return true;
        }
        for (String folder = parent(path); !folder.isEmpty(); folder = parent(folder)) {
            if (ours.contains(folder)) {
                return true;
            }
        }
        return false;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static Entry entry(String path, StoredObject one) {
        // When a folder changed says nothing of what could not be seen in it.
        long modified = one.folder() ? 0 : one.modified();
        return new Entry(path, StorePaths.show(one.place()), one.bytes(), modified, one.etag());
    }
}
