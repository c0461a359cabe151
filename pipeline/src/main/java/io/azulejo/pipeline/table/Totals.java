package io.azulejo.pipeline.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.TreeMap;
import org.apache.spark.sql.Column;
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

    /** The sums of some rows of {@link Columns#ROW}. */
    public static Totals of(Dataset<Row> rows) {
        Totals totals = NONE;
        Dataset<Row> groups = rows.groupBy("status", "error_kind")
                .agg(
                        count(lit(1)),
                        orZero(sum(col("out_width").cast("long").multiply(col("out_height")))),
                        orZero(sum("fetch_ms")),
                        orZero(sum("decode_ms")),
                        orZero(sum("restore_ms")),
                        orZero(sum("encode_ms")));
        for (Row row : groups.collectAsList()) {
            totals = totals.plus(group(row));
        }
        return totals;
    }

    private static Column orZero(Column column) {
        return coalesce(column, lit(0));
    }

    private static Totals group(Row row) {
        long count = row.getLong(2);
        boolean failed = "FAILED".equals(row.getString(0));
        TreeMap<String, Long> errors = new TreeMap<>();
        if (failed) {
            errors.put(row.getString(1), count);
        }
        return new Totals(
                failed ? 0 : count,
                failed ? count : 0,
                failed ? 0 : row.getLong(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                errors);
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
