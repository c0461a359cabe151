package io.azulejo.pipeline.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.TestPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that knows nothing of Spark or of us. */
class DuckDbTest {
    @TempDir
    static Path temporary;

    private static Path input;
    private static Path output;
    private static Connection duckdb;

    @BeforeAll
    static void restore() throws Exception {
        input = Files.createDirectory(temporary.resolve("scans"));
        output = temporary.resolve("out");
        Path reference = Files.createDirectory(temporary.resolve("high"));
        Files.write(input.resolve("a.png"), TestPictures.png(24, 20, 1));
        Files.write(input.resolve("b.png"), TestPictures.png(22, 21, 2));
        Files.write(reference.resolve("a.png"), TestPictures.png(48, 40, 1));
        Files.write(input.resolve("broken.png"), new byte[] {1, 2, 3});
        new Restore(input, output).reference(reference).run();
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    static void close() throws Exception {
        duckdb.close();
    }

    /** The rows of a query, values joined by a bar. */
    private static List<String> query(String data, String select) throws Exception {
        String sql = select.replace("TABLE", "'%s/%s/*/*.parquet'".formatted(output, data));
        List<String> rows = new ArrayList<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(result.getString(i));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return "SHA-256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void resultsAreReadByName() throws Exception {
        assertEquals(
                List.of(
                        "a.png|RESTORED|48|40|null",
                        "b.png|RESTORED|44|42|null",
                        "broken.png|FAILED|null|null|NOT_A_PICTURE"),
                query("results", "select path, status, out_width, out_height, error_kind from TABLE order by path"));
    }

    @Test
    void fieldsOfFilesAndMetricsAreReached() throws Exception {
        assertEquals(
                List.of(sha256(Files.readAllBytes(input.resolve("a.png"))) + "|true|true"),
                query(
                        "results",
                        "select source.checksum, metrics['psnr_y'] > 0, restored.inline is null from TABLE"
                                + " where path = 'a.png'"));
        assertEquals(
                List.of("true"), query("results", "select cardinality(metrics) = 0 from TABLE where path = 'b.png'"));
    }

    @Test
    void imagesHoldThePicturesAndTheirLengthsAndSums() throws Exception {
        assertEquals(
                List.of("true|true", "true|true"),
                query(
                        "images",
                        "select octet_length(restored.\"inline\") = restored.size,"
                                + " 'SHA-256:' || sha256(restored.\"inline\") = restored.checksum"
                                + " from TABLE where status = 'RESTORED'"));
    }

    @Test
    void notesAreAListThatIsNeverNullAndTimesAreTimes() throws Exception {
        assertEquals(
                List.of("3|3"),
                query(
                        "results",
                        "select count(*) filter (len(notes) >= 0), count(*) filter (finished_at > timestamp"
                                + " '2020-01-01' and source_modified > timestamp '1970-01-02') from TABLE"));
    }

    @Test
    void theOneStatementOfTheMarkersNamesTheFilesThatCount() throws Exception {
        String markers = "'%s/_commits/*.json'".formatted(output);
        assertEquals(
                List.of("results/commit=000001"),
                query("results", "select left(unnest(results).path, 21) from read_json(%s)".formatted(markers)));
    }
}
