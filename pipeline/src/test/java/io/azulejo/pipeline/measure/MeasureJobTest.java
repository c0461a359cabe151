package io.azulejo.pipeline.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.Measure;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.run.RunResult.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Pairs that are measured, those that cannot be, and what is written of both. */
class MeasureJobTest extends MeasuredPair {
    @Test
    void aFolderAgainstAFolderGivesWhatTheMetricsGive() throws Exception {
        picture(input, "b.png", 3);
        Files.write(reference.resolve("b.jpg"), TestPictures.jpeg(40, 36, 4));
        Ran ran = measure().run();
        assertCounts(2, 2, 0, 0, ran);
        assertEquals(directly(input("a.png"), reference("a.png"), 0), metrics("a.png"));
        assertEquals(directly(input("b.png"), reference("b.jpg"), 0), metrics("b.png"));
        assertEquals(State.DONE, ran.ending().state());
    }

    @Test
    void aFolderThatCannotBeListedIsARowAndItsPicturesAreNotPassedOverInSilence() throws Exception {
        Files.createDirectory(input.resolve("closed"));
        FaultyFileSystem.onList("closed", folder -> new AccessControlException("Permission denied"));
        try {
            Ran ran = new Measure(FaultyFileSystem.place(input), reference.toString(), output.toString()).run();
            assertEquals(List.of(1L, 1L, 3L), List.of(ran.count("measured"), ran.count("failed"), (long)
                    ran.ending().exit()));
            assertEquals(
                    "the folder may not be read: permission denied",
                    Tables.row(output, "closed/").getAs("error_message"));
        } finally {
            FaultyFileSystem.reset();
        }
    }

    @Test
    void theCropIsCutOffEverySide() throws Exception {
        measure().crop(3).run();
        assertEquals(directly(input("a.png"), reference("a.png"), 3), metrics("a.png"));
    }

    @Test
    void identicalPicturesHaveAnInfinitePsnrWhichTheMeanLeavesOut() throws Exception {
        Files.write(reference.resolve("a.png"), input("a.png"));
        Ran ran = measure().metrics("psnr_y", "ssim_y").run();
        assertEquals(Map.of("psnr_y", Double.POSITIVE_INFINITY, "ssim_y", 1.0), metrics("a.png"));
        assertTrue(
                ran.ending().summary().contains("psnr_y     mean - over 1 picture, 1 infinite (identical) left out"),
                ran.ending().summary());
    }

    @Test
    void aCropDoesNotExcuseAReferenceOfAnotherSize() throws Exception {
        Files.write(reference.resolve("a.png"), TestPictures.png(41, 36, 1));
        measure().crop(5).run();
        assertEquals("SIZE_MISMATCH", Tables.row(output, "a.png").getAs("error_kind"));
    }

    @Test
    void aSecondRunSkipsWhatIsMeasured() throws Exception {
        measure().run();
        picture(input, "b.png", 3);
        picture(reference, "b.png", 4);
        Ran second = measure().run();
        assertCounts(2, 1, 0, 0, second);
        assertEquals(1, second.count("skipped"));
        assertEquals(List.of("a.png", "b.png"), Tables.paths(output));
    }

    @Test
    void ofTheSameContentANewTimeChangesNothingAndOtherContentIsNamed() throws Exception {
        measure().run();
        Files.setLastModifiedTime(input.resolve("a.png"), FileTime.fromMillis(1_000_000_000_000L));
        Ran touched = measure().run();
        assertEquals(1, touched.count("skipped"));
        assertEquals(0, touched.ending().exit());
        picture(input, "a.png", 99);
        Ran changed = measure().run();
        assertEquals(1, changed.count("changed"));
        assertEquals(3, changed.ending().exit());
        assertTrue(
                changed.ending().summary().contains("(a.png)"), changed.ending().summary());
    }

    @Test
    void aSecondRunIsAsRedAsTheFirstAndListsWhatStandsFailed() throws Exception {
        Files.write(input.resolve("a.png"), new byte[] {1, 2, 3});
        measure().run();
        Ran second = measure().run();
        assertEquals(List.of(0L, 1L), List.of(second.count("failed"), second.count("failed_earlier")));
        assertEquals(3, second.ending().exit());
        Path list = output.resolve("_runs/%s/failed.csv".formatted(second.runId()));
        assertTrue(
                Files.readString(list).contains("\n\"a.png\",\"file://%s/a.png\",\"NOT_A_PICTURE\"".formatted(input)));
        assertEquals(
                1,
                new Measure(list, reference, temporary.resolve("other")).run().count("failed"));
    }

    @Test
    void aPairOfDifferentSizesIsOneFailedRow() throws Exception {
        Files.write(reference.resolve("a.png"), TestPictures.png(41, 36, 1));
        Ran ran = measure().run();
        assertCounts(1, 0, 1, 0, ran);
        Row row = Tables.row(output, "a.png");
        assertEquals("FAILED", row.getAs("status"));
        assertEquals("SIZE_MISMATCH", row.getAs("error_kind"));
        assertEquals("it is 40x36 and its reference 41x36: expected is the same size", row.getAs("error_message"));
        assertNull(row.getAs("metrics"));
        assertEquals(Map.of("SIZE_MISMATCH", 1L), ran.ending().errors());
        assertEquals(3, ran.ending().exit());
    }

    @Test
    void aReferenceThatIsNoPictureIsNamedInItsRow() throws Exception {
        Files.writeString(reference.resolve("a.png"), "no picture");
        measure().run();
        Row row = Tables.row(output, "a.png");
        assertEquals("NOT_A_PICTURE", row.getAs("error_kind"));
        assertTrue(
                row.<String>getAs("error_message").startsWith("its reference: "), row.<String>getAs("error_message"));
    }

    @Test
    void picturesWithoutPartnerAreCountedAndNamedAndWhatIsNoPictureIsNot() throws Exception {
        picture(input, "alone.png", 3);
        for (Path folder : List.of(input, reference)) {
            Files.writeString(folder.resolve("readme.txt"), "no picture");
            Files.writeString(folder.resolve(".DS_Store"), "no picture");
        }
        Ran ran = measure().run();
        assertCounts(1, 1, 0, 1, ran);
        assertEquals(0, ran.ending().exit());
        assertEquals(
                List.of("1 of 2 pictures have no partner below %s and are not measured: alone.png"
                        .formatted(reference)),
                ran.notes());
    }

    @Test
    void whereNothingPairsTheFirstThreeAreNamedAndNothingIsWritten() throws Exception {
        Files.delete(reference.resolve("a.png"));
        assertEquals(
                "--reference %s: no picture of --input %s has a partner of the same path there (a.png)"
                        .formatted(reference, input),
                measure().refused());
        assertFalse(Files.exists(output));
    }

    @Test
    void withoutReferenceThereIsNothingToCompareWith() {
        assertEquals(
                "every metric compares with a reference: name one with --reference",
                new Measure(input, null, output).refused());
        assertFalse(Files.exists(output));
    }

    @Test
    void theTableOfARestoreIsNoPlaceForMeasurements() throws Exception {
        new Restore(input, output).run();
        assertEquals(
                "--output file://%s holds what restore wrote, and not what measure writes: name another folder"
                        .formatted(output),
                measure().refused());
    }

    @Test
    void theReportHoldsTheFieldsOfTheContractAndTheRecordSaysTheSame() throws Exception {
        Ran ran = measure().run();
        assertEquals(
                List.of(
                        "run_id",
                        "pairs",
                        "measured",
                        "failed",
                        "failed_earlier",
                        "unpaired",
                        "skipped",
                        "changed",
                        "seconds",
                        "output"),
                List.copyOf(ran.ending().report().keySet()));
        Map<Object, Object> expected = ran.json();
        expected.put("state", "DONE");
        expected.put("exit", 0);
        expected.put("errors", Map.of());
        expected.put("commits", List.of(1));
        expected.put("last_commit", 1);
        assertEquals(expected, ran.record(output, "ended"));
    }

    @Test
    void resultsAndMarkersAreAllThatIsWritten() throws Exception {
        measure().run();
        assertFalse(Files.exists(output.resolve("images")));
        Row row = Tables.row(output, "a.png");
        assertEquals("MEASURED", row.getAs("status"));
        assertNull(row.getAs("restored"));
        assertNull(row.getAs("model"));
        assertEquals(40, row.<Integer>getAs("in_width"));
    }
}
