package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.table.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real disk of a few megabytes that fills while a run is at work: one line that names it, and the rest goes on. */
class FullDiskTest extends SmallArchive {
    private static final String SIZE = "16m";

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(temporary.resolve("disk"));
        assumeTrue(
                done("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "azulejo-test", disk.toString()),
                "this user may mount no small disk");
        for (int i = 0; i < 2; i++) {
            Files.write(input.resolve(i + ".png"), TestPictures.png(560, 360, i));
        }
    }

    @AfterEach
    void unmount() throws Exception {
        FaultyFileSystem.reset();
        done("umount", disk.toString());
    }

    private static boolean done(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes what room the disk has, down to so many bytes. */
    private IOException fill(int left) {
        try (OutputStream out = Files.newOutputStream(disk.resolve("other"))) {
            long most = Files.getFileStore(disk).getUsableSpace() - left;
            byte[] block = new byte[4096];
            for (long written = 0; written < most; written += block.length) {
                out.write(block);
            }
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** The disk fills when a picture is read to be restored: behind the look at the room there is for its commit. */
    private void fillAt(String picture, int left) {
        FaultyFileSystem.onOpen(picture, path -> Files.exists(disk.resolve("out/_runs")) ? fill(left) : null);
    }

    private Restore run(Path where) {
        return new Restore(FaultyFileSystem.place(input), where.toString()).commitMegapixels(1);
    }

    private Map<?, ?> ended(Path where) throws IOException {
        try (Stream<Path> runs = Files.list(where.resolve("_runs"))) {
            return Json.read(Files.readAllBytes(runs.toList().get(0).resolve("ended.json")), Map.class);
        }
    }

    private void assertGoesOn(Path where) throws Exception {
        FaultyFileSystem.reset();
        Files.delete(disk.resolve("other"));
        assertEquals(2, run(where).run().count("images"));
        assertTrue(Files.exists(where.resolve("_commits/000002.json")));
    }

    @Test
    void outputThatFillsInACommitIsNamedAndWhatWasCommittedStays() throws Exception {
        Path where = disk.resolve("out");
        fillAt("1.png", 64 << 10);
        IOException told = assertThrows(IOException.class, () -> run(where).run());
        assertEquals(
                "--output file://%s has no room left (No space left on device): make room there".formatted(where),
                told.getMessage());
        assertEquals(List.of(1), ended(where).get("commits"));
        assertEquals("DEFECT", ended(where).get("state"));
        assertEquals(told.getMessage(), ended(where).get("message"));
        assertFalse(Files.exists(where.resolve("_lock.json")));
        assertGoesOn(where);
    }

    @Test
    void roomIsLookedAtBeforeEveryCommit() throws Exception {
        Path where = disk.resolve("out");
        fillAt("0.png", 5 << 20);
        IOException told = assertThrows(IOException.class, () -> run(where).run());
        assertTrue(
                told.getMessage()
                        .matches(
                                "--output file://\\S+ has room for \\d MiB, and one commit may need 6 MiB: make room, or lower --commit-megapixels"),
                told.getMessage());
        assertEquals(List.of(1), ended(where).get("commits"));
        assertGoesOn(where);
    }

    @Test
    void filesThatFillAreNamedByTheirFlag() throws Exception {
        Path files = disk.resolve("files");
        FaultyFileSystem.onOpen("1.png", path -> Files.exists(output.resolve("_runs")) ? fill(0) : null);
        IOException told =
                assertThrows(IOException.class, () -> run(output).files(files).run());
        assertEquals(
                "--files file://%s has no room left (No space left on device): make room there".formatted(files),
                told.getMessage());
        FaultyFileSystem.reset();
        Files.delete(disk.resolve("other"));
        assertEquals(1, run(output).files(files).run().count("restored"));
        try (Stream<Path> found = Files.list(files)) {
            assertEquals(
                    List.of("0.png", "1.png", "_azulejo-files.json"),
                    found.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void whatIsFullFromTheStartIsRefusedAndNothingIsLeftThere() throws Exception {
        // Without room for as much as a name; where there is nothing to restore no room is asked for.
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        Path where = Files.createDirectory(disk.resolve("out"));
        assertEquals(null, fill(0));
        assertEquals(
                "--output file://%s has no room left (No space left on device): make room there".formatted(where),
                new Restore(empty, where).refused());
        try (Stream<Path> found = Files.list(where)) {
            assertEquals(List.of(), found.toList());
        }
    }

    @Test
    void aDiskThatMayOnlyBeReadIsRefusedWithTheReason() throws Exception {
        Path where = disk.resolve("out");
        assumeTrue(done("mount", "-o", "remount,ro", disk.toString()), "this user may mount nothing for reading only");
        assertEquals(
                "--output file://%s cannot be written: Read-only file system".formatted(where),
                run(where).refused());
    }
}
