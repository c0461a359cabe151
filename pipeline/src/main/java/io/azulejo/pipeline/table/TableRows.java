package io.azulejo.pipeline.table;

import io.azulejo.pipeline.store.StorePaths;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Reads the rows that count, file by file as the markers name them. Safe for many threads. */
public final class TableRows {
    private final OutputTable table;
    private final SparkSession spark;

    public TableRows(OutputTable table, SparkSession spark) {
        this.table = table;
        this.spark = spark;
    }

    /** A folder's or a file's name as Spark takes it: letter by letter, because it decodes nothing. */
    public static String name(Path place) {
        return StorePaths.show(place);
    }

    /**
     * Rows of {@link Columns#ROW} as a frame. Spark's public way makes an encoder, which is compiled or walked by Scala's
     * reflection, and either takes longer than a small commit.
     */
    public static Dataset<Row> frame(JavaRDD<Row> rows, SparkSession spark) {
        JavaRDD<InternalRow> internal = rows.map(row -> (InternalRow)
                CatalystTypeConverters.createToCatalystConverter(Columns.ROW).apply(row));
        return ((org.apache.spark.sql.classic.SparkSession) spark)
                .internalCreateDataFrame(internal.rdd(), Columns.ROW, false);
    }

    /** The results of some commits. */
    public Dataset<Row> results(List<Marker> markers) {
        return read(spark, markers, Marker::results);
    }

    /**
     * The rows of some commits with their pictures. Spark's reader of whole batches would take 4,096 pictures at once;
     * this one takes them singly.
     */
    public Dataset<Row> images(List<Marker> markers) {
        SparkSession single = spark.newSession();
        single.conf().set("spark.sql.parquet.columnarReaderBatchSize", "1");
        return read(single, markers, Marker::images);
    }

    /** All rows of {@code images} or {@code results} of a commit that does not count yet. */
    public Dataset<Row> uncommitted(String data, int commit) {
        return reader(spark).schema(Columns.ROW).parquet(name(table.folder(data, commit)));
    }

    /** The columns that the results of some commits have, by the last of these: one version wrote them all. */
    public StructType columns(List<Marker> markers) {
        List<Marker> last = markers.subList(Math.max(0, markers.size() - 1), markers.size());
        String[] names = names(last, Marker::results);
        return names.length == 0 ? Columns.ROW : reader(spark).parquet(names).schema();
    }

    private Dataset<Row> read(
            SparkSession session, List<Marker> markers, Function<Marker, List<Marker.DataFile>> files) {
        String[] names = names(markers, files);
        return names.length == 0
                ? session.createDataFrame(List.of(), Columns.ROW)
                : reader(session).schema(Columns.ROW).parquet(names);
    }

    private String[] names(List<Marker> markers, Function<Marker, List<Marker.DataFile>> files) {
        return markers.stream()
                .flatMap(marker -> files.apply(marker).stream())
                .map(file -> name(StorePaths.below(table.place(), file.path())))
                .toArray(String[]::new);
    }

    /** A name with a bracket or a star in it is a name and no pattern. */
    private static DataFrameReader reader(SparkSession session) {
        return session.read().option("__globPaths__", "false");
    }
}
