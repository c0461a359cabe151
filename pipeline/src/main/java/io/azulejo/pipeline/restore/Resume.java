package io.azulejo.pipeline.restore;

import static org.apache.spark.sql.functions.col;

import io.azulejo.imaging.codec.Format;
import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.Fetched;
import io.azulejo.pipeline.store.Places;
import io.azulejo.pipeline.table.Columns;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.Settings;
import io.azulejo.pipeline.table.TableRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What earlier runs finished: the committed rows, by path. A row is still good where the picture has the etag it had,
 * or without one the length and time of change; where only the time differs, the checksum decides.
 */
public final class Resume {
    /** How a listed picture stands. */
    enum State {
        /** No committed row. */
        NEW,
        /** A committed row of this very content. */
        DONE,
        /** A committed row of other content. */
        CHANGED,
        /** A committed row of the same length and another time: only the checksum can tell. */
        DOUBTFUL
    }

    /** One committed row, as far as a later run needs it. */
    record Committed(long bytes, long modified, String etag, String checksum, String uri, String format) {}

    private static final int OBJECTS_PER_TASK = 16;

    private final Map<String, Committed> rows;

    private Resume(Map<String, Committed> rows) {
        this.rows = rows;
    }

    /**
     * Reads the committed rows of a table.
     *
     * @throws RequestException if they were made with other settings, or have other columns
     */
    public static Resume of(OutputTable table, List<Marker> markers, Settings settings, SparkSession spark)
            throws RequestException {
        for (Marker marker : markers) {
            if (!marker.settings().hash().equals(settings.hash())) {
                throw new RequestException(
                        "--output %s holds a run of other settings (%s): name another folder, or ask as then"
                                .formatted(
                                        Places.show(table.place()),
                                        String.join("; ", settings.differences(marker.settings()))));
            }
        }
        if (markers.isEmpty()) {
            return new Resume(Map.of());
        }
        TableRows rows = new TableRows(table, spark);
        Set<String> missing = new TreeSet<>(List.of(Columns.ROW.fieldNames()));
        missing.removeAll(rows.columns(markers));
        if (!missing.isEmpty()) {
            throw new RequestException("--output %s lacks the columns %s: it is of another version; name another folder"
                    .formatted(Places.show(table.place()), String.join(", ", missing)));
        }
        return new Resume(read(rows.results(markers)));
    }

    private static Map<String, Committed> read(Dataset<Row> results) {
        Dataset<Row> wanted = results.select(
                col("path"),
                col("source.size"),
                col("source_modified"),
                col("source_etag"),
                col("source.checksum"),
                col("restored.uri"),
                col("status"),
                col("format"));
        Map<String, Committed> rows = new HashMap<>();
        for (Row row : wanted.collectAsList()) {
            rows.put(
                    row.getString(0),
                    new Committed(
                            row.getLong(1),
                            row.getTimestamp(2).getTime(),
                            row.isNullAt(3) ? "" : row.getString(3),
                            row.isNullAt(4) ? "" : row.getString(4),
                            row.isNullAt(5) ? "" : row.getString(5),
                            "RESTORED".equals(row.getString(6)) ? row.getString(7) : ""));
        }
        return rows;
    }

    /**
     * Listed pictures by how they stand.
     *
     * @param fresh without a committed row
     * @param done with a committed row of this very content
     * @param changed with a committed row of other content
     */
    public record Standing(List<Entry> fresh, List<Entry> done, List<Entry> changed) {}

    /** Sorts listed pictures, reading those whose time alone changed. */
    public Standing sort(List<Entry> entries, Cluster cluster) {
        Standing standing = new Standing(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Entry> doubtful = new ArrayList<>();
        for (Entry entry : entries) {
            switch (state(entry)) {
                case NEW -> standing.fresh().add(entry);
                case DONE -> standing.done().add(entry);
                case CHANGED -> standing.changed().add(entry);
                case DOUBTFUL -> doubtful.add(entry);
            }
        }
        List<String> sums = cluster.map(doubtful, OBJECTS_PER_TASK, Resume::checksum);
        for (int i = 0; i < sums.size(); i++) {
            Entry entry = doubtful.get(i);
            boolean same = sums.get(i).equals(rows.get(entry.path()).checksum());
            (same ? standing.done() : standing.changed()).add(entry);
        }
        return standing;
    }

    /** What cannot be read has no checksum, and so is not what was committed. */
    private static String checksum(Entry entry, Configuration stores) {
        try (Fetched fetched = Fetched.read(Places.parse(entry.uri()), entry.bytes(), entry.bytes(), stores)) {
            return fetched.checksum();
        } catch (IOException e) {
            return "";
        }
    }

    /** How a listed picture stands. */
    State state(Entry entry) {
        Committed row = rows.get(entry.path());
        if (row == null) {
            return State.NEW;
        }
        boolean restored = !row.format().isEmpty();
        if (restored && !row.checksum().endsWith(entry.sha256())) {
            return State.CHANGED;
        }
        if (!entry.etag().isEmpty() && !row.etag().isEmpty()) {
            return entry.etag().equals(row.etag()) ? State.DONE : State.CHANGED;
        }
        if (entry.bytes() != row.bytes()) {
            return State.CHANGED;
        }
        if (entry.modified() == row.modified()) {
            return State.DONE;
        }
        // A row without a checksum is of a picture that could not be read; nothing tells whether it changed.
        return row.checksum().isEmpty() ? State.CHANGED : State.DOUBTFUL;
    }

    /** The files that committed rows name. */
    Set<String> uris() {
        Set<String> uris = new HashSet<>();
        for (Committed row : rows.values()) {
            if (!row.uri().isEmpty()) {
                uris.add(row.uri());
            }
        }
        return uris;
    }

    /** Whether the committed row of this path holds a restored picture. */
    boolean restored(String path) {
        return !rows.get(path).format().isEmpty();
    }

    /** The format of the restored picture that the committed row of this path holds. */
    Format format(String path) {
        return labelled(rows.get(path).format());
    }

    /** The format that a row names. */
    static Format labelled(String label) {
        return Arrays.stream(Format.values())
                .filter(format -> format.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** The file that the committed row of this path names; empty where there is none. */
    String uri(String path) {
        return rows.get(path).uri();
    }
}
