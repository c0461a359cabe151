package io.azulejo.pipeline.session;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** A Spark session with the store settings that its executors need. Safe for many threads. */
public final class Cluster {
    private final SparkSession spark;
    private final JavaSparkContext context;
    private final Broadcast<SerializableConfiguration> stores;

    public Cluster(SparkSession spark) {
        this.spark = spark;
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        // What is cancelled ends within a window of the network, and not within a picture.
        spark.sparkContext().setInterruptOnCancel(true);
        this.stores = context.broadcast(
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    }

    public SparkSession spark() {
        return spark;
    }

    public JavaSparkContext context() {
        return context;
    }

    /** The settings of stores, for executors. */
    public Broadcast<SerializableConfiguration> stores() {
        return stores;
    }

    /** The settings of stores, for the driver. */
    public Configuration configuration() {
        return spark.sparkContext().hadoopConfiguration();
    }

    /** Cores of one task. */
    public int cpusPerTask() {
        return Integer.parseInt(spark.sparkContext().getConf().get("spark.task.cpus", "1"));
    }

    /** Tasks that run at once. */
    public int slots() {
        return Math.max(1, context.defaultParallelism() / cpusPerTask());
    }

    /** Names what Spark does next for this thread, for who looks at its jobs and stages. */
    public void name(String text) {
        context.setJobDescription(text);
        context.setCallSite(text);
    }

    /** What an executor does with one value. */
    @FunctionalInterface
    public interface OnExecutor<T, R> extends Serializable {
        R apply(T value, Configuration stores) throws Exception;
    }

    /** Ends all that Spark is doing, which then fails. */
    public void cancel() {
        spark.sparkContext().cancelAllJobs();
    }

    /** Applies a function on executors; results in the order of the values. */
    public <T, R> List<R> map(List<T> values, int perTask, OnExecutor<T, R> function) {
        if (values.isEmpty()) {
            return List.of();
        }
        Broadcast<SerializableConfiguration> settings = stores;
        int tasks = Math.max(1, (values.size() + perTask - 1) / perTask);
        return context.parallelize(values, tasks)
                .map(value -> function.apply(value, settings.value().value()))
                .collect();
    }
}
