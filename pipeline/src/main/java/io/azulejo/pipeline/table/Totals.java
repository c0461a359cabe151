package io.azulejo.pipeline.table;

import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sums over committed rows; those of several commits add up.
 *
 * @param good rows RESTORED or MEASURED
 * @param failed rows FAILED
 * @param pixelsOut of good rows
 * @param fetchMs wall time of tasks
 * @param decodeMs wall time of tasks
 * @param restoreMs wall time of tasks
 * @param encodeMs wall time of tasks
 * @param errors failed rows by kind
 */
public record Totals(
        long good,
        long failed,
        long pixelsOut,
        double fetchMs,
        double decodeMs,
        double restoreMs,
        double encodeMs,
        TreeMap<String, Long> errors) {
    /** Of no rows at all. */
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, new TreeMap<>());

    /** The sums of some rows of {@link Columns#ROW}, added up here: to group them would be a job of its own. */
    public static Totals of(Dataset<Row> rows) {
        Totals totals = NONE;
        List<Row> narrow = rows.select(
                        "status",
                        "error_kind",
                        "out_width",
                        "out_height",
                        "fetch_ms",
                        "decode_ms",
                        "restore_ms",
                        "encode_ms")
                .collectAsList();
        for (Row row : narrow) {
            totals = totals.plus(one(row));
        }
        return totals;
    }

    private static Totals one(Row row) {
        boolean failed = "FAILED".equals(row.getString(0));
        TreeMap<String, Long> errors = new TreeMap<>();
        if (failed) {
            errors.put(row.getString(1), 1L);
        }
        return new Totals(
                failed ? 0 : 1,
                failed ? 1 : 0,
                failed ? 0 : row.isNullAt(2) ? 0 : (long) row.getInt(2) * row.getInt(3),
                milliseconds(row, 4),
                milliseconds(row, 5),
                milliseconds(row, 6),
                milliseconds(row, 7),
                errors);
    }

    private static double milliseconds(Row row, int column) {
        return row.isNullAt(column) ? 0 : row.getDouble(column);
    }

    /** The sums of both. */
    public Totals plus(Totals other) {
        TreeMap<String, Long> both = new TreeMap<>(errors);
        other.errors.forEach((kind, count) -> both.merge(kind, count, Long::sum));
        return new Totals(
                good + other.good,
                failed + other.failed,
                pixelsOut + other.pixelsOut,
                fetchMs + other.fetchMs,
                decodeMs + other.decodeMs,
                restoreMs + other.restoreMs,
                encodeMs + other.encodeMs,
                both);
    }
}
