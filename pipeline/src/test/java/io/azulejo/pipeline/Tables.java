package io.azulejo.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tables as any reader of Parquet sees them, with no code of ours. */
public final class Tables {
    private Tables() {}

    /** {@code images} or {@code results} of an OUTPUT. */
    public static Dataset<Row> of(Path output, String data) {
        return TestCluster.cluster().spark().read().parquet(output.resolve(data).toString());
    }

    /** The same by path. */
    public static List<Row> rows(Path output, String data) {
        return rows(output.toString(), data);
    }

    /** The same of an OUTPUT in any store. */
    public static List<Row> rows(String output, String data) {
        List<Row> rows = new ArrayList<>(TestCluster.cluster()
                .spark()
                .read()
                .parquet(output + "/" + data)
                .collectAsList());
        rows.sort(Comparator.comparing(row -> row.<String>getAs("path")));
        return rows;
    }

    /** The only row of the results that has this path. */
    public static Row row(Path output, String path) {
        List<Row> rows = rows(output, "results").stream()
                .filter(row -> row.getAs("path").equals(path))
                .toList();
        if (rows.size() != 1) {
            throw new AssertionError("%d rows of %s".formatted(rows.size(), path));
        }
        return rows.get(0);
    }

    /** The paths of all rows of the results. */
    public static List<String> paths(Path output) {
        return rows(output, "results").stream()
                .map(row -> row.<String>getAs("path"))
                .toList();
    }

    /** A field of the struct {@code restored} or {@code source}. */
    public static Object of(Row row, String file, String field) {
        Row struct = row.getAs(file);
        return struct.get(struct.fieldIndex(field));
    }

    /** The encoded picture of a row of {@code images}. */
    public static byte[] cell(Row row) {
        return (byte[]) of(row, "restored", "inline");
    }
}
