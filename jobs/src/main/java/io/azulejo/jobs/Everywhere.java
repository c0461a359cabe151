package io.azulejo.jobs;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Flags that every command which starts Spark has. */
final class Everywhere {
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
     * @throws RequestException if Spark knows no such master
     */
    SparkSession session() throws RequestException {
        try {
            return Sessions.open(master, conf);
        } catch (Exception e) {
            // Scala declares no checked exceptions, and this one is of Spark's general kind.
            if (String.valueOf(e.getMessage()).contains("Could not parse Master URL")) {
                throw new RequestException(
                        "--master %s: Spark knows local[N], spark://HOST:PORT, yarn and k8s://HOST:PORT"
                                .formatted(master),
                        e);
            }
            throw e;
        }
    }
}
