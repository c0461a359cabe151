package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.Measure;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.run.RunResult.State;
import io.azulejo.pipeline.run.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a second run does, and a run that was stopped. */
class RestoreResumeTest extends SmallArchive {
    @BeforeEach
    void twoPictures() throws Exception {
        picture("a.png", 1);
        picture("b.png", 2);
    }

    @AfterEach
    void reset() {
        FaultyFileSystem.reset();
    }

    /** The same, through a store that tells what was opened. */
    private Restore watched() {
        return new Restore(FaultyFileSystem.place(input), output.toString());
    }

    private List<String> commits() throws IOException {
        try (Stream<Path> files = Files.list(output.resolve("_commits"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertCounts(long restored, long skipped, long changed, Ran ran) {
        assertEquals(
                List.of(restored, skipped, changed),
                List.of(ran.count("restored"), ran.count("skipped"), ran.count("changed")));
    }

    @Test
    void aSecondRunRestoresNothingOpensNoPictureAndMakesNoCommit() throws Exception {
        watched().run();
        FaultyFileSystem.reset();
        Ran second = watched().run();
        assertCounts(0, 2, 0, second);
        assertEquals(List.of(), FaultyFileSystem.opened());
        assertEquals(List.of("000001.json"), commits());
        assertEquals(State.DONE, second.ending().state());
        assertEquals(0, second.ending().exit());
    }

    @Test
    void onlyNewPicturesAreRestored() throws Exception {
        restore().run();
        picture("c.png", 3);
        assertCounts(1, 2, 0, restore().run());
        assertEquals(List.of("a.png", "b.png", "c.png"), Tables.paths(output));
    }

    @Test
    void aPictureWhoseTimeAloneChangedIsSkipped() throws Exception {
        restore().run();
        Files.setLastModifiedTime(input.resolve("a.png"), FileTime.fromMillis(1_000_000_000_000L));
        Ran second = restore().run();
        assertCounts(0, 2, 0, second);
        assertEquals(0, second.ending().exit());
    }

    @Test
    void aPictureWhoseContentChangedIsLeftNamedAndCounted() throws Exception {
        restore().run();
        Object before = Tables.of(Tables.row(output, "a.png"), "source", "checksum");
        picture("a.png", 99);
        Ran second = restore().run();
        assertCounts(0, 1, 1, second);
        assertEquals(3, second.ending().exit());
        assertEquals(State.DONE_WITH_FAILURES, second.ending().state());
        assertTrue(
                second.ending()
                        .summary()
                        .contains("changed since their rows were committed, and left as they are: 1 (a.png)"),
                second.ending().summary());
        assertEquals(before, Tables.of(Tables.row(output, "a.png"), "source", "checksum"));
    }

    @Test
    void otherSettingsAreRefusedNamingWhatDiffers() throws Exception {
        restore().run();
        assertEquals(
                "--output file://%s holds a run of other settings (format: same, now jpeg; tile: fitted to the picture, now 64): name another folder, or ask as then"
                        .formatted(output),
                restore().format("jpeg").tile(64).refused());
        assertEquals(List.of("000001.json"), commits());
        assertFalse(Files.exists(output.resolve("_lock.json")));
    }

    @Test
    void whatChangesNoPixelMayDifferBetweenRuns() throws Exception {
        restore().run();
        assertCounts(0, 2, 0, restore().commitMegapixels(7).maxFailed("5%").run());
    }

    @Test
    void theLimitTakesUpTheFirstByPathThatAreNotDone() throws Exception {
        assertCounts(1, 0, 0, restore().limit(1).run());
        assertEquals(List.of("a.png"), Tables.paths(output));
        assertCounts(1, 1, 0, restore().limit(1).run());
        assertEquals(List.of("a.png", "b.png"), Tables.paths(output));
    }

    @Test
    void fewMegapixelsACommitMakeSeveralCommits() throws Exception {
        large("a.png", "b.png", "c.png");
        Ran ran = restore().commitMegapixels(1).run();
        assertCounts(3, 0, 0, ran);
        assertEquals(List.of("000001.json", "000002.json", "000003.json"), commits());
        assertEquals(3, Tables.rows(output, "images").size());
    }

    @Test
    void stoppingEndsAfterTheCommitInFlightAndTheNextRunDoesTheRest() throws Exception {
        large("a.png", "b.png", "c.png");
        Restore first = watched().commitMegapixels(1);
        // The stop comes while the first commit reads its picture, which the plan has read before.
        FaultyFileSystem.onOpen("a.png", path -> {
            if (Files.exists(output.resolve("_runs"))) {
                first.stop().ask(Stop.Signal.INT);
            }
            return null;
        });
        Ran stopped = first.run();
        assertEquals(State.STOPPED, stopped.ending().state());
        assertCounts(1, 0, 0, stopped);
        assertEquals(List.of("a.png"), Tables.paths(output));
        Ran rest = watched().commitMegapixels(1).run();
        assertCounts(2, 1, 0, rest);
        assertEquals(List.of("a.png", "b.png", "c.png"), Tables.paths(output));
        assertEquals(3, Tables.rows(output, "images").size());
    }

    @Test
    void aCommitThatIsDroppedDoesNotCountAndIsNoDefect() throws Exception {
        large("b.png", "c.png");
        Files.writeString(input.resolve("a.png"), "no picture");
        Restore first = new Restore(input.toString(), FaultyFileSystem.place(output)).commitMegapixels(1);
        FaultyFileSystem.onCreate("results/commit=000002", path -> {
            first.stop().ask(Stop.Signal.TERM);
            first.stop().drop();
            return new IOException("cancelled");
        });
        Ran dropped = first.run();
        assertEquals(State.STOPPED, dropped.ending().state());
        assertEquals(143, dropped.ending().exit());
        assertEquals(List.of("000001.json"), commits());
        assertEquals(1, dropped.count("failed"));
        assertTrue(Files.exists(output.resolve("_runs/%s/failed.csv".formatted(dropped.runId()))));
        FaultyFileSystem.reset();
        Ran rest = new Restore(input.toString(), FaultyFileSystem.place(output)).run();
        assertCounts(1, 2, 0, rest);
        assertEquals(List.of("a.png", "b.png", "c.png"), Tables.paths(output));
    }

    /** Pictures of eight tenths of a megapixel each when restored, so that a commit of one holds one. */
    private void large(String... names) throws Exception {
        for (int i = 0; i < names.length; i++) {
            Files.write(input.resolve(names[i]), TestPictures.png(560, 360, i));
        }
    }

    @Test
    void aLeftoverWithoutMarkerIsSweptAndNotCounted() throws Exception {
        restore().run();
        Path images = output.resolve("images/commit=000002");
        Files.createDirectories(images);
        Path real = onlyFile(output.resolve("images/commit=000001"));
        Files.copy(real, images.resolve("part-of-a-killed-run.parquet"));
        picture("c.png", 3);
        Ran second = restore().run();
        assertTrue(
                second.said().contains("what an earlier run left without a marker, removed: 1"),
                second.said().toString());
        assertCounts(1, 2, 0, second);
        assertEquals(3, Tables.rows(output, "images").size());
        assertFalse(Files.exists(images.resolve("part-of-a-killed-run.parquet")));
    }

    @Test
    void aCopyThatLostItsMarkersIsRefusedAndKeepsEveryRow() throws Exception {
        restore().run();
        try (Stream<Path> markers = Files.walk(output.resolve("_commits"))) {
            for (Path path : markers.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        String lost =
                "%s file://%s lacks the markers of 1 commit (_commits/000001.json), and without them it cannot be told which rows count: bring _commits and _runs back from where it was copied from (some programs leave out names that begin with _), or name another folder";
        assertEquals(lost.formatted("--output", output), restore().refused());
        assertEquals(
                lost.formatted("--input", output),
                new Measure(output.toString(), input.toString(), temporary + "/quality").refused());
        assertEquals(List.of("a.png", "b.png"), Tables.paths(output));
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> parquet =
                    files.filter(file -> file.toString().endsWith(".parquet")).toList();
            return parquet.get(0);
        }
    }

    @Test
    void anEmptyInputIsDoneAndSaid() throws Exception {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        Ran ran = new Restore(empty, output).run();
        assertEquals(State.DONE, ran.ending().state());
        assertEquals(0, ran.ending().exit());
        assertEquals(0, ran.count("images"));
        assertTrue(ran.ending().summary().contains("--input %s holds no picture".formatted(empty)));
        // Where there is no row, a command that looks at rows would fail.
        assertFalse(ran.ending().summary().contains("look:"), ran.ending().summary());
    }
}
