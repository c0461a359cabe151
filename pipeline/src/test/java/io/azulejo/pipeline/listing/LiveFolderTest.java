package io.azulejo.pipeline.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of a disk in which others are at work while it is listed. */
class LiveFolderTest {
    @TempDir
    Path scans;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = scans.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    /** What is named gone is taken away as soon as its folder is listed; what is named locked cannot be listed. */
    private static List<StoredObject> live(org.apache.hadoop.fs.Path folder) throws IOException {
        if (folder.getName().equals("locked")) {
            throw new IOException("locked by another");
        }
        List<StoredObject> children = Store.of(folder, new Configuration()).listed(folder);
        for (StoredObject child : children) {
            if (child.name().startsWith("gone")) {
                FileUtil.fullyDelete(StorePaths.file(child.place()).toFile());
            }
        }
        return children;
    }

    private List<String> walked(Path folder) throws IOException {
        FolderWalk walk = new FolderWalk(LiveFolderTest::live, new LongAdder());
        walk.below(StorePaths.of(folder));
        return walk.found().stream()
                .map(found -> StorePaths.relative(StorePaths.of(folder), found.place()) + (found.folder() ? "/" : ""))
                .sorted()
                .toList();
    }

    @Test
    void whatVanishesMeanwhileDoesNotEndTheListing() throws Exception {
        files("a.png", "gone/b.png", "gone.png", "kept/c.png", "kept/gone/deep/d.png");
        // A file is known already when it vanishes: its row will say that it is not there.
        assertEquals(List.of("a.png", "gone.png", "kept/c.png"), walked(scans));
        assertFalse(Files.exists(scans.resolve("kept/gone")));
    }

    @Test
    void aFolderThatIsStillThereAndCannotBeListedIsFoundAsAFolder() throws Exception {
        files("a.png", "deep/locked/b.png", "deep/c.png");
        assertEquals(List.of("a.png", "deep/c.png", "deep/locked/"), walked(scans));
    }

    @Test
    void wasThatTheFolderThatWasAskedForNothingIsListed() throws Exception {
        files("locked/b.png");
        assertEquals(
                "locked by another",
                assertThrows(IOException.class, () -> walked(scans.resolve("locked")))
                        .getMessage());
    }
}
