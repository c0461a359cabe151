package io.azulejo.pipeline.dryrun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.card.Card;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.plksr.ChannelMixer;
import io.azulejo.models.plksr.PlksrConfig;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.udfs.restore.RestoreOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
                List.of(3L, 0, 0L, 1L, 1L, 1680 / 1e6, 4 * 1680 / 1e6, bytes),
                counts(
                        ran,
                        "images",
                        "skipped",
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
        Ran ran = restore().model(useless().toString()).dryRun();
        assertEquals(0, ran.ending().exit());
        assertTrue(
                ran.ending()
                        .summary()
                        .contains("how long it takes cannot be told: none of the pictures that were tried could be"
                                + " restored"),
                ran.ending().summary());
    }

    /** A network whose weights are no numbers. */
    private Path useless() throws Exception {
        PlksrConfig config = new PlksrConfig(8, 2, 2, ChannelMixer.DCCM, 5, 2, false, true);
        Map<String, FloatTensor> weights = new HashMap<>(config.initialise(1));
        weights.replaceAll((name, tensor) -> {
            float[] values = new float[tensor.toArray().length];
            Arrays.fill(values, Float.NaN);
            return FloatTensor.of(
                    values, tensor.shape().stream().mapToInt(side -> side).toArray());
        });
        Card card = Card.of("useless", config.task(), config.scale(), config.channels());
        return Files.write(
                temporary.resolve("useless.onnx"),
                Model.of(config.graph(weights), card).onnx());
    }

    @Test
    void aSampleIsCountedInPlaceOfTheWhole() throws Exception {
        Ran ran = restore().sample(1).dryRun();
        assertEquals(List.of(1L), counts(ran, "images"));
        assertTrue(ran.said().contains("a sample of 1 of 2 pictures, spread over folders and sizes"));
    }
}
