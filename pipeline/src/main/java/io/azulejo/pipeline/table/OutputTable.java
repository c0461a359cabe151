package io.azulejo.pipeline.table;

import io.azulejo.imaging.codec.Format;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * An OUTPUT: where its parts lie, which commits count, and how one comes to count. For one run at a time, which holds
 * the {@link Lock}; many readers may look on.
 */
public final class OutputTable {
    /** The format of what is written; another number is refused. */
    public static final int FORMAT = 1;

    static final Pattern COMMIT_FOLDER = Pattern.compile("commit=(\\d{6,})");
    static final Pattern MARKER = Pattern.compile("(\\d{6,})\\.json");
    static final List<String> DATA_FOLDERS = List.of("images", "results", "files");

    private final Path output;
    private final Store store;
    private final List<Integer> made = new CopyOnWriteArrayList<>();

    /** What {@code _azulejo.json} holds. */
    record Head(int format, String kind, String createdBy) {}

    /**
     * The table at a place, which need not exist yet; nothing is written.
     *
     * @throws IOException if its store cannot be reached
     */
    public OutputTable(Path output, Configuration configuration) throws IOException {
        this.output = output;
        this.store = Store.reached(output, configuration);
    }

    public Path place() {
        return output;
    }

    public Store store() {
        return store;
    }

    /** {@code images}, {@code results} or {@code files} of a commit. */
    public Path folder(String data, int commit) {
        return StorePaths.below(output, "%s/commit=%06d".formatted(data, commit));
    }

    /** Where a picture lies that is too large for a cell of its commit. */
    public static Path overflow(Path output, int commit, String path, Format format) {
        return StorePaths.below(
                output,
                "files/commit=%06d/%s.%s"
                        .formatted(commit, path, format.extensions().get(0)));
    }

    /** Whether a table is there already. */
    public boolean exists() throws IOException {
        return store.exists(StorePaths.below(output, "_azulejo.json"));
    }

    /**
     * Checks that nothing is here yet, or a whole table of ours that a run of this kind may go on with.
     *
     * @param kind {@code restore} or {@code measure}
     * @param flag under which the place was named
     * @throws RequestException if the place holds something else, another format, a table of another kind, or one that
     *     has lost markers of its commits
     */
    public void check(String kind, String flag) throws RequestException, IOException {
        Optional<byte[]> head = store.read(StorePaths.below(output, "_azulejo.json"));
        if (head.isEmpty()) {
            List<FileStatus> children = store.children(output);
            if (!children.isEmpty()) {
                throw new RequestException(others(children, flag));
            }
            return;
        }
        Head found = head(head.get(), flag);
        if (found.format() != FORMAT) {
            throw new RequestException("%s %s is written in format %d, this version writes format %d: name another"
                    .formatted(flag, show(), found.format(), FORMAT));
        }
        if (!kind.equals(found.kind())) {
            throw new RequestException("%s %s holds what %s wrote, and not what %s writes: name another folder"
                    .formatted(flag, show(), found.kind(), kind));
        }
        new LostMarkers(output, store).refuse(flag);
    }

    private String others(List<FileStatus> children, String flag) {
        List<String> names =
                children.stream().map(child -> child.getPath().getName()).toList();
        return names.contains("results")
                ? "%s %s holds results and no _azulejo.json: if it is a copy of a table, copy the names that begin with _ too; else name an empty or a new folder"
                        .formatted(flag, show())
                : "%s %s holds other things (%s): name an empty or a new folder".formatted(flag, show(), names.get(0));
    }

    private Head head(byte[] json, String flag) throws RequestException {
        try {
            return Json.read(json, Head.class);
        } catch (IOException e) {
            throw new RequestException(
                    "%s %s: its _azulejo.json is none of ours: name another folder".formatted(flag, show()), e);
        }
    }

    /** Makes the table if it is not there. */
    public void create(String kind, String createdBy) throws IOException {
        store.createIfAbsent(StorePaths.below(output, "_azulejo.json"), Json.file(new Head(FORMAT, kind, createdBy)));
    }

    /** The commits that count, by number. */
    public List<Marker> markers() throws IOException {
        List<Marker> markers = new ArrayList<>();
        for (FileStatus status : store.children(StorePaths.below(output, "_commits"))) {
            if (MARKER.matcher(status.getPath().getName()).matches()) {
                Optional<byte[]> json = store.read(status.getPath());
                if (json.isPresent()) {
                    markers.add(marker(status.getPath(), json.get()));
                }
            }
        }
        return markers;
    }

    private static Marker marker(Path place, byte[] json) throws IOException {
        try {
            return Json.read(json, Marker.class);
        } catch (IOException e) {
            throw new IOException(
                    "%s is no marker of a commit: bring it back from a copy, or name another --output"
                            .formatted(StorePaths.show(place)),
                    e);
        }
    }

    /**
     * Removes what earlier runs left without a marker, and files that a marker replaced.
     *
     * @return how many leftovers there were
     */
    public int sweep(List<Marker> markers) throws IOException {
        int swept = 0;
        Set<Integer> counted = new HashSet<>();
        for (Marker marker : markers) {
            counted.add(marker.commit());
            for (String replaced : marker.replaces()) {
                store.delete(StorePaths.below(output, replaced));
            }
        }
        for (String data : DATA_FOLDERS) {
            for (FileStatus folder : store.children(StorePaths.below(output, data))) {
                Matcher name = COMMIT_FOLDER.matcher(folder.getPath().getName());
                if (name.matches() && !counted.contains(Integer.parseInt(name.group(1)))) {
                    store.delete(folder.getPath());
                    swept++;
                }
            }
        }
        // Not beside the lock: another run may be about to take it there, and to be told that it cannot.
        for (String folder : List.of("_commits", "_runs")) {
            swept += store.sweep(StorePaths.below(output, folder));
        }
        return swept;
    }

    /** The data files of a commit's folder, relative to OUTPUT. */
    public List<Marker.DataFile> dataFiles(String data, int commit) throws IOException {
        List<Marker.DataFile> files = new ArrayList<>();
        for (FileStatus status : store.children(folder(data, commit))) {
            if (status.isFile() && status.getPath().getName().endsWith(".parquet")) {
                files.add(new Marker.DataFile(StorePaths.relative(output, status.getPath()), status.getLen()));
            }
        }
        return files;
    }

    /**
     * Makes a commit count, if all its files are there and as long as written.
     *
     * @throws IOException if a file is missing or of another length, or another run took the number: the commit does
     *     not count, and its files are leftovers
     */
    public void commit(Marker marker) throws IOException {
        List<Marker.DataFile> files = new ArrayList<>(marker.images());
        files.addAll(marker.results());
        for (Marker.DataFile file : files) {
            long length = store.length(StorePaths.below(output, file.path())).orElse(-1L);
            if (length != file.bytes()) {
                throw new IOException("%s/%s should be %d bytes long and %s: the commit does not count"
                        .formatted(show(), file.path(), file.bytes(), length < 0 ? "is gone" : "is " + length));
            }
        }
        // A marker that outlasts a power cut must not name files that do not.
        store.sync(files.stream()
                .map(file -> StorePaths.below(output, file.path()))
                .toList());
        Path place = StorePaths.below(output, "_commits/%06d.json".formatted(marker.commit()));
        if (!store.createIfAbsent(place, Json.file(marker))) {
            throw new CommitTaken("commit %d of %s was made by another run meanwhile: start this one again"
                    .formatted(marker.commit(), show()));
        }
        made.add(marker.commit());
    }

    /** The numbers of the commits that were made through this object, in their order. */
    public List<Integer> made() {
        return List.copyOf(made);
    }

    /** Writes a run's record, {@code started} or {@code ended}, once. */
    public void record(String runId, String name, Object content) throws IOException {
        store.createIfAbsent(StorePaths.below(output, "_runs/%s/%s.json".formatted(runId, name)), Json.file(content));
    }

    /** What {@code started.json} says of the time. */
    record Started(String startedAt) {}

    /** When a run began, on the clock of the machine that it ran on; empty where it is not on record. */
    public Optional<Instant> started(String runId) throws IOException {
        Optional<byte[]> json = store.read(StorePaths.below(output, "_runs/%s/started.json".formatted(runId)));
        return json.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(Json.read(json.get(), Started.class).startedAt())
                        .map(Instant::parse);
    }

    private String show() {
        return StorePaths.show(output);
    }

    /** Another run made the commit of this number first: the loser stops, and nothing of its commit counts. */
    public static final class CommitTaken extends IOException {
        CommitTaken(String message) {
            super(message);
        }
    }
}
