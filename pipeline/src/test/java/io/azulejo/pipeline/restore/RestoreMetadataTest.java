package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.request.RunOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How pictures are written and marked, and that what was asked is on record. */
class RestoreMetadataTest extends SmallArchive {
    @BeforeEach
    void onePicture() throws Exception {
        Files.write(input.resolve("a.webp"), TestPictures.file(new Shape(24, 20, 3, 8), Format.WEBP, 1));
    }

    @Test
    void aWebpStaysAWebpAndItsMarkNamesTheModelOfTheRow() throws Exception {
        Path output = temporary.resolve("out");
        new Restore(input, output).run();
        Row row = Tables.rows(output, "images").get(0);
        assertEquals("webp", row.getAs("format"));
        assertEquals("image/webp", Tables.of(row, "restored", "content_type"));
        String xmp = xmp(Tables.cell(row));
        String entry = "model %s, sha256 %s, scale 2".formatted(row.getAs("model"), row.getAs("model_sha256"));
        assertTrue(xmp.contains(entry), xmp);
        assertTrue(xmp.contains("/algorithmicallyEnhanced"), xmp);
    }

    @Test
    void anotherRunOfTheSameWritesTheSameBytes() throws Exception {
        new Restore(input, temporary.resolve("out")).run();
        new Restore(input, temporary.resolve("again")).run();
        assertArrayEquals(
                Tables.cell(Tables.rows(temporary.resolve("out"), "images").get(0)),
                Tables.cell(Tables.rows(temporary.resolve("again"), "images").get(0)));
    }

    @Test
    void filesOfOneRunRestoredAgainHaveTwoEntries() throws Exception {
        Path files = temporary.resolve("files");
        new Restore(input, temporary.resolve("out")).files(files).run();
        new Restore(files, temporary.resolve("again")).run();
        byte[] cell =
                Tables.cell(Tables.rows(temporary.resolve("again"), "images").get(0));
        assertEquals(3, xmp(cell).split(">restored<", -1).length);
    }

    @Test
    void whatWasAskedIsOnRecordAndDecidesWhatIsDone() throws Exception {
        Path output = temporary.resolve("out");
        Restore restore =
                new Restore(input, output).quality(90).mark("none").dpi("300").strip();
        Ran ran = restore.run();
        Map<?, ?> settings = (Map<?, ?>) ran.record(output, "started").get("settings");
        assertEquals("90", settings.get("quality"));
        assertEquals("none", settings.get("mark"));
        assertEquals("300", settings.get("dpi"));
        assertEquals("true", settings.get("strip"));
        Map<?, ?> request = (Map<?, ?>) ran.record(output, "started").get("request");
        assertEquals(restore.options().texts(RunOptions.RESTORE), request, "all that has a value, as options write it");
        assertEquals("none", request.get("mark"));
        String refused = new Restore(input, output).refused();
        assertTrue(
                refused.contains(
                        "(dpi: 300, now scale; mark: none, now iptc; quality: 90, now JPEG 95, WebP without loss; strip: true,"),
                refused);
    }

    private static String xmp(byte[] file) throws Exception {
        return new String(TestPictures.decode(file).metadata().xmp().orElseThrow(), StandardCharsets.UTF_8);
    }
}
