package io.azulejo.jobs;

import io.azulejo.pipeline.session.Sessions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** What commands that start no Spark are told of the stores that they read and write. */
final class StoreFlags {
    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Hadoop's stores; may be repeated.")
    Map<String, String> conf = new LinkedHashMap<>();

    Configuration configuration() {
        return Sessions.stores(conf);
    }
}
