package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.run.RunResult.State;
import io.azulejo.udfs.restore.RestoreOptions;
import java.io.FileNotFoundException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures that cannot be restored cost one row each, and nothing else. */
class RestoreFailuresTest extends SmallArchive {
    @BeforeEach
    void onePicture() throws Exception {
        picture("good.png", 1);
    }

    @AfterEach
    void reset() {
        FaultyFileSystem.reset();
    }

    private static byte[] truncated(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    /** A PNG whose header claims other sides, with a right checksum. */
    private static byte[] claiming(byte[] png, int width, int height) {
        byte[] file = png.clone();
        ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) crc.getValue());
        return file;
    }

    private static String kindOrStatus(Row row) {
        return row.getAs(row.getAs("error_kind") == null ? "status" : "error_kind");
    }

    @Test
    void everyBrokenPictureIsOneFailedRowAndTheRestIsUnharmed() throws Exception {
        Files.write(input.resolve("truncated.png"), truncated(TestPictures.png(60, 60, 2)));
        Files.write(input.resolve("truncated.jpg"), truncated(TestPictures.jpeg(60, 60, 3)));
        Files.writeString(input.resolve("wrong-magic.png"), "this is no picture at all");
        Files.write(input.resolve("empty.jpg"), new byte[0]);
        Files.write(input.resolve("huge.png"), claiming(TestPictures.png(24, 20, 4), 100_000, 100_000));
        picture("vanished.png", 5);
        picture("denied.png", 6);
        Files.writeString(input.resolve("later.psd"), "8BPS and so on");
        Files.write(input.resolve("later.jxl"), new byte[] {(byte) 0xff, 0x0a, 0, 0});
        Files.writeString(input.resolve("named otherwise.dat"), "FUJIFILMCCD-RAW 0201");
        FaultyFileSystem.onOpen("vanished.png", path -> new FileNotFoundException("gone"));
        FaultyFileSystem.onOpen("denied.png", path -> new AccessControlException("Permission denied: user=x"));

        Ran ran = new Restore(FaultyFileSystem.place(input), output.toString()).run();

        Map<String, String> kinds = new TreeMap<>();
        for (Row row : Tables.rows(output, "results")) {
            kinds.put(row.getAs("path"), kindOrStatus(row));
        }
        assertEquals(
                new TreeMap<>(Map.ofEntries(
                        Map.entry("good.png", "RESTORED"),
                        Map.entry("truncated.png", "TRUNCATED"),
                        Map.entry("truncated.jpg", "TRUNCATED"),
                        Map.entry("wrong-magic.png", "NOT_A_PICTURE"),
                        Map.entry("empty.jpg", "NOT_A_PICTURE"),
                        Map.entry("huge.png", "TOO_LARGE"),
                        Map.entry("vanished.png", "UNREADABLE"),
                        Map.entry("denied.png", "UNREADABLE"),
                        Map.entry("later.psd", "UNSUPPORTED"),
                        Map.entry("later.jxl", "UNSUPPORTED"),
                        Map.entry("named otherwise.dat", "UNSUPPORTED"))),
                kinds);
        assertEquals(3, ran.ending().exit());
        assertEquals(1, ran.count("restored"));
        assertEquals(10, ran.count("failed"));
        assertEquals(
                Map.of("NOT_A_PICTURE", 2L, "TOO_LARGE", 1L, "TRUNCATED", 2L, "UNREADABLE", 2L, "UNSUPPORTED", 3L),
                ran.ending().errors());
        for (Row row : Tables.rows(output, "results")) {
            if (row.getAs("status").equals("FAILED")) {
                String message = row.getAs("error_message");
                assertEquals(1, message.lines().count(), message);
                assertFalse(message.contains("Exception"), message);
                assertNull(row.getAs("restored"));
                assertNull(row.getAs("out_width"));
            }
        }
        assertEquals(
                "the file is not there: removed since the input was listed, or named by a manifest and never there",
                Tables.row(output, "vanished.png").getAs("error_message"));
        assertEquals(
                "the file may not be read: permission denied",
                Tables.row(output, "denied.png").getAs("error_message"));
    }

    @Test
    void aFileOverTheLimitOfBytesIsNotEvenRead() throws Exception {
        new Restore(FaultyFileSystem.place(input), output.toString())
                .with(RestoreOptions.MAX_BYTES, 50L)
                .run();
        Row row = Tables.row(output, "good.png");
        assertEquals("TOO_LARGE", row.getAs("error_kind"));
        assertEquals(
                "the file has %,d bytes; --max-bytes allows 50".formatted(Files.size(input.resolve("good.png"))),
                row.getAs("error_message"));
        assertNull(Tables.of(row, "source", "checksum"));
    }

    @Test
    void soManyFailuresAsAreAllowedAreNoFailureOfTheRun() throws Exception {
        Files.write(input.resolve("empty.jpg"), new byte[0]);
        Ran allowed = restore().maxFailed("1").run();
        assertEquals(State.DONE_WITH_FAILURES, allowed.ending().state());
        assertEquals(0, allowed.ending().exit());
        assertEquals(1, allowed.count("failed"));
        Ran half =
                new Restore(input, temporary.resolve("half")).maxFailed("50%").run();
        assertEquals(0, half.ending().exit());
        Ran less =
                new Restore(input, temporary.resolve("less")).maxFailed("49%").run();
        assertEquals(State.DONE_WITH_FAILURES, less.ending().state());
        assertEquals(3, less.ending().exit());
    }

    @Test
    void aReferenceOfTheWrongSizeFailsItsPictureOnly() throws Exception {
        Path reference = Files.createDirectory(temporary.resolve("high"));
        picture("other.png", 2);
        Files.write(reference.resolve("good.png"), TestPictures.png(48, 40, 1));
        Files.write(reference.resolve("other.png"), TestPictures.png(50, 40, 2));
        Ran ran = restore().reference(reference).run();
        Row wrong = Tables.row(output, "other.png");
        assertEquals("SIZE_MISMATCH", wrong.getAs("error_kind"));
        assertTrue(wrong.<String>getAs("error_message").contains("50x40"), wrong.<String>getAs("error_message"));
        Row good = Tables.row(output, "good.png");
        assertEquals(
                List.of("psnr_rgb", "psnr_y", "ssim_rgb", "ssim_y"),
                good.getJavaMap(good.fieldIndex("metrics")).keySet().stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList());
        assertEquals(1, ran.count("failed"));
    }

    @Test
    void aReferenceLargerByLessThanTheScaleIsCut() throws Exception {
        Path reference = Files.createDirectory(temporary.resolve("high"));
        Files.write(reference.resolve("good.jpg"), TestPictures.jpeg(49, 41, 1));
        restore().reference(reference).metrics("psnr_y").run();
        Row row = Tables.row(output, "good.png");
        assertEquals("RESTORED", row.getAs("status"));
        assertEquals(
                List.of("psnr_y"),
                List.copyOf(row.getJavaMap(row.fieldIndex("metrics")).keySet()));
    }

    @Test
    void aPictureWithoutPartnerIsRestoredWithoutMetricsAndThatIsSaid() throws Exception {
        Path reference = Files.createDirectory(temporary.resolve("high"));
        picture("alone.png", 2);
        Files.writeString(input.resolve("readme.txt"), "no picture");
        Files.write(reference.resolve("good.png"), TestPictures.png(48, 40, 1));
        Ran ran = restore().reference(reference).run();
        Row alone = Tables.row(output, "alone.png");
        assertEquals("RESTORED", alone.getAs("status"));
        assertTrue(alone.getJavaMap(alone.fieldIndex("metrics")).isEmpty());
        assertEquals(
                List.of("1 of 2 pictures have no partner below %s and are restored without metrics: alone.png"
                        .formatted(reference)),
                ran.notes());
    }

    @Test
    void whereNothingPairsTheFirstThreeAreNamedAndNothingIsWritten() throws Exception {
        Path reference = Files.createDirectory(temporary.resolve("high"));
        for (String name : List.of("a.png", "b.png", "c.png")) {
            picture(name, 2);
        }
        assertEquals(
                "--reference %s: no picture has a partner of the same path there (a.png, b.png, c.png, …)"
                        .formatted(reference),
                restore().reference(reference).refused());
        assertFalse(Files.exists(output));
    }
}
