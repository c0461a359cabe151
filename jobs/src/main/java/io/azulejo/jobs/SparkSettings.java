package io.azulejo.jobs;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.LiveLine;
import io.azulejo.pipeline.session.Sessions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Where a command that starts Spark runs it, and its own settings. */
final class SparkSettings {
    private static final Pattern MASTER =
            Pattern.compile("local|local\\[(\\*|[0-9]+)(,[0-9]+)?]|local-cluster\\[[0-9, ]+]|spark://.+|yarn|k8s://.+");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file: every flag without its dashes is a key.")
    String config;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A setting of Spark or Hadoop, as spark-submit takes it; may be repeated.")
    Map<String, String> conf = new LinkedHashMap<>();

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Where Spark runs (default: all cores of this machine).")
    String master;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** The settings of stores, for checks before there is a session. */
    Configuration stores() {
        return Sessions.stores(conf);
    }

    /**
     * The session.
     *
     * @param console where a person waits for it
     * @throws RequestException if Spark knows no such master: asked before Spark, which would print its traces
     */
    SparkSession session(Console console) throws RequestException {
        if (master != null && !MASTER.matcher(master).matches()) {
            throw new RequestException(
                    "--master %s: Spark knows local[N], local[*], spark://HOST:PORT, yarn and k8s://HOST:PORT"
                            .formatted(master));
        }
        try (LiveLine line = new LiveLine(console, () -> "starting Spark")) {
            return Sessions.open(master, conf);
        }
    }
}
