package io.azulejo.pipeline;

import io.azulejo.models.family.Families;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.session.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of this module's tests, and a network of a few thousand parameters at scale 2. */
public final class TestCluster {
    private static final SparkSession SPARK = Sessions.open("local[2]", settings());
    private static final Cluster CLUSTER = new Cluster(SPARK);
    private static final Path NETWORK = written();

    private TestCluster() {}

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(TestBuckets.settings());
        settings.put("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName());
        settings.put("spark.sql.shuffle.partitions", "1");
        settings.put("spark.executor.heartbeatInterval", "1s");
        return settings;
    }

    public static Cluster cluster() {
        return CLUSTER;
    }

    /** The file of the network. */
    public static Path network() {
        return NETWORK;
    }

    private static Path written() {
        PlksrConfig config = new PlksrConfig(8, 2, 2, ChannelMixer.DCCM, 5, 2, false, true);
        try {
            Path file = Files.createTempFile("azulejo-test-", ".onnx");
            file.toFile().deleteOnExit();
            return Files.write(file, Families.random(config, 1).onnx());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
