package io.azulejo.pipeline.listing;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StoreAccess;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.StoredObject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * The pictures that a manifest names. What it names is data from outside: only the schemes of the manifest's own place
 * and of {@code azulejo.schemes} are followed. Relative names hold from the manifest's folder, letter by letter.
 *
 * <p>A picture that cannot be found is an entry still, so that it has a row. For one thread.
 */
final class Manifest {
    private static final String SCHEMES = "azulejo.schemes";
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/.*", Pattern.DOTALL);
    private static final Pattern SUM = Pattern.compile("(?:SHA-256:)?([0-9a-f]{64})");
    /** Statuses asked for at once: an object store answers each in some tens of milliseconds. */
    private static final int ASKED_AT_ONCE = 16;

    private final String asked;
    private final Path place;
    private final Configuration configuration;
    private final LongAdder seen;
    private final Set<String> schemes = new LinkedHashSet<>();

    private record Named(ManifestLine line, String path, Path place, String sha256) {}

    /**
     * @param asked the flag and its value, which messages name
     * @param seen counts what is looked up, for who watches
     */
    Manifest(String asked, Path place, Configuration configuration, LongAdder seen) {
        this.asked = asked;
        this.seen = seen;
        this.place = place;
        this.configuration = configuration;
        schemes.add(place.toUri().getScheme());
        schemes.addAll(Arrays.asList(configuration.getTrimmedStrings(SCHEMES)));
    }

    Listed listed(StoredObject file) throws RequestException {
        schemes.addAll(schemesOfItsRun());
        Map<String, Named> byPath = new LinkedHashMap<>();
        long repeated = 0;
        for (ManifestLine line : lines(file)) {
            Named named = named(line);
            Named before = byPath.putIfAbsent(named.path(), named);
            if (before != null) {
                if (!before.place().equals(named.place()) || !before.sha256().equals(named.sha256())) {
                    throw refused(
                            line,
                            "the path %s is that of line %d too: give each picture a path of its own"
                                    .formatted(named.path(), before.line().number()));
                }
                repeated++;
            }
        }
        List<Named> named = List.copyOf(byPath.values());
        reached(named);
        ListedFolders folders = new ListedFolders(asked, configuration, seen);
        folders.add(entries(
                named.stream().filter(picture -> !folder(picture.path())).toList()));
        for (Named picture : named) {
            if (folder(picture.path())) {
                folders.add(picture.path(), picture.place());
            }
        }
        List<String> notes = new ArrayList<>(folders.notes());
        if (repeated > 0) {
            notes.add("%s: lines that say again what another says, left out: %d".formatted(asked, repeated));
        }
        return new Listed(onePlaceAFolder(named), folders.entries(), folders.ignored(), notes);
    }

    /** A list that we wrote beside the record of a run may name what that run read. */
    private Set<String> schemesOfItsRun() throws RequestException {
        try {
            return OwnList.schemes(place, configuration);
        } catch (IOException e) {
            throw new RequestException("%s: %s".formatted(asked, StoreAccess.reason(e, place, configuration)), e);
        }
    }

    /** A path that ends so stands for all that lies below it. */
    private static boolean folder(String path) {
        return path.endsWith("/");
    }

    private List<ManifestLine> lines(StoredObject file) throws RequestException {
        try {
            return ManifestFile.read(file, configuration);
        } catch (IOException e) {
            throw new RequestException("%s: %s".formatted(asked, StoreAccess.reason(e, place, configuration)), e);
        }
    }

    private RequestException refused(ManifestLine line, String why) {
        return new RequestException("%s line %d: %s".formatted(asked, line.number(), why));
    }

    private Named named(ManifestLine line) throws RequestException {
        if (line.uri().isEmpty()) {
            throw refused(line, "it names no picture: expected is a uri or a path");
        }
        Path where;
        try {
            where = SCHEME.matcher(line.uri()).matches() || line.uri().startsWith("/")
                    ? StorePaths.parse(line.uri())
                    : below(line.uri());
        } catch (IllegalArgumentException e) {
            throw refused(line, e.getMessage());
        }
        String found = where.toUri().getScheme();
        if (!schemes.contains(found)) {
            throw refused(
                    line,
                    "%s has the scheme %s, and this manifest may name %s: allow it by --conf %s=%s if you trust the manifest"
                            .formatted(line.uri(), found, String.join(", ", schemes), SCHEMES, found));
        }
        String identity = identity(line, where);
        if (!plain(identity)) {
            throw refused(
                    line,
                    "%s is no path of a picture: expected are names with / between them, none of them empty or .."
                            .formatted(identity));
        }
        return new Named(line, identity, where, sum(line));
    }

    /** On disk {@code ..} may lead elsewhere; in a bucket there is nothing above. */
    private Path below(String relative) {
        Path folder = place.getParent();
        return StorePaths.onDisk(folder)
                ? StorePaths.parse(StorePaths.show(folder) + "/" + relative)
                : StorePaths.below(folder, relative);
    }

    private static boolean plain(String path) {
        String names = folder(path) ? path.substring(0, path.length() - 1) : path;
        return Arrays.stream(names.split("/", -1))
                .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    }

    /** The path as written; without one the URI as written, or its place where that leads up or is absolute. */
    private static String identity(ManifestLine line, Path where) {
        if (!line.path().isEmpty() && (plain(line.path()) || !line.path().equals(line.uri()))) {
            return line.path();
        }
        if (plain(line.uri()) && !SCHEME.matcher(line.uri()).matches()) {
            return line.uri();
        }
        String authority = where.toUri().getAuthority();
        String path = StorePaths.path(where).substring(1);
        String whole = folder(line.uri()) && !folder(path) ? path + "/" : path;
        return authority == null ? whole : authority + "/" + whole;
    }

    private String sum(ManifestLine line) throws RequestException {
        if (line.sha256().isEmpty()) {
            return "";
        }
        // With the prefix of the tables that this program writes, so that what is asked of them can be a manifest.
        String sum = line.sha256();
        var known = SUM.matcher(sum.startsWith("SHA-256:") ? sum : sum.toLowerCase(Locale.ROOT));
        if (!known.matches()) {
            throw refused(
                    line, "%s is no SHA-256: expected are 64 hexadecimal digits, as sha256sum prints".formatted(sum));
        }
        return known.group(1);
    }

    private List<Entry> entries(List<Named> pictures) throws RequestException {
        ExecutorService asking = Executors.newFixedThreadPool(ASKED_AT_ONCE);
        try {
            List<Future<Entry>> answers = new ArrayList<>();
            for (Named picture : pictures) {
                answers.add(asking.submit(() -> entry(picture)));
            }
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                entries.add(answer(pictures.get(i), answers.get(i)));
            }
            return entries;
        } finally {
            asking.shutdownNow();
        }
    }

    /** Every store once and impatiently: a wrong bucket is no picture's fault. */
    private void reached(List<Named> pictures) throws RequestException {
        Set<String> looked = new LinkedHashSet<>();
        for (Named picture : pictures) {
            Path where = picture.place();
            if (looked.add(where.toUri().getScheme() + "://" + where.toUri().getAuthority())) {
                try {
                    StoreAccess.files(where, configuration);
                } catch (IOException e) {
                    throw refused(picture.line(), "%s: %s".formatted(StorePaths.show(where), e.getMessage()));
                }
            }
        }
    }

    private Entry answer(Named picture, Future<Entry> answer) throws RequestException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Exception cause = e.getCause() instanceof Exception known ? known : e;
            throw refused(picture.line(), StoreAccess.reason(cause, picture.place(), configuration));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestException("%s: interrupted while its pictures were looked up".formatted(asked), e);
        }
    }

    private Entry entry(Named picture) throws IOException {
        String uri = StorePaths.show(picture.place());
        try {
            return Store.of(picture.place(), configuration)
                    .look(picture.place())
                    .map(found -> new Entry(
                            picture.path(), uri, found.bytes(), found.modified(), found.etag(), picture.sha256()))
                    .orElse(new Entry(picture.path(), uri, 0, 0, "", picture.sha256()));
        } catch (AccessDeniedException | AccessControlException e) {
            return new Entry(picture.path(), uri, 0, 0, "", picture.sha256());
        } finally {
            seen.increment();
        }
    }

    private static List<Path> onePlaceAFolder(Iterable<Named> pictures) {
        Map<Path, Path> places = new LinkedHashMap<>();
        for (Named picture : pictures) {
            places.putIfAbsent(picture.place().getParent(), picture.place());
        }
        return List.copyOf(places.values());
    }
}
