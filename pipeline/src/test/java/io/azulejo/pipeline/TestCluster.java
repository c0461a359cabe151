package io.azulejo.pipeline;

import io.azulejo.models.card.Card;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.family.Families;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.session.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of this module's tests, and a network of a few thousand parameters at scale 2. */
public final class TestCluster {
    private static final SparkSession SPARK = Sessions.open("local[2]", settings());
    private static final Cluster CLUSTER = new Cluster(SPARK);
    private static final PlksrConfig CONFIG = new PlksrConfig(8, 2, 2, ChannelMixer.DCCM, 5, 2, false, true);
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
        try {
            Path file = Files.createTempFile("azulejo-test-", ".onnx");
            file.toFile().deleteOnExit();
            return Files.write(file, Families.random(CONFIG, 1).onnx());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A network whose weights are no numbers. */
    public static Path uselessNetwork(Path folder) throws Exception {
        Map<String, FloatTensor> weights = new HashMap<>(CONFIG.initialise(1));
        weights.replaceAll((name, tensor) -> {
            float[] values = new float[tensor.toArray().length];
            Arrays.fill(values, Float.NaN);
            return FloatTensor.of(
                    values, tensor.shape().stream().mapToInt(side -> side).toArray());
        });
        Card card = Card.of("useless", CONFIG.task(), CONFIG.scale(), CONFIG.channels());
        return Files.write(
                folder.resolve("useless.onnx"),
                Model.of(CONFIG.graph(weights), card).onnx());
    }
}
