package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines about buckets, run by a shell as they stand there, against an S3 endpoint. */
class ReadmeBucketIT {
    private static final String KEY = "reader";
    private static final String SECRET = "reader-secret";

    @TempDir
    Path folder;

    /** The indented block that begins so. */
    private static String block(Path root, String beginning) throws Exception {
        List<String> block = Files.readAllLines(root.resolve("README.md")).stream()
                .dropWhile(line -> !line.startsWith("    " + beginning))
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .toList();
        return String.join("\n", block);
    }

    private static byte[] picture() throws Exception {
        Shape shape = new Shape(40, 30, 3, 8);
        byte[] row = new byte[shape.rowBytes()];
        Random random = new Random(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = Codecs.of(Format.PNG).encode(out, shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < shape.height(); y++) {
                random.nextBytes(row);
                sink.write(row, 0);
            }
        }
        return out.toByteArray();
    }

    /** Through the protocol, because an endpoint knows no etag of a file that was laid into its folder. */
    private static void put(String place, byte[] content, String endpoint) throws Exception {
        var path = StorePaths.parse(place);
        Configuration stores = Sessions.stores(Map.of(
                "spark.hadoop.fs.s3a.endpoint",
                endpoint,
                // Each test has an endpoint of its own for buckets of the same name.
                "spark.hadoop.fs.s3a.impl.disable.cache",
                "true",
                "spark.hadoop.fs.s3a.endpoint.region",
                "us-east-1",
                "spark.hadoop.fs.s3a.path.style.access",
                "true",
                "spark.hadoop.fs.s3a.access.key",
                KEY,
                "spark.hadoop.fs.s3a.secret.key",
                SECRET));
        Store.of(path, stores).publish(new ByteArrayInputStream(content), path);
    }

    @Test
    void theExampleRestoresFromBucketToBucket() throws Exception {
        Path root = Path.of(System.getProperty("azulejo.root"));
        assertRestored(endpoint -> block(root, "bin/azulejo restore --input s3a://"));
    }

    @Test
    void theExamplesFileOfSettingsDoesTheSame() throws Exception {
        Path root = Path.of(System.getProperty("azulejo.root"));
        Path file = folder.resolve("s3.properties");
        assertRestored(endpoint -> {
            String settings = block(root, "conf=").replace("https://s3.example.org", endpoint);
            Files.writeString(file, settings);
            return "bin/azulejo restore --input s3a://archive/scans --output s3a://restored/scans --config " + file;
        });
    }

    /** What a shell is to run, given the address of the endpoint. */
    private interface Lines {
        String at(String endpoint) throws Exception;
    }

    private void assertRestored(Lines lines) throws Exception {
        Path buckets = folder.resolve("buckets");
        Files.createDirectories(buckets.resolve("archive"));
        Files.createDirectories(buckets.resolve("restored"));
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(buckets.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .ignoreUnknownHeaders(true)
                .build();
        proxy.start();
        String endpoint = "http://127.0.0.1:" + proxy.getPort();
        try {
            put("s3a://archive/scans/page 1.png", picture(), endpoint);
            Path root = Path.of(System.getProperty("azulejo.root"));
            Path said = folder.resolve("said");
            ProcessBuilder shell = new ProcessBuilder("bash", "-euc", lines.at(endpoint))
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            shell.environment().put("AWS_ACCESS_KEY_ID", KEY);
            shell.environment().put("AWS_SECRET_ACCESS_KEY", SECRET);
            shell.environment().put("S3_ENDPOINT", endpoint);
            shell.environment().put("AZULEJO_ARCHIVE", "off");
            assertEquals(0, shell.start().waitFor(), Files.readString(said));
            assertTrue(Files.readString(said).contains("1 restored, 0 failed"), Files.readString(said));
        } finally {
            proxy.stop();
        }
        assertTrue(Files.exists(buckets.resolve("restored/scans/_commits/000001.json")));
        try (Stream<Path> parts = Files.list(buckets.resolve("restored/scans/images/commit=000001"))) {
            assertEquals(
                    1,
                    parts.filter(file -> file.toString().endsWith(".parquet")).count());
        }
    }
}
