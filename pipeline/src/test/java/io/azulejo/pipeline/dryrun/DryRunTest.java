package io.azulejo.pipeline.dryrun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.TestCluster;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.udfs.restore.RestoreOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code --dry-run} counts, and that it writes nothing. */
class DryRunTest extends SmallArchive {
    @AfterEach
    void reset() {
        FaultyFileSystem.reset();
    }

    @BeforeEach
    void twoPictures() throws Exception {
        Files.write(input.resolve("a.png"), TestPictures.png(40, 30, 1));
        Files.write(input.resolve("b.jpg"), TestPictures.jpeg(24, 20, 2));
    }

    private List<Path> everything() throws Exception {
        try (Stream<Path> walk = Files.walk(temporary)) {
            return walk.sorted().toList();
        }
    }

    private static List<Object> counts(Ran ran, String... names) {
        Map<String, Object> report = ran.ending().report();
        return Stream.of(names).map(report::get).toList();
    }

    @Test
    void picturesPixelsAndBytesAreCountedAndNothingIsWritten() throws Exception {
        Files.writeString(input.resolve("readme"), "no picture");
        Files.writeString(input.resolve("broken.png"), "no picture either");
        List<Path> before = everything();
        Ran ran = restore().dryRun();
        assertEquals(before, everything());
        assertEquals(0, ran.ending().exit());
        long bytes = Files.size(input.resolve("a.png")) + Files.size(input.resolve("b.jpg"));
        assertEquals(
                List.of(3L, 2, 0, 0, 0L, 1L, 1L, 1680 / 1e6, 4 * 1680 / 1e6, bytes),
                counts(
                        ran,
                        "images",
                        "to_restore",
                        "skipped",
                        "changed",
                        "refused",
                        "unreadable",
                        "ignored",
                        "megapixels_in",
                        "megapixels_out",
                        "bytes"));
        assertTrue((double) ran.ending().report().get("seconds") > 0);
    }

    @Test
    void whatTheLimitsRefuseIsCounted() throws Exception {
        Files.write(input.resolve("large.png"), TestPictures.png(600, 500, 3));
        assertEquals(
                List.of(3L, 1L),
                counts(restore().with(RestoreOptions.MAX_MEGAPIXELS, 1L).dryRun(), "images", "refused"));
    }

    /** One of each kind, of which a dry run must know what a run would make of it. */
    private void oneOfEachKind() throws Exception {
        Files.write(input.resolve("deep.png"), TestPictures.file(new Shape(20, 20, 1, 16), Format.PNG, 3));
        Files.write(input.resolve("without name"), TestPictures.png(20, 20, 4));
        Files.write(input.resolve("alpha.png"), TestPictures.file(new Shape(20, 20, 4, 8), Format.PNG, 5));
        Files.write(input.resolve("large.png"), TestPictures.png(600, 500, 6));
        Files.writeString(input.resolve("no picture.png"), "a picture by its name only");
        Files.writeString(input.resolve("readme"), "no picture");
        Files.write(input.resolve("short.png"), Arrays.copyOf(TestPictures.png(20, 20, 7), 20));
        Files.createDirectory(input.resolve("closed"));
        FaultyFileSystem.onList("closed", path -> new AccessControlException("Permission denied"));
    }

    private Restore each(String name) {
        return new Restore(
                        FaultyFileSystem.place(input), temporary.resolve(name).toString())
                .format("jpeg")
                .with(RestoreOptions.MAX_MEGAPIXELS, 1L);
    }

    private static void sameCounts(Ran dry, Ran run) {
        long wouldFail = dry.count("refused") + dry.count("unreadable");
        assertEquals(List.of(run.count("restored"), run.count("failed")), List.of(dry.count("to_restore"), wouldFail));
        for (String count : List.of("images", "skipped", "changed", "ignored")) {
            assertEquals(run.count(count), dry.count(count), count);
        }
        assertEquals(
                run.ending().report().get("megapixels_out"),
                dry.ending().report().get("megapixels_out"));
    }

    @Test
    void whatIsCountedIsWhatARunMakesOfIt() throws Exception {
        oneOfEachKind();
        Ran dry = each("whole").dryRun();
        // a.png, b.jpg and the one without a name; alpha, 16 bits and large; no picture, short and closed.
        assertEquals(List.of(3, 3L, 3L, 1L), counts(dry, "to_restore", "refused", "unreadable", "ignored"));
        sameCounts(dry, each("whole").run());
        sameCounts(each("whole").dryRun(), each("whole").run());
        sameCounts(each("first").limit(4).dryRun(), each("first").limit(4).run());
        // The next four.
        sameCounts(each("first").limit(4).dryRun(), each("first").limit(4).run());
    }

    @Test
    void whatIsDoneIsSkippedAndCostsNothing() throws Exception {
        restore().run();
        List<Path> before = everything();
        Ran ran = restore().dryRun();
        assertEquals(before, everything());
        assertEquals(List.of(2L, 2, 0.0, 0.0), counts(ran, "images", "skipped", "megapixels_out", "core_hours"));
        assertFalse(ran.said().toString().contains("timing"), ran.said().toString());
    }

    /** Opening objects whose path holds {@code part} fails so, but for the look at their header. */
    private static void failsWhenRead(String part, Supplier<? extends Throwable> fault) {
        Set<String> probed = ConcurrentHashMap.newKeySet();
        FaultyFileSystem.onOpen(part, path -> {
            if (!probed.add(path.getName())) {
                Throwable failure = fault.get();
                if (failure instanceof Error error) {
                    throw error;
                }
                if (failure instanceof RuntimeException defect) {
                    throw defect;
                }
                return (IOException) failure;
            }
            return null;
        });
    }

    private Restore faulty() {
        return new Restore(FaultyFileSystem.place(input), output.toString());
    }

    @Test
    void whatARunWouldTurnIntoARowDoesNotEndIt() throws Exception {
        picture("defect.png", 3);
        picture("memory.png", 4);
        picture("vanished.png", 5);
        Files.write(input.resolve("truncated.png"), Arrays.copyOf(TestPictures.png(60, 60, 6), 4000));
        failsWhenRead("defect.png", () -> new IllegalStateException("a defect"));
        failsWhenRead("memory.png", () -> new OutOfMemoryError("a picture too many"));
        failsWhenRead("vanished.png", () -> new FileNotFoundException("gone"));
        Ran ran = faulty().dryRun();
        assertEquals(List.of(0, 6L), List.of(ran.ending().exit(), ran.count("images")));
        long tried = FaultyFileSystem.opened().stream()
                .filter(name -> name.equals("defect.png"))
                .count();
        // Its header once, and then once on each of two slots.
        assertTrue(tried <= 3, "tried %d times".formatted(tried));
        assertTrue(ran.ending().summary().contains("core-hours"), ran.ending().summary());
    }

    @Test
    void whereNoPictureCanBeReadNoiseIsTimedInTheirPlace() throws Exception {
        failsWhenRead("/scans/", () -> new OutOfMemoryError("a picture too many"));
        Ran ran = faulty().dryRun();
        assertTrue(ran.ending().summary().contains("core-hours"), ran.ending().summary());
    }

    @Test
    void aNetworkThatRestoresNothingIsNotTimed() throws Exception {
        Ran ran = restore()
                .model(TestCluster.uselessNetwork(temporary).toString())
                .dryRun();
        assertEquals(0, ran.ending().exit());
        assertTrue(
                ran.ending()
                        .summary()
                        .contains("how long it takes cannot be told: none of the pictures that were tried could be"
                                + " restored"),
                ran.ending().summary());
    }

    @Test
    void aSampleIsCountedInPlaceOfTheWhole() throws Exception {
        Ran ran = restore().sample(1).dryRun();
        assertEquals(List.of(1L), counts(ran, "images"));
        assertTrue(ran.said().contains("a sample of 1 of 2 pictures, spread over folders and sizes"));
    }
}
