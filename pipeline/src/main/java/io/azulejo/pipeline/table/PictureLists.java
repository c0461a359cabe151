package io.azulejo.pipeline.table;

import static org.apache.spark.sql.functions.col;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.OwnList;
import io.azulejo.pipeline.store.EncodedFile;
import io.azulejo.pipeline.store.StorePaths;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The lists of pictures that a run leaves beside its record, each in the form that {@code --input} takes: those that
 * stand failed, and those that changed. A list of none is not written. For one thread.
 */
public final class PictureLists {
    private static final int MEMORY_BYTES = 1 << 20;

    private final OutputTable table;
    private final SparkSession spark;
    private final String runId;

    public PictureLists(OutputTable table, SparkSession spark, String runId) {
        this.table = table;
        this.spark = spark;
        this.runId = runId;
    }

    /** Where a run leaves a list. */
    public static Path place(OutputTable table, String runId, String name) {
        return StorePaths.below(table.place(), "_runs/%s/%s".formatted(runId, name));
    }

    /** What is written into a list. */
    @FunctionalInterface
    public interface Lines {
        void writeTo(OwnList list) throws IOException;
    }

    /** Writes a list, seen when it is whole. */
    public void write(String name, Lines lines) throws IOException {
        try (EncodedFile spill = new EncodedFile(MEMORY_BYTES)) {
            long size;
            try (OwnList list = new OwnList(spill.restart())) {
                lines.writeTo(list);
                size = list.size();
            }
            if (size > 0) {
                try (InputStream content = spill.open()) {
                    table.store().publish(content, place(table, runId, name));
                }
            }
        }
    }

    /** {@code failed.csv}: those of some pictures whose committed rows are failed, in the order of their paths. */
    public void failed(List<Entry> pictures) throws IOException {
        Map<String, Entry> byPath = new HashMap<>();
        pictures.forEach(picture -> byPath.put(picture.path(), picture));
        // Part by part, because an archive that nobody may read has as many failures as pictures.
        Iterator<Row> rows = new TableRows(table, spark)
                .results(table.markers())
                .filter("status = 'FAILED'")
                .select("path", "error_kind", "error_message")
                .sort(col("path"))
                .toLocalIterator();
        write("failed.csv", list -> {
            while (rows.hasNext()) {
                Row row = rows.next();
                Entry picture = byPath.get(row.getString(0));
                if (picture != null) {
                    list.add(picture, row.getString(1), row.getString(2));
                }
            }
        });
    }
}
