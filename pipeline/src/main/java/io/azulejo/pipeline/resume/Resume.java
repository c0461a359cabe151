package io.azulejo.pipeline.resume;

import io.azulejo.imaging.codec.Format;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.CountProgress;
import io.azulejo.pipeline.run.LiveLine;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.Settings;
import io.azulejo.pipeline.table.TableRows;
import io.azulejo.udfs.option.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * What earlier runs finished: the committed rows, by path. A row is still good where the picture has the etag it had,
 * or without one the length and time of change; where the time differs, or a disk says that the file was touched since,
 * the checksum decides.
 */
public final class Resume {
    /** The columns of committed rows that are read, in the order in which {@link #read} takes them. */
    private static final List<String> READ = List.of(
            "path",
            "source.size",
            "source_modified",
            "source_etag",
            "source.checksum",
            "restored.uri",
            "status",
            "format",
            "run_id",
            "finished_at");

    private final OutputTable table;
    private final Map<String, CommittedRow> rows;
    private final Map<String, Optional<Instant>> begun = new HashMap<>();

    private Resume(OutputTable table, Map<String, CommittedRow> rows) {
        this.table = table;
        this.rows = rows;
    }

    /**
     * Reads the committed rows of a table.
     *
     * @throws RequestException if they were made with other settings, or have other columns
     */
    public static Resume of(
            OutputTable table,
            List<Marker> markers,
            Settings settings,
            List<Option<?>> declared,
            Cluster cluster,
            Console console)
            throws RequestException {
        for (Marker marker : markers) {
            if (!marker.settings().hash().equals(settings.hash())) {
                throw new RequestException(
                        "--output %s holds a run of other settings (%s): name another folder, or ask as then"
                                .formatted(
                                        StorePaths.show(table.place()),
                                        String.join("; ", settings.differences(marker.settings(), declared))));
            }
        }
        if (markers.isEmpty()) {
            return new Resume(table, Map.of());
        }
        cluster.name("rows of earlier runs");
        try (LiveLine line = new LiveLine(console, () -> "reading the rows of earlier runs")) {
            TableRows rows = new TableRows(table, cluster.spark());
            refuseOtherColumns(table, rows.columns(markers));
            return new Resume(table, read(rows.results(markers)));
        }
    }

    /** A table needs the columns that are read of it, and no others. */
    private static void refuseOtherColumns(OutputTable table, StructType columns) throws RequestException {
        List<String> missing = READ.stream().filter(name -> !has(columns, name)).toList();
        if (!missing.isEmpty()) {
            throw new RequestException("--output %s lacks the columns %s: it is of another version; name another folder"
                    .formatted(StorePaths.show(table.place()), String.join(", ", missing)));
        }
    }

    private static boolean has(StructType columns, String name) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        if (!List.of(columns.fieldNames()).contains(first)) {
            return false;
        }
        return dot < 0
                || (columns.apply(first).dataType() instanceof StructType inner && has(inner, name.substring(dot + 1)));
    }

    private static Map<String, CommittedRow> read(Dataset<Row> results) {
        Dataset<Row> wanted = results.select(READ.stream().map(functions::col).toArray(Column[]::new));
        Map<String, CommittedRow> rows = new HashMap<>();
        Map<String, String> runs = new HashMap<>();
        for (Row row : wanted.collectAsList()) {
            rows.put(
                    row.getString(0),
                    new CommittedRow(
                            row.getLong(1),
                            row.getTimestamp(2).getTime(),
                            row.isNullAt(3) ? "" : row.getString(3),
                            row.isNullAt(4) ? "" : row.getString(4),
                            row.isNullAt(5) ? "" : row.getString(5),
                            "RESTORED".equals(row.getString(6)) ? row.getString(7) : "",
                            runs.computeIfAbsent(row.getString(8), run -> run),
                            row.getTimestamp(9).toInstant(),
                            "FAILED".equals(row.getString(6))));
        }
        return rows;
    }

    /**
     * Listed pictures by how they stand.
     *
     * @param fresh without a committed row
     * @param done with a committed row of this very content
     * @param changed with a committed row that is not known to be of this content
     * @param failed how many of these have a committed row that says that they failed
     * @param read how many of these were read again
     */
    public record Standing(List<Entry> fresh, List<Entry> done, List<Change> changed, long failed, long read) {}

    /**
     * Sorts listed pictures, reading again those of which only the checksum can tell.
     *
     * @param verify whether all are read again that have a checksum
     */
    public Standing sort(List<Entry> entries, boolean verify, Cluster cluster, Console console) {
        List<Entry> fresh = new ArrayList<>();
        List<Entry> done = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        List<Rereading.Doubt> doubts = new ArrayList<>();
        long failed = 0;
        LongAdder compared = new LongAdder();
        try (CountProgress count =
                CountProgress.of(console, "pictures compared with their rows", entries.size(), compared::sum)) {
            for (Entry entry : entries) {
                compared.increment();
                CommittedRow row = rows.get(entry.path());
                if (row == null) {
                    fresh.add(entry);
                    continue;
                }
                failed += row.failed() ? 1 : 0;
                CommittedRow.Seen seen = row.seen(entry, () -> begun(row));
                boolean known = !row.checksum().isEmpty();
                switch (seen.state()) {
                    case CHANGED -> changed.add(new Change(entry, Change.CHANGED, seen.why(), false));
                    case DOUBTFUL -> doubts.add(new Rereading.Doubt(entry, row.checksum()));
                    case DONE -> {
                        if (verify && known) {
                            doubts.add(new Rereading.Doubt(entry, row.checksum()));
                        } else {
                            done.add(entry);
                        }
                    }
                }
            }
        }
        if (!doubts.isEmpty()) {
            console.line((verify
                            ? "verifying %,d pictures: each is read again and compared with its row"
                            : "read again, because content, time, rights or owner changed since their rows were made: %,d")
                    .formatted(doubts.size()));
        }
        List<Optional<Change>> differences = Rereading.compare(doubts, cluster, console);
        for (int i = 0; i < doubts.size(); i++) {
            if (differences.get(i).isPresent()) {
                changed.add(differences.get(i).get());
            } else {
                done.add(doubts.get(i).entry());
            }
        }
        changed.sort(Comparator.comparing(change -> change.entry().path()));
        return new Standing(fresh, done, changed, failed, doubts.size());
    }

    /** When the run of a row began, before it read a picture; where that is not on record, when the row was done. */
    private Instant begun(CommittedRow row) {
        Optional<Instant> started = begun.computeIfAbsent(row.runId(), run -> {
            try {
                return table.started(run);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return started.orElse(row.finished());
    }

    /** The files that committed rows name. */
    public Set<String> uris() {
        Set<String> uris = new HashSet<>();
        for (CommittedRow row : rows.values()) {
            if (!row.uri().isEmpty()) {
                uris.add(row.uri());
            }
        }
        return uris;
    }

    /** Whether the committed row of this path holds a restored picture. */
    public boolean restored(String path) {
        return !rows.get(path).format().isEmpty();
    }

    /** The format of the restored picture that the committed row of this path holds. */
    public Format format(String path) {
        return labelled(rows.get(path).format());
    }

    /** The format that a row names. */
    public static Format labelled(String label) {
        return Arrays.stream(Format.values())
                .filter(format -> format.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** The file that the committed row of this path names; empty where there is none. */
    public String uri(String path) {
        return rows.get(path).uri();
    }
}
