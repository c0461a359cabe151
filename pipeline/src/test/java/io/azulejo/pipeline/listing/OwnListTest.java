package io.azulejo.pipeline.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.TestBuckets;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lists that a run leaves, written and read again. */
class OwnListTest {
    private static final List<String> ODD = List.of(
            "=1+1.png",
            "+1.png",
            "-1.png",
            "@home.png",
            "\ttab.png",
            "'quoted.png",
            "'=both.png",
            "''-twice.png",
            " with spaces at both ends ",
            "a, b; c\td.png",
            "\"said\".png",
            "two\nlines.png",
            "return\r.png",
            "100%20.png",
            "ü — 図.png");

    @TempDir
    Path folder;

    private static Entry entry(String path, Path file) {
        return new Entry(path, "file://" + file, 0, 0, "");
    }

    private Path list(List<Entry> entries) throws IOException {
        Path file = folder.resolve("failed.csv");
        try (OutputStream out = Files.newOutputStream(file);
                OwnList list = new OwnList(out)) {
            entries.forEach(entry -> list.add(entry, "UNREADABLE", "a, \"reason\"; with\tsigns"));
        }
        return file;
    }

    private static Listed read(String list) throws RequestException {
        return new Listing("--input", Sessions.stores(TestBuckets.settings())).list(list, Optional.empty());
    }

    private static List<String> paths(Listed listed) {
        return listed.entries().stream().map(Entry::path).toList();
    }

    @Test
    void everyPathAndPlaceComesBackAsItWas() throws Exception {
        List<Entry> entries = new ArrayList<>();
        for (String name : ODD) {
            entries.add(entry("box/" + name, Files.writeString(folder.resolve(name), "x")));
            entries.add(entry(name, folder.resolve(name)));
        }
        Listed listed = read(list(entries).toString());
        assertEquals(entries.stream().map(Entry::path).sorted().toList(), paths(listed));
        for (Entry entry : listed.entries()) {
            assertEquals("file://" + folder.resolve(entry.path().replaceFirst("^box/", "")), entry.uri());
            assertEquals(1, entry.bytes(), entry.path());
        }
    }

    @Test
    void aSpreadsheetTakesNoCellForAFormula() throws Exception {
        List<Entry> entries =
                ODD.stream().map(name -> entry(name, folder.resolve("a.png"))).toList();
        String text = Files.readString(list(entries));
        for (String sign : List.of("=", "+", "-", "@", "\t")) {
            assertTrue(!text.contains("\"" + sign) && text.contains("\"'" + sign), sign);
        }
    }

    @Test
    void aListOfAPersonsOwnIsTakenLetterByLetter() throws Exception {
        Files.writeString(folder.resolve("'=a.png"), "x");
        Path csv = Files.writeString(folder.resolve("mine.csv"), "path\n'=a.png\n");
        assertEquals(List.of("'=a.png"), paths(read(csv.toString())));
    }

    @Test
    void thePathOfAFolderStandsForAllThatLiesBelowIt() throws Exception {
        Files.createDirectories(folder.resolve("closed/deep"));
        Files.writeString(folder.resolve("closed/deep/b.png"), "x");
        Files.writeString(folder.resolve("closed/a.png"), "x");
        Path file = list(List.of(
                entry("box/closed/", folder.resolve("closed")),
                entry("box/closed/a.png", folder.resolve("closed/a.png"))));
        Listed listed = read(file.toString());
        assertEquals(List.of("box/closed/a.png", "box/closed/deep/b.png"), paths(listed));
        assertEquals(
                "file://" + folder + "/closed/deep/b.png",
                listed.entries().get(1).uri());
    }

    @Test
    void aFolderThatStillCannotBeListedStandsForItself() throws Exception {
        assertEquals(
                List.of("gone/"),
                paths(read(list(List.of(entry("gone/", folder.resolve("gone")))).toString())));
    }

    @Test
    void twoPicturesOfOnePathAreRefusedAlsoBelowAFolder() throws Exception {
        Files.createDirectories(folder.resolve("closed"));
        Files.writeString(folder.resolve("closed/a.png"), "x");
        Path other = Files.writeString(folder.resolve("other.png"), "x");
        Path file = list(List.of(entry("box/", folder.resolve("closed")), entry("box/a.png", other)));
        String refused = assertThrows(RequestException.class, () -> read(file.toString()))
                .getMessage();
        assertTrue(refused.contains("the path box/a.png is that of"), refused);
    }

    /** A list in a bucket that names a file of this machine, beside these records. */
    private String inBucket(String schemes) throws IOException {
        Path picture = Files.writeString(folder.resolve("a.png"), "x");
        String output = TestBuckets.bucket("lists") + "/" + UUID.randomUUID();
        TestBuckets.put(output + "/_runs/one/failed.csv", Files.readAllBytes(list(List.of(entry("a.png", picture)))));
        TestBuckets.put(
                output + "/_runs/one/started.json",
                "{\"schemes\": [%s]}".formatted(schemes).getBytes(StandardCharsets.UTF_8));
        return output;
    }

    @Test
    void belowATableOfOursItMayNameWhatItsRunRead() throws Exception {
        String output = inBucket("\"file\"");
        TestBuckets.put(output + "/_azulejo.json", "{}".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("a.png"), paths(read(output + "/_runs/one/failed.csv")));
    }

    @Test
    void elsewhereItMayNameItsOwnSchemeOnly() throws Exception {
        String noTable = inBucket("\"file\"") + "/_runs/one/failed.csv";
        String otherRun = inBucket("\"s3a\"");
        TestBuckets.put(otherRun + "/_azulejo.json", "{}".getBytes(StandardCharsets.UTF_8));
        for (String list : List.of(noTable, otherRun + "/_runs/one/failed.csv")) {
            String refused =
                    assertThrows(RequestException.class, () -> read(list)).getMessage();
            assertTrue(refused.contains("has the scheme file, and this manifest may name s3a"), refused);
        }
    }
}
