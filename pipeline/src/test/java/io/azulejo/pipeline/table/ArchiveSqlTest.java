package io.azulejo.pipeline.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.TestPictures;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The statements of docs/output.md for archives, run as they stand there on a run with files. */
class ArchiveSqlTest {
    private static final Path PAGE = Path.of("../docs/output.md");

    @TempDir
    static Path temporary;

    private static Path output;
    private static Path files;

    @BeforeAll
    static void restore() throws Exception {
        Path input = Files.createDirectories(temporary.resolve("scans"));
        output = temporary.resolve("out");
        files = temporary.resolve("bag/data");
        Files.createDirectories(input.resolve("deep & wide"));
        Files.write(input.resolve("50 %.png"), TestPictures.png(24, 20, 1));
        Files.write(input.resolve("deep & wide/b.png"), TestPictures.png(22, 21, 2));
        Files.write(input.resolve("broken.png"), new byte[] {1, 2, 3});
        new Restore(input, output).files(files).run();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            for (String sql : statements()) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void theBagItManifestIsWhatSha256sumPrintsWithPercentSignsCoded() throws Exception {
        assertEquals(
                List.of(
                        sha256(files.resolve("50 %.png")) + "  data/50 %25.png",
                        sha256(files.resolve("deep & wide/b.png")) + "  data/deep & wide/b.png"),
                Files.readAllLines(temporary.resolve("manifest-sha256.txt")));
    }

    @Test
    void everyRowIsAPremisEventThatParses() throws Exception {
        List<Document> events = new ArrayList<>();
        for (String line : Files.readAllLines(temporary.resolve("premis-events.xml"))) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            events.add(factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8))));
        }
        assertEquals(List.of("success", "failure", "success"), texts(events, "eventOutcome"));
        assertEquals(
                List.of("50 %.png", "50 %.png", "broken.png", "deep & wide/b.png", "deep & wide/b.png"),
                texts(events, "linkingObjectIdentifierValue"));
        assertTrue(texts(events, "eventOutcomeDetailNote").get(1).startsWith("NOT_A_PICTURE: "));
        for (String time : texts(events, "eventDateTime")) {
            assertTrue(time.matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"), time);
        }
    }

    @Test
    void archivematicasCsvPairsOriginalsWithFilesForAccess() throws Exception {
        assertEquals(
                List.of(
                        "original,access,preservation",
                        "50 %.png,manualNormalization/access/50 %.png,",
                        "deep & wide/b.png,manualNormalization/access/deep & wide/b.png,"),
                Files.readAllLines(temporary.resolve("normalization.csv")));
    }

    /** The indented blocks of the page's section, with this run's places for those of the page. */
    private static List<String> statements() throws Exception {
        String page = Files.readString(PAGE);
        int from = page.indexOf("\n## For archives\n");
        String section = page.substring(from, page.indexOf("\n## ", from + 1));
        String sql = section.lines()
                .filter(line -> line.startsWith("    "))
                .collect(Collectors.joining("\n"))
                .replace("'out/", "'" + output + "/")
                .replace("file:///archive/bag/data/", "file://" + files + "/");
        for (String name : new String[] {"manifest-sha256.txt", "premis-events.xml", "normalization.csv"}) {
            assertTrue(sql.contains("to '" + name + "'"), name);
            sql = sql.replace("to '" + name + "'", "to '" + temporary.resolve(name) + "'");
        }
        List<String> statements =
                Stream.of(sql.split(";\n|;$")).filter(one -> !one.isBlank()).toList();
        assertFalse(statements.isEmpty());
        return statements;
    }

    private static List<String> texts(List<Document> events, String element) {
        List<String> texts = new ArrayList<>();
        for (Document event : events) {
            var found = event.getElementsByTagNameNS("http://www.loc.gov/premis/v3", element);
            for (int i = 0; i < found.getLength(); i++) {
                texts.add(found.item(i).getTextContent());
            }
        }
        return texts;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
