package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.run.RunResult.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Content that was replaced by one of equal length and time is found: by the disk's change time, or by reading all. */
class RestoreVerifyTest extends SmallArchive {
    @BeforeEach
    void twoPictures() throws Exception {
        picture("a.png", 1);
        picture("b.png", 2);
    }

    @AfterEach
    void reset() {
        FaultyFileSystem.reset();
    }

    /** A store that has neither etags nor a change time. */
    private Restore blind() {
        return new Restore(FaultyFileSystem.place(input), output.toString());
    }

    /** Other bytes of the same length, with the time of the file set back. */
    private void replace(String name) throws IOException {
        Path file = input.resolve(name);
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
    }

    private static void assertCounts(long skipped, long changed, Ran ran) {
        assertEquals(List.of(skipped, changed), List.of(ran.count("skipped"), ran.count("changed")));
    }

    @Test
    void onADiskTheChangeTimeOfTheFileLetsTheChecksumDecide() throws Exception {
        restore().run();
        replace("a.png");
        Ran second = restore().run();
        assertCounts(1, 1, second);
        assertEquals(3, second.ending().exit());
        assertEquals(
                List.of("read again, because content, time, rights or owner changed since their rows were made: 1"),
                second.said());
    }

    @Test
    void aFileOfWhichOnlyTheRightsChangedIsReadAgainAndStaysDone() throws Exception {
        restore().run();
        Files.setPosixFilePermissions(input.resolve("b.png"), PosixFilePermissions.fromString("r--r-----"));
        Ran second = restore().run();
        assertCounts(2, 0, second);
        assertEquals(State.DONE, second.ending().state());
        assertEquals(1, second.said().size(), second.said().toString());
    }

    @Test
    void whatWasReplacedWhileTheRunWentOnIsFoundToo() throws Exception {
        Path reference = Files.createDirectory(temporary.resolve("high"));
        Files.write(reference.resolve("a.png"), TestPictures.png(48, 40, 1));
        // A reference is read behind its picture, and before the row is done.
        FaultyFileSystem.onOpen("high/a.png", path -> {
            try {
                replace("a.png");
                return null;
            } catch (IOException e) {
                return e;
            }
        });
        restore().reference(FaultyFileSystem.place(reference)).run();
        FaultyFileSystem.reset();
        assertCounts(
                1, 1, restore().reference(FaultyFileSystem.place(reference)).run());
    }

    @Test
    void verifyingReadsEveryPictureAndCountsWhatDiffersAsChanged() throws Exception {
        blind().run();
        replace("a.png");
        assertCounts(2, 0, blind().run());
        Ran verified = blind().verify().run();
        assertCounts(1, 1, verified);
        assertEquals(1, verified.count("verified"));
        assertEquals(3, verified.ending().exit());
        assertTrue(
                verified.said().contains("verifying 2 pictures: each is read again and compared with its row"),
                verified.said().toString());
        assertTrue(verified.ending()
                .summary()
                .contains("verified: 1 of 2 pictures that were read again are as committed"));
    }

    @Test
    void whatCannotBeReadIsNamedWithItsReasonAndIsNotVerified() throws Exception {
        blind().run();
        FaultyFileSystem.onOpen("b.png", path -> new AccessControlException("Permission denied: user=x"));
        Ran verified = blind().verify().run();
        assertCounts(1, 1, verified);
        assertTrue(
                verified.ending().summary().contains("(b.png: the file may not be read: permission denied)"),
                verified.ending().summary());
        Path list = output.resolve("_runs/%s/changed.csv".formatted(verified.runId()));
        assertTrue(Files.readString(list).contains("\"UNREADABLE\",\"the file may not be read: permission denied\""));
    }

    @Test
    void verifyingADryRunWritesNothing() throws Exception {
        blind().run();
        replace("a.png");
        Ran dry = blind().verify().dryRun();
        assertTrue(
                dry.ending().summary().contains("1 changed since"), dry.ending().summary());
        try (Stream<Path> runs = Files.list(output.resolve("_runs"))) {
            assertEquals(1, runs.count());
        }
        assertFalse(Files.exists(output.resolve("_lock.json")));
    }
}
