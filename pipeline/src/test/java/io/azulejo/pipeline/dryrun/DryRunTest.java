package io.azulejo.pipeline.dryrun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.request.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code --dry-run} counts, and that it writes nothing. */
class DryRunTest extends SmallArchive {
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
        Limits limits = new Limits(1, 2L << 30, 60, 64, Strictness.TRUNCATED);
        assertEquals(List.of(3L, 1L), counts(restore().limits(limits).dryRun(), "images", "refused"));
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

    @Test
    void aSampleIsCountedInPlaceOfTheWhole() throws Exception {
        Ran ran = restore().sample(1).dryRun();
        assertEquals(List.of(1L), counts(ran, "images"));
        assertTrue(ran.said().contains("a sample of 1 of 2 pictures, spread over folders and sizes"));
    }
}
