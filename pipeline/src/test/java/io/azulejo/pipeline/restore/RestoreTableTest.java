package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestCluster;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.run.RunResult.State;
import io.azulejo.pipeline.table.Columns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run over a small archive, and everything that it wrote. */
class RestoreTableTest {
    private static final String FILE =
            "struct<uri:string,offset:bigint,size:bigint,content_type:string,checksum:string,inline:binary>";

    @TempDir
    static Path temporary;

    private static Path input;
    private static Path output;
    private static Ran ran;

    @BeforeAll
    static void restore() throws Exception {
        input = Files.createDirectories(temporary.resolve("scans"));
        output = temporary.resolve("out");
        Files.createDirectories(input.resolve("deep"));
        Files.write(input.resolve("a.png"), TestPictures.png(31, 20, 1));
        Files.write(input.resolve("deep/b.jpg"), TestPictures.jpeg(40, 24, 2));
        Files.write(input.resolve("grey.png"), TestPictures.file(new Shape(25, 22, 1, 16), Format.PNG, 3));
        Files.write(input.resolve("nameless"), TestPictures.png(20, 20, 4));
        Files.write(input.resolve("broken.png"), new byte[] {1, 2, 3});
        Files.writeString(input.resolve("readme.txt"), "no picture");
        ran = new Restore(input, output).run();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return "SHA-256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void everyPictureHasOneRowInBothTables() {
        List<String> paths = List.of("a.png", "broken.png", "deep/b.jpg", "grey.png", "nameless");
        assertEquals(paths, Tables.paths(output));
        assertEquals(
                paths,
                Tables.rows(output, "images").stream()
                        .map(row -> row.<String>getAs("path"))
                        .toList());
    }

    @Test
    void bothTablesHaveTheseColumnsAndTypes() {
        String expected = """
                path string
                source %1$s
                source_modified timestamp
                source_etag string
                source_orientation int
                pages int
                run_id string
                settings string
                status string
                error_kind string
                error_message string
                model string
                model_sha256 string
                device string
                executor string
                in_width int
                in_height int
                channels int
                bits int
                out_width int
                out_height int
                scale_x double
                scale_y double
                format string
                restored %1$s
                halo int
                window_width int
                window_height int
                windows int
                redundancy double
                notes array<string>
                fetch_ms double
                decode_ms double
                restore_ms double
                encode_ms double
                metrics map<string,double>
                finished_at timestamp""".formatted(FILE);
        assertEquals(expected, columns(Columns.ROW.fields()));
        // A folder of commits reads as a table partitioned by commit.
        String partitioned = expected + "\ncommit int";
        assertEquals(partitioned, columns(Tables.of(output, "images").schema().fields()));
        assertEquals(partitioned, columns(Tables.of(output, "results").schema().fields()));
    }

    private static String columns(StructField[] fields) {
        List<String> lines = new ArrayList<>();
        for (StructField field : fields) {
            lines.add(field.name() + " " + field.dataType().catalogString());
        }
        return String.join("\n", lines);
    }

    @Test
    void resultsSayTheSameAsImagesWithoutThePictures() {
        List<Row> images = Tables.rows(output, "images");
        List<Row> results = Tables.rows(output, "results");
        for (int i = 0; i < images.size(); i++) {
            for (String column : Columns.ROW.fieldNames()) {
                if (!column.equals("restored")) {
                    assertEquals(value(images.get(i), column), value(results.get(i), column), column);
                }
            }
            Row cell = images.get(i).getAs("restored");
            Row told = results.get(i).getAs("restored");
            assertEquals(cell == null, told == null);
            if (cell != null) {
                for (String field : List.of("uri", "offset", "size", "content_type", "checksum")) {
                    assertEquals(value(cell, field), value(told, field), field);
                }
                assertNull(told.getAs("inline"));
            }
        }
    }

    private static Object value(Row row, String column) {
        return row.get(row.fieldIndex(column));
    }

    @Test
    void checksumsAreThoseOfTheBytesAsReadAndAsWritten() throws Exception {
        for (Row row : Tables.rows(output, "images")) {
            if (row.getAs("status").equals("RESTORED")) {
                byte[] source = Files.readAllBytes(input.resolve(row.<String>getAs("path")));
                byte[] cell = Tables.cell(row);
                assertEquals(sha256(source), Tables.of(row, "source", "checksum"));
                assertEquals((long) source.length, Tables.of(row, "source", "size"));
                assertEquals(sha256(cell), Tables.of(row, "restored", "checksum"));
                assertEquals((long) cell.length, Tables.of(row, "restored", "size"));
                assertNull(Tables.of(row, "source", "inline"));
            }
        }
    }

    @Test
    void aRowSaysWhatWasReadAndWhatWasMadeOfIt() throws Exception {
        Row row = Tables.row(output, "deep/b.jpg");
        assertEquals("RESTORED", row.getAs("status"));
        assertEquals("file://" + input + "/deep/b.jpg", Tables.of(row, "source", "uri"));
        assertEquals("image/jpeg", Tables.of(row, "source", "content_type"));
        assertEquals(
                Files.getLastModifiedTime(input.resolve("deep/b.jpg")).toMillis(),
                row.<java.sql.Timestamp>getAs("source_modified").getTime());
        assertEquals(List.of(40, 24, 3, 8), numbers(row, "in_width", "in_height", "channels", "bits"));
        assertEquals(List.of(80, 48), numbers(row, "out_width", "out_height"));
        assertEquals(2.0, row.<Double>getAs("scale_x"));
        assertEquals(2.0, row.<Double>getAs("scale_y"));
        assertEquals("jpeg", row.getAs("format"));
        assertEquals("image/jpeg", Tables.of(row, "restored", "content_type"));
        assertEquals("cpu", row.getAs("device"));
        assertEquals(ran.runId(), row.getAs("run_id"));
        assertEquals(sha256(Files.readAllBytes(TestCluster.network())), "SHA-256:" + row.getAs("model_sha256"));
        assertEquals(List.of(), row.getList(row.fieldIndex("notes")));
        assertNull(row.getAs("error_kind"));
    }

    private static List<Integer> numbers(Row row, String... columns) {
        return Stream.of(columns).map(column -> row.<Integer>getAs(column)).toList();
    }

    @Test
    void aCellIsThePictureTwiceAsLargeOfTheSameKind() throws Exception {
        Row row = Tables.rows(output, "images").stream()
                .filter(one -> one.getAs("path").equals("grey.png"))
                .findFirst()
                .orElseThrow();
        Picture picture = TestPictures.decode(Tables.cell(row));
        assertEquals(new Shape(50, 44, 1, 16), picture.shape());
    }

    @Test
    void theReportHoldsTheFieldsOfTheContractInTheirOrder() {
        assertEquals(
                List.of(
                        "run_id",
                        "images",
                        "restored",
                        "failed",
                        "failed_earlier",
                        "skipped",
                        "changed",
                        "ignored",
                        "megapixels_out",
                        "seconds",
                        "output"),
                List.copyOf(ran.ending().report().keySet()));
        assertEquals(5, ran.count("images"));
        assertEquals(4, ran.count("restored"));
        assertEquals(1, ran.count("failed"));
        assertEquals(0, ran.count("skipped"));
        assertEquals(0, ran.count("changed"));
        assertEquals(1, ran.count("ignored"));
        assertEquals(
                (62 * 40 + 80 * 48 + 50 * 44 + 40 * 40) / 1e6,
                ran.ending().report().get("megapixels_out"));
        assertEquals("file://" + output, ran.ending().report().get("output"));
    }

    @Test
    void theRecordOfTheEndSaysTheSameAndHowItEnded() throws Exception {
        Map<Object, Object> expected = ran.json();
        expected.put("state", "DONE_WITH_FAILURES");
        expected.put("exit", 3);
        expected.put("errors", Map.of("NOT_A_PICTURE", 1));
        expected.put("commits", List.of(1));
        expected.put("last_commit", 1);
        assertEquals(expected, ran.record(output, "ended"));
        assertEquals(State.DONE_WITH_FAILURES, ran.ending().state());
        assertEquals(3, ran.ending().exit());
    }

    @Test
    void theRecordOfTheStartSaysWhatWasAsked() throws Exception {
        Map<Object, Object> started = ran.record(output, "started");
        assertEquals("restore", started.get("command"));
        assertEquals(input.toString(), ((Map<?, ?>) started.get("request")).get("input"));
        assertTrue(((Map<?, ?>) started.get("versions")).keySet().containsAll(List.of("azulejo", "spark", "java")));
        Row row = Tables.row(output, "a.png");
        assertEquals(started.get("settings_hash"), row.getAs("settings"));
    }

    @Test
    void nothingButTheTableIsLeft() throws Exception {
        try (Stream<Path> files = Files.walk(temporary)) {
            List<String> odd = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".crc")
                            || name.equals("_SUCCESS")
                            || name.contains("_temporary")
                            || name.contains("lock"))
                    .toList();
            assertEquals(List.of(), odd);
        }
        assertFalse(Files.exists(output.resolve("files")));
        assertArrayEquals(
                new String[] {"_azulejo.json", "_commits", "_runs", "images", "results"},
                Stream.of(output.toFile().list()).sorted().toArray());
    }
}
