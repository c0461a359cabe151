package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestCluster;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.udfs.restore.RestoreOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A picture that is given up keeps in its row what was known of it until then. */
class FailedRowTest extends SmallArchive {
    /** What a header says, in the order of {@link #header(Row)}. */
    private static List<Object> header(String type, int width, int height, int channels, int bits, int orientation) {
        return List.of(type, width, height, channels, bits, orientation, 1);
    }

    private static List<Object> header(Row row) {
        List<Object> said = Stream.of("in_width", "in_height", "channels", "bits", "source_orientation", "pages")
                .map(row::<Object>getAs)
                .toList();
        return Stream.concat(Stream.of(Tables.of(row, "source", "content_type")), said.stream())
                .toList();
    }

    private Row failed(String path, String kind) {
        Row row = Tables.row(output, path);
        assertEquals("FAILED", row.getAs("status"), path);
        assertEquals(kind, row.getAs("error_kind"), row.<String>getAs("error_message"));
        assertNotNull(row.getAs("fetch_ms"), path);
        assertNotNull(row.getAs("decode_ms"), path);
        for (String unknown : List.of("restored", "out_width", "scale_x", "format", "device", "windows", "metrics")) {
            assertNull(row.getAs(unknown), unknown);
        }
        return row;
    }

    /** A JPEG with one more segment behind its first two bytes. */
    private static byte[] with(byte[] jpeg, int marker, byte[] content) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        file.write(new byte[] {(byte) 0xff, (byte) marker, 0, (byte) (content.length + 2)});
        file.write(content);
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }

    /** Says that the picture is to be turned by a quarter, as orientation 6. */
    private static byte[] turned(byte[] jpeg) throws Exception {
        byte[] exif =
                "Exif\0\0MM\0*\0\0\0\b\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        return with(jpeg, 0xe1, exif);
    }

    @Test
    void whatHeaderAndClockSaidUntilThenIsKept() throws Exception {
        Path reference = Files.createDirectory(temporary.resolve("high"));
        picture("mismatch.png", 1);
        Files.write(reference.resolve("mismatch.png"), TestPictures.png(50, 40, 1));
        // Its name says another format: what the content says is kept.
        Files.write(input.resolve("large.png"), turned(TestPictures.jpeg(600, 500, 2)));
        byte[] png = TestPictures.png(60, 50, 3);
        Files.write(input.resolve("truncated.png"), Arrays.copyOf(png, png.length - 100));
        byte[] grey = TestPictures.file(new Shape(60, 50, 1, 8), Format.PNG, 4);
        grey[grey.length - 40] ^= 0x55;
        Files.write(input.resolve("corrupt.png"), grey);
        Files.write(input.resolve("alpha.png"), TestPictures.file(new Shape(60, 50, 4, 8), Format.PNG, 5));

        restore()
                .reference(reference)
                .format("jpeg")
                .with(RestoreOptions.MAX_MEGAPIXELS, 1L)
                .run();

        assertEquals(header("image/png", 24, 20, 3, 8, 1), header(failed("mismatch.png", "SIZE_MISMATCH")));
        assertEquals(header("image/jpeg", 500, 600, 3, 8, 6), header(failed("large.png", "TOO_LARGE")));
        assertEquals(header("image/png", 60, 50, 3, 8, 1), header(failed("truncated.png", "TRUNCATED")));
        assertEquals(header("image/png", 60, 50, 1, 8, 1), header(failed("corrupt.png", "CORRUPT")));
        Row alpha = failed("alpha.png", "UNSUPPORTED");
        assertEquals(header("image/png", 60, 50, 4, 8, 1), header(alpha));
        assertNull(alpha.getAs("restore_ms"), "it was given up before the network");
    }

    @Test
    void whatTheNetworkMadeOfItLeavesNotesAndTimes() throws Exception {
        byte[] private9 = "ofaprogram".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(input.resolve("noted.jpg"), with(TestPictures.jpeg(24, 20, 1), 0xe9, private9));
        restore().model(TestCluster.uselessNetwork(temporary).toString()).run();
        Row row = failed("noted.jpg", "BAD_OUTPUT");
        assertEquals(header("image/jpeg", 24, 20, 3, 8, 1), header(row));
        assertTrue(row.<Double>getAs("restore_ms") > 0);
        assertTrue(row.getList(row.fieldIndex("notes")).toString().contains("APP9"), row.toString());
    }
}
