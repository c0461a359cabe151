package io.azulejo.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///scans/with space.png",
                "file:///scans/#1.png",
                "file:///scans/100%.png",
                "file:///scans/50%20off.png",
                "file:///scans/a+b.png",
                "file:///scans/two\nlines\u2028.png",
                "file:///scans/ünï 文字.png",
                "file:///scans/-dash.png",
                "file:///scans/.dot",
                "file:///scans/12:30.png",
                "file:///scans/what?.png",
                "file:///scans/[x]{y}*.png",
                "s3a://bucket/key with space/#1 100%.png",
                "hdfs://host:8020/a%2Fb"
            })
    void whatIsShownNamesTheSamePlaceAgain(String text) {
        Path place = Places.parse(text);
        assertEquals(text, Places.show(place));
        assertEquals(place, Places.parse(Places.show(place)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"with space.png", "#1.png", "100%.png", "a%20b", "a+b", "文字", "-dash", ".dot", "12:30", "a?b"})
    void aNameBelowAFolderIsItsRelativePathAgain(String name) {
        Path root = Places.parse("/scans/a b#%");
        Path place = Places.below(root, "deep/" + name);
        assertEquals("deep/" + name, Places.relative(root, place));
        assertEquals("/scans/a b#%/deep/" + name, place.toUri().getPath());
    }

    @Test
    void aPathWithoutSchemeIsOfThisMachineAndRelativeToTheWorkingFolder() {
        String folder = java.nio.file.Path.of("").toAbsolutePath().toString();
        assertEquals("file://" + folder + "/scans", Places.show(Places.parse("scans")));
        assertEquals("file:///a/c", Places.show(Places.parse("/a/b/../c/")));
        assertEquals("file:///a/b", Places.show(Places.parse("file:/a/b")));
    }

    @Test
    void aNameThatNoPlaceCanHaveIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Places.parse(""));
        assertThrows(IllegalArgumentException.class, () -> Places.parse("a\0b"));
    }

    @Test
    void aPlaceLiesWithinItselfAndItsFoldersAndNowhereElse() {
        Path folder = Places.parse("/a/b");
        assertTrue(Places.within(folder, folder));
        assertTrue(Places.within(folder, Places.parse("/a/b/c/d")));
        assertTrue(Places.within(Places.parse("/"), folder));
        assertFalse(Places.within(folder, Places.parse("/a")));
        assertFalse(Places.within(folder, Places.parse("/a/bc")));
        assertFalse(Places.within(folder, Places.parse("s3a://bucket/a/b/c")));
        assertFalse(Places.within(Places.parse("s3a://one/a"), Places.parse("s3a://two/a/b")));
    }

    @Test
    void aLinkIsResolvedEvenWhereTheRestOfThePathIsNotThereYet(@TempDir java.nio.file.Path folder) throws Exception {
        java.nio.file.Path real = Files.createDirectory(folder.toRealPath().resolve("real"));
        Files.createSymbolicLink(folder.resolve("link"), real);
        Path resolved =
                Places.resolved(Places.parse(folder.resolve("link/not/yet").toString()));
        assertEquals("file://" + real + "/not/yet", Places.show(resolved));
    }
}
