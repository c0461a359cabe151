package io.azulejo.pipeline.restore;

import static org.apache.spark.sql.functions.col;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Places;
import io.azulejo.pipeline.table.Columns;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.Settings;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What earlier runs finished: the committed rows, by path. A row is still good where the picture has the etag it had,
 * or without one the length and time of change; where only the time differs, the checksum decides.
 */
public final class Resume {
    /** How a listed picture stands. */
    public enum State {
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
    record Committed(long bytes, long modified, String etag, String checksum, String uri, boolean restored) {}

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
        List<String> files = new ArrayList<>();
        for (Marker marker : markers) {
            if (!marker.settings().hash().equals(settings.hash())) {
                throw new RequestException(
                        "--output %s holds a run of other settings (%s): name another folder, or ask as then"
                                .formatted(
                                        Places.show(table.place()),
                                        String.join("; ", settings.differences(marker.settings()))));
            }
            for (Marker.DataFile file : marker.results()) {
                files.add(Places.below(table.place(), file.path()).toUri().toString());
            }
        }
        return files.isEmpty() ? new Resume(Map.of()) : new Resume(read(table, files, spark));
    }

    private static Map<String, Committed> read(OutputTable table, List<String> files, SparkSession spark)
            throws RequestException {
        Dataset<Row> results = spark.read().parquet(files.toArray(String[]::new));
        Set<String> missing = new HashSet<>(List.of(Columns.ROW.fieldNames()));
        missing.removeAll(List.of(results.columns()));
        if (!missing.isEmpty()) {
            throw new RequestException("--output %s lacks the columns %s: it is of another version; name another folder"
                    .formatted(Places.show(table.place()), String.join(", ", missing)));
        }
        Dataset<Row> wanted = results.select(
                col("path"),
                col("source.size"),
                col("source_modified"),
                col("source_etag"),
                col("source.checksum"),
                col("restored.uri"),
                col("status"));
        Map<String, Committed> rows = new HashMap<>();
        for (Row row : wanted.collectAsList()) {
            Timestamp modified = row.getTimestamp(2);
            rows.put(
                    row.getString(0),
                    new Committed(
                            row.getLong(1),
                            modified.getTime(),
                            row.isNullAt(3) ? "" : row.getString(3),
                            row.isNullAt(4) ? "" : row.getString(4),
                            row.isNullAt(5) ? "" : row.getString(5),
                            "RESTORED".equals(row.getString(6))));
        }
        return rows;
    }

    /** How many rows are committed. */
    public int size() {
        return rows.size();
    }

    /** How a listed picture stands. */
    public State state(Entry entry) {
        Committed row = rows.get(entry.path());
        if (row == null) {
            return State.NEW;
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

    /** The checksum that the committed row of this path has. */
    public String checksum(String path) {
        return rows.get(path).checksum();
    }

    /** The files that committed rows name. */
    public Set<String> uris() {
        Set<String> uris = new HashSet<>();
        for (Committed row : rows.values()) {
            if (!row.uri().isEmpty()) {
                uris.add(row.uri());
            }
        }
        return uris;
    }

    /** Whether the committed row of this path holds a restored picture. */
    public boolean restored(String path) {
        return rows.get(path).restored();
    }

    /** The file that the committed row of this path names; empty where there is none. */
    public String uri(String path) {
        return rows.get(path).uri();
    }
}
