package io.azulejo.jobs;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.RunResult;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.udfs.option.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that runs on Spark: what it is told, and how it ends. */
abstract class RunCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Mixin
    SparkSettings spark;

    /** Its flags. */
    abstract DeclaredFlags flags();

    /** What remains to be done once a session is there. */
    @FunctionalInterface
    interface Job {
        RunResult run(Cluster cluster) throws RequestException, IOException;
    }

    /**
     * Checks what was asked, before a session is made.
     *
     * @param stores settings of stores
     * @throws RequestException if it cannot be carried out; nothing was written
     */
    abstract Job prepared(Options options, Configuration stores, Console console, Stop stop) throws RequestException;

    @Override
    public Integer call() throws RequestException, IOException {
        Options options = flags().read(command);
        boolean json = options.value(RunOptions.JSON);
        Console console = CommandOutput.console();
        Stop stop = new Stop();
        Signals.heed(stop, Duration.ofSeconds(options.value(RunOptions.GRACE_SECONDS)), console, json);
        Job job = prepared(options, spark.stores(), console, stop);
        try (SparkSession session = spark.session(console)) {
            RunResult ending = job.run(new Cluster(session));
            stop.done();
            return CommandOutput.with(ending, json);
        }
    }
}
