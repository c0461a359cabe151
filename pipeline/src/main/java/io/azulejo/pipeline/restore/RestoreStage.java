package io.azulejo.pipeline.restore;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.azulejo.pipeline.plan.PlannedPicture;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.plan.Tasks;
import io.azulejo.pipeline.run.Counters;
import io.azulejo.pipeline.run.Progress;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.Settings;
import io.azulejo.pipeline.table.StoreCommitter;
import io.azulejo.pipeline.table.TableRows;
import io.azulejo.pipeline.table.Totals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Carries out commits, by the commit rule: the pictures are computed and written once, the results are a projection of
 * what was written, and then the marker makes both count. For one thread.
 */
final class RestoreStage implements AutoCloseable {
    private final Cluster cluster;
    private final OutputTable table;
    private final SparkSession spark;
    private final TableRows rows;
    private final Progress progress;
    private final Settings settings;
    private final String runId;
    private final Broadcast<RestoreContext> context;

    RestoreStage(RestoreContext context, Cluster cluster, Preparation preparation, Progress progress) {
        this.cluster = cluster;
        this.table = preparation.table();
        this.spark = StoreCommitter.session(cluster.spark(), table.place());
        this.rows = new TableRows(table, spark);
        this.progress = progress;
        this.settings = preparation.settings();
        this.runId = context.runId();
        this.context = cluster.context().broadcast(context);
    }

    /**
     * Restores some pictures and makes their rows count. What lies in the commit's folders is overwritten: no marker
     * names it, and a store may carry out the last request of a killed run after this one has swept.
     */
    Totals commit(int number, List<PlannedPicture> units) throws IOException {
        cluster.name("commit %d: restoring %,d pictures".formatted(number, units.size()));
        TableRows.frame(rows(number, units), spark)
                .write()
                .mode(SaveMode.Overwrite)
                .option("compression", "uncompressed")
                .option("parquet.enable.dictionary", "false")
                .parquet(TableRows.name(table.folder("images", number)));
        progress.writing();
        cluster.name("commit %d: its results".formatted(number));
        project(number);
        cluster.name("commit %d: its totals".formatted(number));
        Totals totals = Totals.of(rows.uncommitted("results", number));
        long written = totals.good() + totals.failed();
        if (written != units.size()) {
            throw new IOException("commit %d has %d rows for %d pictures and does not count"
                    .formatted(number, written, units.size()));
        }
        table.commit(new Marker(
                number,
                runId,
                settings,
                table.dataFiles("images", number),
                table.dataFiles("results", number),
                written,
                List.of()));
        progress.committed(number, written, totals.pixelsOut());
        return totals;
    }

    private JavaRDD<Row> rows(int number, List<PlannedPicture> units) {
        Broadcast<RestoreContext> told = context;
        Broadcast<SerializableConfiguration> stores = cluster.stores();
        Counters counted = progress.counters();
        List<List<PlannedPicture>> tasks = Tasks.of(units, cluster.slots());
        return cluster.context()
                .parallelize(tasks, tasks.size())
                .mapPartitions(part -> new RestoredRows(
                        part, new RestoreTask(told.value(), stores.value().value(), counted, number)));
    }

    private void project(int number) {
        rows.uncommitted("images", number)
                .withColumn(
                        "restored",
                        when(
                                col("restored").isNotNull(),
                                struct(
                                        col("restored.uri"),
                                        col("restored.offset"),
                                        col("restored.size"),
                                        col("restored.content_type"),
                                        col("restored.checksum"),
                                        lit(null).cast(DataTypes.BinaryType).as("inline"))))
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(TableRows.name(table.folder("results", number)));
    }

    @Override
    public void close() {
        context.destroy();
    }

    /** The rows of one task, each computed when it is asked for, so that one encoded picture is held at a time. */
    private static final class RestoredRows implements Iterator<Row> {
        private final Iterator<List<PlannedPicture>> groups;
        private final RestoreTask task;
        private Iterator<PlannedPicture> units = Collections.emptyIterator();

        RestoredRows(Iterator<List<PlannedPicture>> groups, RestoreTask task) {
            this.groups = groups;
            this.task = task;
            TaskCompletionListener closing = context -> close();
            TaskContext.get().addTaskCompletionListener(closing);
        }

        @Override
        public boolean hasNext() {
            while (!units.hasNext() && groups.hasNext()) {
                units = groups.next().iterator();
            }
            return units.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                return task.restore(units.next());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void close() {
            try {
                task.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
