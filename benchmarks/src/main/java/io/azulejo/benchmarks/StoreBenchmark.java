package io.azulejo.benchmarks;

import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.family.Families;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.restore.RestoreJob;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.udfs.option.Options;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * What object storage costs, against an S3 endpoint in this process.
 *
 * <p>{@code requests N}: how often a picture makes a run ask, in a first run over N small pictures and in a second in
 * which all are done. {@code FOLDER MODEL ROUNDS}: the time of {@code restore} from bucket to bucket over the time of
 * the same on a disk, in turns.
 */
public final class StoreBenchmark {
    private static final String KEY = "benchmark";
    private static final String SECRET = "benchmark-secret";

    private StoreBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path buckets = Files.createTempDirectory("azulejo-buckets-");
        Files.createDirectories(buckets.resolve("archive"));
        Files.createDirectories(buckets.resolve("restored"));
        URI endpoint = started(buckets);
        try (SparkSession spark = Sessions.open(null, settings(endpoint))) {
            Cluster cluster = new Cluster(spark);
            if (args[0].equals("requests")) {
                requests(Integer.parseInt(args[1]), cluster);
            } else {
                ratio(Path.of(args[0]), args[1], Integer.parseInt(args[2]), cluster);
            }
        }
        System.exit(0);
    }

    private static URI started(Path buckets) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(buckets.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .ignoreUnknownHeaders(true)
                .build();
        proxy.start();
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    private static Map<String, String> settings(URI endpoint) {
        return Map.of(
                "spark.hadoop.fs.s3a.endpoint",
                endpoint.toString(),
                "spark.hadoop.fs.s3a.endpoint.region",
                "us-east-1",
                "spark.hadoop.fs.s3a.path.style.access",
                "true",
                "spark.hadoop.fs.s3a.access.key",
                KEY,
                "spark.hadoop.fs.s3a.secret.key",
                SECRET,
                "spark.hadoop.fs.s3a.audit.execution.interceptors",
                Requests.class.getName());
    }

    private static void requests(int count, Cluster cluster) throws Exception {
        for (int i = 0; i < count; i++) {
            put("small/%04d.png".formatted(i), picture(i), cluster);
        }
        Path network = Files.createTempFile("azulejo-", ".onnx");
        PlksrConfig config = new PlksrConfig(8, 1, 2, ChannelMixer.DCCM, 5, 2, false, true);
        Files.write(network, Families.random(config, 1).onnx());
        for (String run : List.of("first", "second")) {
            Requests.take();
            restore("s3a://archive/small", "s3a://restored/small", network.toString(), cluster);
            Map<String, Long> counts = Requests.take();
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            System.out.printf(
                    Locale.ROOT, "%s run: %d requests, %.2f a picture %s%n", run, all, (double) all / count, counts);
        }
    }

    /** Through the protocol, because an endpoint knows no etag of a file that was laid into its folder. */
    private static void put(String key, byte[] content, Cluster cluster) throws IOException {
        var place = StorePaths.parse("s3a://archive/" + key);
        Store.of(place, cluster.configuration()).publish(new ByteArrayInputStream(content), place);
    }

    private static byte[] picture(long seed) throws Exception {
        Shape shape = new Shape(48, 32, 3, 8);
        byte[] row = new byte[shape.rowBytes()];
        Random random = new Random(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = Codecs.of(Format.PNG).encode(out, shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < shape.height(); y++) {
                random.nextBytes(row);
                sink.write(row, 0);
            }
        }
        return out.toByteArray();
    }

    private static void ratio(Path folder, String model, int rounds, Cluster cluster) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                put("scans/" + file.getFileName(), Files.readAllBytes(file), cluster);
            }
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i <= rounds; i++) {
            String disk =
                    Files.createTempDirectory("azulejo-disk-").resolve("out").toString();
            double onDisk = restore(folder.toString(), disk, model, cluster);
            double inBuckets = restore("s3a://archive/scans", "s3a://restored/round-" + i, model, cluster);
            System.out.printf(
                    Locale.ROOT,
                    "%s disk %.2f s, buckets %.2f s: %.3f%n",
                    i == 0 ? "warm-up:" : "round " + i + ":",
                    onDisk,
                    inBuckets,
                    inBuckets / onDisk);
            if (i > 0) {
                ratios.add(inBuckets / onDisk);
            }
        }
        double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "buckets over disk: median %.3f, from %.3f to %.3f%n",
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }

    /** Seconds of a run. */
    private static double restore(String input, String output, String model, Cluster cluster) throws Exception {
        long began = System.nanoTime();
        Console console = new Console(System.err, false);
        Preparation preparation = Preparation.of(
                Options.NONE
                        .with(RunOptions.INPUT, input)
                        .with(RunOptions.OUTPUT, output)
                        .with(RunOptions.MODEL, model),
                cluster.configuration(),
                console);
        new RestoreJob(preparation, cluster, console, new Stop()).run();
        return (System.nanoTime() - began) / 1e9;
    }
}
