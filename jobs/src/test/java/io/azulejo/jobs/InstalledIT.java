package io.azulejo.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkout that was built, copied as {@code cp -r} copies: other place, other times, used by others than its builder. */
class InstalledIT {
    @TempDir
    static Path place;

    private static Path checkout;

    @TempDir
    Path folder;

    @BeforeAll
    static void copied() throws Exception {
        checkout = Files.createDirectories(place.resolve("another place/azulejo"));
        Path root = Path.of(System.getProperty("azulejo.root"));
        for (String part : List.of("pom.xml", "bin", "conf", "imaging", "models", "udfs", "pipeline", "jobs")) {
            assertEquals(0, ran("cp", "-r", root.resolve(part).toString(), checkout.toString()));
        }
        // A temporary folder is its maker's alone.
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @BeforeEach
    void withoutArchive() throws Exception {
        assertEquals(0, ran("rm", "-rf", checkout.resolve("jobs/target/archive").toString()));
    }

    private static int ran(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static void grey(Path file) throws Exception {
        Shape shape = new Shape(16, 16, 3, 8);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                RowSink sink = Codecs.of(Format.PNG).encode(out, shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < shape.height(); y++) {
                sink.write(new byte[shape.rowBytes()], 0);
            }
        }
    }

    private static Optional<Path> archive(Path archives) throws IOException {
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).findFirst();
        }
    }

    /** The archive that what a command leaves in the background makes: waited for, at most some minutes. */
    private static Path archiveAfter(Launcher launcher, String... command) throws Exception {
        Path archives = Files.createDirectories(checkout.resolve("jobs/target/archive"));
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            archives.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            launcher.run(command).assertDone();
            while (archive(archives).isEmpty()) {
                WatchKey key = watch.poll(5, TimeUnit.MINUTES);
                assertNotNull(key, "no archive was made");
                key.pollEvents();
                key.reset();
            }
        }
        return archive(archives).orElseThrow();
    }

    @Test
    void aCopyIsNotBuiltAgain() throws Exception {
        Answer answer = Launcher.in(folder).of(checkout).run("models", "list");
        answer.assertDone("plksr-light-x2");
        assertEquals("", answer.err());
    }

    @Test
    void someoneWithoutNameHomeOrLeaveToWriteRestores() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may become another user");
        assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
        grey(folder.resolve("in/a.png"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Answer answer = Launcher.in(folder)
                .of(checkout)
                .with("HOME", "/nonexistent")
                .with("AZULEJO_ARCHIVE", "on")
                .behind("setpriv", "--reuid=54321", "--regid=54321", "--clear-groups")
                .run("restore", "--input", "in", "--output", "out", "--json");
        assertEquals(0, answer.exit(), answer.err());
        assertEquals(1, answer.json().get("restored").asInt());
        assertFalse(Files.exists(checkout.resolve("jobs/target/archive")), "written into what is only readable");
    }

    @Test
    void aFirstCommandLeavesAnArchiveThatLaterOnesStartFrom() throws Exception {
        Launcher launcher = Launcher.in(folder).of(checkout).with("AZULEJO_ARCHIVE", "on");
        Path archive = archiveAfter(launcher, "models", "list");
        Path loaded = folder.resolve("loaded");
        grey(folder.resolve("in/a.png"));
        Answer answer = launcher.with("AZULEJO_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded)
                .run("restore", "--input", "in", "--output", "out", "--json");
        assertEquals(1, answer.json().get("restored").asInt(), answer.err());
        assertTrue(
                Files.readString(loaded).contains("org.apache.spark.SparkContext source: shared objects file"),
                archive + " was not used");
    }

    @Test
    void anArchiveThatFitsNothingIsNeverAWord() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        // A Java that makes no archive, so that the launcher leaves an empty one of the name that it looks for.
        Files.writeString(java, """
                #!/bin/bash
                case "$*" in *ClassArchive*) exit 1 ;; esac
                exec '%s/bin/java' "$@"
                """.formatted(System.getProperty("java.home")));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Launcher launcher = new Launcher(
                checkout,
                folder,
                List.of(),
                Map.of("JAVA_HOME", folder.resolve("jdk").toString()));
        Path archive = archiveAfter(launcher, "models", "list");
        Answer without = Launcher.in(folder).run("models", "list");
        assertEquals(0, Files.size(archive));
        assertEquals(without, launcher.run("models", "list"), "empty");
        Files.writeString(archive, "no archive");
        assertEquals(without, launcher.run("models", "list"), "of other bytes");
    }

    @Test
    void sourcesThatChangedInACopyThatMayNotBeWrittenAreRefused() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may become another user");
        assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
        Path changed = checkout.resolve("jobs/src/main/java/io/azulejo/jobs/New.java");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(changed, "class New {}\n");
        try {
            Launcher.in(folder)
                    .of(checkout)
                    .behind("setpriv", "--reuid=54321", "--regid=54321", "--clear-groups")
                    .run("models", "list")
                    .assertRefused("was changed since it was built", "let its owner run bin/azulejo once");
        } finally {
            Files.delete(changed);
        }
    }
}
