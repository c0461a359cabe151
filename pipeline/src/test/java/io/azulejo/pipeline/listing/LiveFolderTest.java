package io.azulejo.pipeline.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.PlainLocalFileSystem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFileSystem;
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

    private Listed list() throws RequestException {
        Map<String, String> live = Map.of(
                "spark.hadoop.fs.file.impl",
                LiveDisk.class.getName(),
                "spark.hadoop.fs.file.impl.disable.cache",
                "true");
        return new Listing("--input", Sessions.stores(live)).list(scans.toString(), Optional.empty());
    }

    @Test
    void whatVanishesMeanwhileDoesNotEndTheListing() throws Exception {
        files("a.png", "gone/b.png", "gone.png", "kept/c.png", "kept/gone/deep/d.png");
        Listed listed = list();
        // A file is known already when it vanishes: its row will say that it is not there.
        assertEquals(
                List.of("a.png", "gone.png", "kept/c.png"),
                listed.entries().stream().map(Entry::path).toList());
        assertEquals(List.of(), listed.notes());
        assertFalse(Files.exists(scans.resolve("kept/gone")));
    }

    @Test
    void aFileThatIsMadeMeanwhileIsNoNameThatCannotBeRead() throws Exception {
        files("growing/a.png");
        assertEquals(List.of(), list().notes());
        assertTrue(Files.exists(scans.resolve("growing/late.png")));
    }

    @Test
    void aNameThatCannotBeReadIsSaidThoughAnotherVanishes() throws Exception {
        files("a.png", "gone.png");
        Files.createSymbolicLink(scans.resolve("nowhere.png"), scans.resolve("none.png"));
        List<String> notes = list().notes();
        assertEquals(1, notes.size(), notes.toString());
        assertTrue(notes.get(0).contains(" cannot be read") && notes.get(0).contains(": 1;"), notes.toString());
    }

    @Test
    void aFolderThatFailsWhileItIsReadFailsAsOneThatCannotBeOpened() {
        IOException lost = new IOException("stale handle");
        assertSame(lost, assertThrows(IOException.class, () -> DiskWalk.unreadable(failing(lost), Set.of())));
    }

    /** As a folder of a network disk whose server is gone when its names are asked for. */
    private static DirectoryStream<Path> failing(IOException failure) {
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                throw new DirectoryIteratorException(failure);
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void aFolderThatIsStillThereAndCannotBeListedIsNotPassedOver() throws Exception {
        files("a.png", "locked/b.png");
        assertEquals(
                "--input %s cannot be listed: locked by another".formatted(scans),
                assertThrows(RequestException.class, this::list).getMessage());
    }

    /**
     * What is named gone is taken away as soon as its folder is listed; what is named growing gets one file more then;
     * what is named locked cannot be listed.
     */
    public static final class LiveDisk extends FilterFileSystem {
        public LiveDisk() {
            super(new PlainLocalFileSystem());
        }

        @Override
        public FileStatus[] listStatus(org.apache.hadoop.fs.Path folder) throws IOException {
            if (folder.getName().equals("locked")) {
                throw new IOException("locked by another");
            }
            FileStatus[] children = super.listStatus(folder);
            for (FileStatus child : children) {
                if (child.getPath().getName().startsWith("gone")) {
                    delete(child.getPath(), true);
                }
            }
            if (folder.getName().equals("growing")) {
                create(new org.apache.hadoop.fs.Path(folder, "late.png")).close();
            }
            return children;
        }
    }
}
