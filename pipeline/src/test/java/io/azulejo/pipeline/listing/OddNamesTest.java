package io.azulejo.pipeline.listing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.OddNames;
import io.azulejo.pipeline.store.StorePaths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names whose bytes are no UTF-8, as a Latin-1 disk or an old archive has them. */
class OddNamesTest {
    private static final Configuration STORES = Sessions.stores(Map.of());

    @TempDir
    Path temporary;

    private Path scans;

    @BeforeEach
    void folder() throws IOException {
        scans = Files.createDirectory(temporary.resolve("scans"));
    }

    /** A file whose name has a byte for every letter of the text; what it holds is the text. */
    private void file(String latin) throws IOException {
        Path file = OddNames.file(scans, latin);
        Files.createDirectories(file.getParent());
        Files.writeString(file, latin);
    }

    private Listed list(String asked) throws RequestException {
        return new Listing("--input", STORES).list(asked, Optional.empty());
    }

    private static List<String> paths(Listed listed) {
        return listed.entries().stream().map(Entry::path).toList();
    }

    /** What is read through the place that the entry names. */
    private static byte[] content(Entry entry) throws IOException {
        org.apache.hadoop.fs.Path place = StorePaths.parse(entry.uri());
        try (InputStream in = place.getFileSystem(STORES).open(place)) {
            return in.readAllBytes();
        }
    }

    @Test
    void suchBytesAreShownAndTwoNamesAreTwoEntriesThatLeadToTheirFiles() throws Exception {
        List<String> names =
                List.of("Mu\u00F1oz.png", "Mu\u00F2oz.png", "Mu?oz.png", "d\u00FFr/a\\b\u00F1.png", "plain\\name.png");
        for (String name : names) {
            file(name);
        }
        // The letters as they would be read: a name that is text, and looks like bytes that are shown.
        file("Mu\\xF1oz.png");
        Listed listed = list(scans.toString());
        assertEquals(
                List.of(
                        "Mu?oz.png",
                        "Mu\\\\xF1oz.png",
                        "Mu\\xF1oz.png",
                        "Mu\\xF2oz.png",
                        "d\\xFFr/a\\\\b\\xF1.png",
                        "plain\\name.png"),
                paths(listed));
        List<String> held = List.of(
                "Mu?oz.png",
                "Mu\\xF1oz.png",
                "Mu\u00F1oz.png",
                "Mu\u00F2oz.png",
                "d\u00FFr/a\\b\u00F1.png",
                "plain\\name.png");
        for (int i = 0; i < held.size(); i++) {
            Entry entry = listed.entries().get(i);
            assertEquals("file://" + scans + "/" + entry.path(), entry.uri());
            assertArrayEquals(held.get(i).getBytes(StandardCharsets.UTF_8), content(entry), entry.path());
        }
        assertEquals(List.of(), listed.notes());
    }

    @Test
    void aNameThatIsTextStaysAsItIsBesideThem() throws Exception {
        file("\u00C3\u00BC.png");
        file("\u00FC.png");
        assertEquals(List.of("\\xFC.png", "\u00FC.png"), paths(list(scans.toString())));
    }

    @Test
    void aPersonNamesThemAsTheyAreShown() throws Exception {
        file("d\u00FFr/Mu\u00F1oz.png");
        file("d\u00FFr/other.png");
        assertEquals(List.of("Mu\\xF1oz.png"), paths(list(scans + "/d\\xFFr/Mu\\xF1oz.png")));
        assertEquals(List.of("Mu\\xF1oz.png", "other.png"), paths(list(scans + "/d\\xFFr")));
        assertEquals(List.of("d\\xFFr/Mu\\xF1oz.png", "d\\xFFr/other.png"), paths(list(scans + "/*/*.png")));
        assertEquals(List.of("d\\xFFr/Mu\\xF1oz.png"), paths(list(scans + "/d?r/Mu?oz.png")));
    }

    @Test
    void aManifestNamesThemSoTooAndByTheFolderInWhichTheyLie() throws Exception {
        file("d\u00FFr/Mu\u00F1oz.png");
        Path list = Files.writeString(scans.resolve("list.txt"), "d\\xFFr/Mu\\xF1oz.png\n");
        Entry entry = list(list.toString()).entries().get(0);
        assertEquals("d\\xFFr/Mu\\xF1oz.png", entry.path());
        assertArrayEquals("d\u00FFr/Mu\u00F1oz.png".getBytes(StandardCharsets.UTF_8), content(entry));
        Path folder = Files.writeString(scans.resolve("folder.txt"), "d\\xFFr/\n");
        assertEquals(List.of(entry), list(folder.toString()).entries());
    }

    @Test
    void whatIsNamedByFoldersOfOthersIsPassedOverThere() throws Exception {
        file("d\u00FFr/lost+found/a.png");
        Listed listed = list(scans.toString());
        assertTrue(listed.entries().isEmpty() && listed.ignored() == 1, listed.toString());
    }
}
