package io.azulejo.pipeline.listing;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Places;
import io.azulejo.pipeline.store.Reach;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Lists what {@code --input} and {@code --reference} name. Safe for many threads. */
public final class Listing {
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");
    private static final Pattern NOT_PICTURES = Pattern.compile("@eaDir|\\.thumbnails|\\.Trash.*|__MACOSX");
    private static final Set<String> OURS = Set.of("_azulejo.json", "_azulejo-files.json");

    private final String flag;
    private final Configuration configuration;

    /**
     * What was asked as settings keep it, wherever it was asked from: a whole URI, with the sign of a manifest.
     *
     * @throws IllegalArgumentException if it names no place
     */
    public static String shown(String asked) {
        return asked.startsWith("@")
                ? "@" + Places.show(Places.parse(asked.substring(1)))
                : Places.show(Places.parse(asked));
    }

    /** Lists for a flag, which messages name. */
    public Listing(String flag, Configuration configuration) {
        this.flag = flag;
        this.configuration = configuration;
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
            FileSystem files = Reach.files(place, configuration);
            Optional<FileStatus> literal = status(files, place);
            if (literal.isPresent() && (forced || ManifestFile.named(literal.get()))) {
                return new Manifest(flag + " " + asked, place, configuration).listed(literal.get());
            }
            if (literal.isPresent() && literal.get().isDirectory()) {
                List<String> lost = new ArrayList<>();
                return filtered(place, place, walk(files, literal.get(), lost), lost, output);
            }
            if (literal.isPresent()) {
                return filtered(place.getParent(), place, List.of(literal.get()), List.of(), output);
            }
            if (!forced && WILDCARD.matcher(asked).find()) {
                return glob(files, place, asked, output);
            }
        } catch (IOException e) {
            throw new RequestException(
                    "%s %s cannot be listed: %s".formatted(flag, asked, Reach.reason(e, place, configuration)), e);
        }
        throw new RequestException("%s %s: there is no such folder or file".formatted(flag, asked));
    }

    private Path place(String asked) throws RequestException {
        try {
            return Places.parse(asked);
        } catch (IllegalArgumentException e) {
            throw new RequestException("%s %s: %s".formatted(flag, asked, e.getMessage()), e);
        }
    }

    private Listed glob(FileSystem files, Path place, String asked, Optional<Path> output)
            throws IOException, RequestException {
        FileStatus[] matches = files.globStatus(place);
        if (matches == null || matches.length == 0) {
            throw new RequestException("%s %s matches nothing".formatted(flag, asked));
        }
        Path root = place;
        while (WILDCARD.matcher(root.toUri().getPath()).find()) {
            root = root.getParent();
        }
        List<FileStatus> found = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (FileStatus match : matches) {
            found.addAll(match.isDirectory() ? walk(files, match, lost) : List.of(match));
        }
        return filtered(root, root, found, lost, output);
    }

    private static Optional<FileStatus> status(FileSystem files, Path place) throws IOException {
        try {
            return Optional.of(files.getFileStatus(place));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Every file below a folder; an object store answers one flat listing. */
    private static List<FileStatus> walk(FileSystem files, FileStatus folder, List<String> lost) throws IOException {
        if ("file".equals(files.getUri().getScheme())) {
            return DiskWalk.below(folder.getPath(), files, lost);
        }
        List<FileStatus> found = new ArrayList<>();
        var statuses = files.listFiles(folder.getPath(), true);
        while (statuses.hasNext()) {
            found.add(statuses.next());
        }
        return found;
    }

    private Listed filtered(Path root, Path place, List<FileStatus> found, List<String> lost, Optional<Path> output) {
        Set<String> ours = new HashSet<>();
        for (FileStatus status : found) {
            if (OURS.contains(status.getPath().getName())) {
                String folder = parent(Places.relative(root, status.getPath()));
                if (!folder.isEmpty()) {
                    ours.add(folder);
                }
            }
        }
        List<Entry> entries = new ArrayList<>();
        long ignored = 0;
        boolean outputSeen = false;
        for (FileStatus status : found) {
            String path = Places.relative(root, status.getPath());
            if (output.isPresent() && Places.within(output.get(), status.getPath())) {
                outputSeen = true;
            } else if (noPicture(path, ours)) {
                ignored++;
            } else {
                entries.add(entry(path, status));
            }
        }
        entries.sort(Comparator.comparing(Entry::path));
        List<String> notes = new ArrayList<>(lost);
        if (outputSeen) {
            notes.add("%s lies below %s and is left out of the listing"
                    .formatted(Places.show(output.get()), Places.show(root)));
        }
        return new Listed(List.of(place), List.copyOf(entries), ignored, List.copyOf(notes));
    }

    private static boolean noPicture(String path, Set<String> ours) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.startsWith("._") || OURS.contains(name)) {
            return true;
        }
        for (String folder = parent(path); !folder.isEmpty(); folder = parent(folder)) {
            String last = folder.substring(folder.lastIndexOf('/') + 1);
            if (ours.contains(folder) || NOT_PICTURES.matcher(last).matches()) {
                return true;
            }
        }
        return false;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static Entry entry(String path, FileStatus status) {
        return new Entry(
                path, Places.show(status.getPath()), status.getLen(), status.getModificationTime(), etag(status));
    }

    /** The store's own word for the content, without the quotes of its protocol; empty where it has none. */
    static String etag(FileStatus status) {
        String etag = status instanceof EtagSource source ? source.getEtag() : null;
        return etag == null ? "" : etag.replace("\"", "");
    }
}
