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

class StorePathsTest {
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
        Path place = StorePaths.parse(text);
        assertEquals(text, StorePaths.show(place));
        assertEquals(place, StorePaths.parse(StorePaths.show(place)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"with space.png", "#1.png", "100%.png", "a%20b", "a+b", "文字", "-dash", ".dot", "12:30", "a?b"})
    void aNameBelowAFolderIsItsRelativePathAgain(String name) {
        Path root = StorePaths.parse("/scans/a b#%");
        Path place = StorePaths.below(root, "deep/" + name);
        assertEquals("deep/" + name, StorePaths.relative(root, place));
        assertEquals("/scans/a b#%/deep/" + name, place.toUri().getPath());
    }

    @Test
    void aPathWithoutSchemeIsOfThisMachineAndRelativeToTheWorkingFolder() {
        String folder = java.nio.file.Path.of("").toAbsolutePath().toString();
        assertEquals("file://" + folder + "/scans", StorePaths.show(StorePaths.parse("scans")));
        assertEquals("file:///a/c", StorePaths.show(StorePaths.parse("/a/b/../c/")));
        assertEquals("file:///a/b", StorePaths.show(StorePaths.parse("file:/a/b")));
    }

    @Test
    void aNameThatNoPlaceCanHaveIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> StorePaths.parse(""));
        assertThrows(IllegalArgumentException.class, () -> StorePaths.parse("a\0b"));
    }

    @Test
    void aPlaceLiesWithinItselfAndItsFoldersAndNowhereElse() {
        Path folder = StorePaths.parse("/a/b");
        assertTrue(StorePaths.within(folder, folder));
        assertTrue(StorePaths.within(folder, StorePaths.parse("/a/b/c/d")));
        assertTrue(StorePaths.within(StorePaths.parse("/"), folder));
        assertFalse(StorePaths.within(folder, StorePaths.parse("/a")));
        assertFalse(StorePaths.within(folder, StorePaths.parse("/a/bc")));
        assertFalse(StorePaths.within(folder, StorePaths.parse("s3a://bucket/a/b/c")));
        assertFalse(StorePaths.within(StorePaths.parse("s3a://one/a"), StorePaths.parse("s3a://two/a/b")));
    }

    @Test
    void aLinkIsResolvedEvenWhereTheRestOfThePathIsNotThereYet(@TempDir java.nio.file.Path folder) throws Exception {
        java.nio.file.Path real = Files.createDirectory(folder.toRealPath().resolve("real"));
        Files.createSymbolicLink(folder.resolve("link"), real);
        Path resolved = StorePaths.resolved(
                StorePaths.parse(folder.resolve("link/not/yet").toString()));
        assertEquals("file://" + real + "/not/yet", StorePaths.show(resolved));
    }
}
