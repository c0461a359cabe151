package io.azulejo.pipeline.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.internal.io.HadoopMapReduceCommitProtocol;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * How Spark's tasks write to an object store: by the committer that Hadoop has for the store's scheme (on s3a the magic
 * one: every file is one upload, which is completed when the job is), and so without a rename. Spark's own protocol
 * renames, which on such a store copies.
 *
 * <p>Made by Spark by name, once a job on the driver and once a task; for one thread.
 */
public final class StoreCommitter extends HadoopMapReduceCommitProtocol {
    private final String place;
    private transient PathOutputCommitter committer;

    /** Spark's signature; {@code dynamicPartitions} is passed on and never asked for here. */
    public StoreCommitter(String job, String place, boolean dynamicPartitions) {
        super(job, place, dynamicPartitions);
        this.place = place;
    }

    /** The session that writes below a place: on an object store one that commits through this class, else the same. */
    public static SparkSession session(SparkSession spark, Path output) {
        if (!"s3a".equals(output.toUri().getScheme())) {
            return spark;
        }
        SparkSession own = spark.newSession();
        own.conf().set("spark.sql.sources.commitProtocolClass", StoreCommitter.class.getName());
        return own;
    }

    @Override
    public OutputCommitter setupCommitter(TaskAttemptContext context) {
        try {
            committer = PathOutputCommitterFactory.createCommitter(new Path(place), context);
            return committer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String newTaskTempFile(TaskAttemptContext context, Option<String> folder, FileNameSpec name) {
        try {
            return new Path(committer.getWorkPath(), getFilename(context, name)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
