package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.family.Families;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/azulejo} with a heap of its own. */
class LauncherIT {
    @TempDir
    Path folder;

    /** A picture of 6 megapixels with structure everywhere, written row by row. */
    private static void jpeg(Path file, int width, int height) throws IOException, PictureException {
        Shape shape = new Shape(width, height, 3, 8);
        Random random = new Random(20261125);
        byte[] row = new byte[shape.rowBytes()];
        try (OutputStream out = Files.newOutputStream(file);
                RowSink sink = Codecs.of(Format.JPEG).encode(out, shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int base = (x / 7 * 3 + y / 5 * 2) % 200 + random.nextInt(20);
                    row[3 * x] = (byte) base;
                    row[3 * x + 1] = (byte) (base + x * 30 / width);
                    row[3 * x + 2] = (byte) (base / 2);
                }
                sink.write(row, 0);
            }
        }
    }

    @Test
    void aPictureOfSixMegapixelsIsDoubledInHalfAGigabyteOfHeap() throws Exception {
        Files.createDirectories(folder.resolve("in"));
        jpeg(folder.resolve("in/wide.jpg"), 3000, 2000);
        Files.write(
                folder.resolve("tiny.onnx"),
                Families.random(new PlksrConfig(8, 1, 2, ChannelMixer.DCCM, 5, 2, false, true), 1)
                        .onnx());
        Answer answer = Launcher.in(folder)
                .with("AZULEJO_HEAP", "512m")
                .run("restore", "--input", "in", "--output", "out", "--model", "tiny.onnx", "--json");
        assertEquals(0, answer.exit(), answer.err());
        JsonNode object = answer.json();
        assertEquals(1, object.get("restored").asInt(), answer.out());
        assertEquals(24.0, object.get("megapixels_out").asDouble(), answer.out());
        assertTrue(
                Files.exists(folder.resolve("out/_commits/000001.json")),
                "relative paths hold from the caller's folder");
    }

    @Test
    void sigtermReachesTheRunAndLeavesNoLockThoughTheNetworkIsAtWork() throws Exception {
        Files.createDirectories(folder.resolve("in"));
        jpeg(folder.resolve("in/wide.jpg"), 3000, 2000);
        Path launcher = Path.of(System.getProperty("azulejo.root")).resolve("bin/azulejo");
        List<String> words = List.of(
                "/usr/bin/env",
                "AZULEJO_ARCHIVE=off",
                launcher.toString(),
                "restore",
                "--input",
                "in",
                "--output",
                "out",
                "--grace-seconds",
                "0");
        try (Command command = Command.start(folder, words)) {
            command.awaitFile(folder.resolve("out/images/commit=000001"));
            command.signal("TERM");
            Answer answer = command.ended();
            assertEquals(143, answer.exit(), answer.err());
        }
        assertTrue(Files.exists(folder.resolve("out/_runs")));
        assertTrue(Files.notExists(folder.resolve("out/_lock.json")), "the lock was left");
        assertTrue(Files.notExists(folder.resolve("out/_commits")), "what was dropped counts");
    }

    @Test
    void aHeapThatSparkRefusesIsRefusedInOneLine() throws Exception {
        Answer answer = Launcher.in(folder).with("AZULEJO_HEAP", "300m").run("models", "list");
        assertEquals(2, answer.exit());
        assertEquals(
                "azulejo: AZULEJO_HEAP=300m: Spark needs at least 512m",
                answer.err().strip());
    }
}
