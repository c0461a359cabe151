package io.azulejo.pipeline.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.StorePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
    private static final Configuration STORES =
            Sessions.stores(Map.of("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName()));

    @TempDir
    Path temporary;

    private Path scans;

    @BeforeEach
    void folder() throws IOException {
        scans = Files.createDirectory(temporary.resolve("scans"));
    }

    private void file(String name) throws IOException {
        Path file = scans.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    private Listed list(String asked) throws RequestException {
        return new Listing("--input", STORES).list(asked, Optional.empty());
    }

    private Listed list() throws RequestException {
        return list(scans.toString());
    }

    private static List<String> paths(Listed listed) {
        return listed.entries().stream().map(Entry::path).toList();
    }

    private String refused(String asked) {
        return assertThrows(RequestException.class, () -> list(asked)).getMessage();
    }

    @Test
    void aFolderIsReadRecursivelyAndSortedByPath() throws Exception {
        for (String name : List.of("b.png", "a/z.png", "a/deep/er/y.jpg", "A.png", "nothing.txt")) {
            file(name);
        }
        assertEquals(List.of("A.png", "a/deep/er/y.jpg", "a/z.png", "b.png", "nothing.txt"), paths(list()));
    }

    @Test
    void anEntrySaysWhereItLiesHowLongItIsAndWhenItChanged() throws Exception {
        file("a b/#1.png");
        Files.setLastModifiedTime(scans.resolve("a b/#1.png"), FileTime.fromMillis(1_600_000_000_123L));
        String uri = "file://" + scans + "/a b/#1.png";
        assertEquals(
                List.of(new Entry("a b/#1.png", uri, "a b/#1.png".length(), 1_600_000_000_123L, "")), list().entries());
    }

    @Test
    void oneFileIsKnownByItsName() throws Exception {
        file("deep/one.png");
        file("deep/other.png");
        assertEquals(List.of("one.png"), paths(list(scans + "/deep/one.png")));
    }

    @Test
    void aGlobIsKnownByWhatFollowsItsLongestPartWithoutWildcards() throws Exception {
        for (String name : List.of("1900/a.png", "1901/b.png", "1901/c.txt", "2000/d.png", "1902/deep/e.png")) {
            file(name);
        }
        assertEquals(List.of("1900/a.png", "1901/b.png"), paths(list(scans + "/19*/*.png")));
        assertEquals(List.of("1902/deep/e.png"), paths(list(scans + "/19?2")));
    }

    @Test
    void aFolderWhoseNameLooksLikeAPatternIsAFolder() throws Exception {
        file("[1900]/a.png");
        file("1/b.png");
        assertEquals(List.of("a.png"), paths(list(scans + "/[1900]")));
    }

    @Test
    void namesAreListedLetterByLetter() throws Exception {
        List<String> names = List.of(
                "#1.png",
                "+.png",
                "-dash.png",
                ".dot.png",
                "100%.png",
                "12:30.png",
                "50%20off.png",
                "with space.png",
                "{x}[y]*?.png",
                "ü 文字.png");
        for (String name : names) {
            file(name);
        }
        assertEquals(names, paths(list()));
    }

    @Test
    void anotherStoreListsTheSame() throws Exception {
        for (String name : List.of("b #1.png", "a/c%.png", "._a.png", "@eaDir/b.png")) {
            file(name);
        }
        Listed there = list(FaultyFileSystem.place(scans));
        assertEquals(paths(list()), paths(there));
        assertEquals(2, there.ignored());
        assertEquals("faulty://" + scans + "/a/c%.png", there.entries().get(0).uri());
    }

    @Test
    void whatOtherProgramsKeepBesidePicturesIsIgnoredAndCounted() throws Exception {
        for (String name : List.of(
                "a.png",
                "._a.png",
                "@eaDir/a.png/thumb.jpg",
                "deep/.thumbnails/a.png",
                ".Trash-1000/files/a.png",
                ".Trashes/a.png",
                "__MACOSX/a.png",
                "lost+found/#123",
                "System Volume Information/a.png",
                "$RECYCLE.BIN/a.png",
                ".snapshot/hourly.0/a.png",
                ".snapshot/hourly.1/a.png",
                ".Spotlight-V100/a.png",
                ".hidden/a.png")) {
            file(name);
        }
        Listed listed = list();
        assertEquals(List.of(".hidden/a.png", "a.png"), paths(listed));
        assertEquals(11, listed.ignored(), "a folder of others counts once, whatever it holds");
        assertEquals(11, list(FaultyFileSystem.place(scans)).ignored());
    }

    @Test
    void foldersOfOursBelowTheInputAreIgnored() throws Exception {
        file("a.png");
        file("restored/_azulejo-files.json");
        file("restored/deep/a.png");
        file("out/_azulejo.json");
        file("out/files/commit=000001/a.png");
        Listed listed = list();
        assertEquals(List.of("a.png"), paths(listed));
        assertEquals(4, listed.ignored());
    }

    @Test
    void aFolderOfOursThatIsItselfTheInputIsRead() throws Exception {
        file("_azulejo-files.json");
        file("deep/a.png");
        assertEquals(List.of("deep/a.png"), paths(list()));
    }

    @Test
    void outputBelowTheInputIsLeftOutAndThatIsSaid() throws Exception {
        file("a.png");
        file("out/images/commit=000001/part.parquet");
        Listed listed =
                new Listing("--input", STORES).list(scans.toString(), Optional.of(StorePaths.parse(scans + "/out")));
        assertEquals(List.of("a.png"), paths(listed));
        assertEquals(0, listed.ignored());
        assertEquals(
                List.of("file://%s/out lies below file://%s and is left out of the listing".formatted(scans, scans)),
                listed.notes());
    }

    @Test
    void aLinkThatLeadsBackUpEndsAndALinkAsideIsFollowed() throws Exception {
        file("a/x.png");
        Files.createSymbolicLink(scans.resolve("a/up"), scans);
        Files.createSymbolicLink(scans.resolve("b"), scans.resolve("a"));
        assertEquals(List.of("a/x.png", "b/x.png"), paths(list()));
    }

    @Test
    void aFolderNamedLikeAPictureIsOnlyAFolder() throws Exception {
        file("x.png/a.png");
        assertEquals(List.of("x.png/a.png"), paths(list()));
    }

    @Test
    void whatIsNotThereIsRefusedByFlagAndText() {
        assertEquals("--input %s/none: there is no such folder or file".formatted(scans), refused(scans + "/none"));
        assertEquals("--input %s/*.png matches nothing".formatted(scans), refused(scans + "/*.png"));
        assertEquals("--input : an empty name stands for no place", refused(""));
        assertTrue(refused("nosuch://x/y").startsWith("--input nosuch://x/y cannot be listed: "));
    }

    @Test
    void aLinkToNothingAndOneToItselfAreEntriesWhoseRowsWillSaySo() throws Exception {
        file("a.png");
        Files.createSymbolicLink(scans.resolve("nowhere.png"), temporary.resolve("gone.png"));
        Files.createSymbolicLink(scans.resolve("round.png"), scans.resolve("and.png"));
        Files.createSymbolicLink(scans.resolve("and.png"), scans.resolve("round.png"));
        Listed listed = list();
        assertEquals(List.of("a.png", "and.png", "nowhere.png", "round.png"), paths(listed));
        assertEquals(
                List.of(0L, 0L, 0L),
                listed.entries().subList(1, 4).stream().map(Entry::bytes).toList());
    }

    @Test
    void aFolderOfAnotherStoreThatMayNotBeListedIsAnEntryAndAllElseIsListed() throws Exception {
        for (String name : List.of("a.png", "closed/b.png", "open/closed/c.png", "open/d.png")) {
            file(name);
        }
        FaultyFileSystem.onList("closed", folder -> new AccessControlException("Permission denied"));
        try {
            Listed listed = list(FaultyFileSystem.place(scans));
            assertEquals(List.of("a.png", "closed/", "open/closed/", "open/d.png"), paths(listed));
            assertEquals(
                    "faulty://" + scans + "/closed", listed.entries().get(1).uri());
            assertEquals(
                    List.of("--input: folders that cannot be listed, so that nobody knows what lies in them: 2"
                            + " (closed/, open/closed/)"),
                    listed.notes());
            assertEquals(List.of("closed/", "open/d.png"), paths(list(FaultyFileSystem.place(scans) + "/*/*.png")));
            assertTrue(refused(FaultyFileSystem.place(scans.resolve("closed")))
                    .endsWith(" cannot be listed: Permission denied"));
        } finally {
            FaultyFileSystem.reset();
        }
    }

    @Test
    void aGlobTakesAlternativesAndNamesWithAColonAndGivesNothingTwice() throws Exception {
        for (String name : List.of("a/12:30.png", "a/x.tif", "b/y.png", "b/z.gif")) {
            file(name);
        }
        assertEquals(List.of("a/12:30.png", "a/x.tif", "b/y.png"), paths(list(scans + "/*/*.{png,tif}")));
        assertEquals(List.of("a/12:30.png", "a/x.tif"), paths(list(scans + "/{a/*,a/1*,nowhere/*}")));
    }

    @Test
    void anEmptyFolderHoldsNothing() throws Exception {
        assertEquals(List.of(), list().entries());
    }
}
