package io.azulejo.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.session.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of this machine, where creating is a link and publishing an atomic rename. */
class LocalStoreTest extends StoreContract {
    private static final int LEFTOVERS = 300;

    @TempDir
    java.nio.file.Path folder;

    @Override
    Path root() {
        return StorePaths.parse(folder.toString());
    }

    @Override
    Store store() throws IOException {
        return Store.of(root(), Sessions.stores(Map.of()));
    }

    @Test
    void whatVanishesWhileAFolderIsWalkedEndsNeitherTheListingNorTheSweep() throws Exception {
        Store store = store();
        ExecutorService another = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 5; round++) {
                leftovers();
                Future<?> removing = another.submit(() -> {
                    for (int i = LEFTOVERS; i-- > 0; ) {
                        FileUtil.fullyDelete(folder.resolve("at-work/" + i).toFile());
                    }
                });
                while (!removing.isDone()) {
                    store.objects(root());
                    store.sweep(root());
                }
                removing.get();
                assertEquals(Set.of(), store.objects(root()));
            }
        } finally {
            another.shutdownNow();
        }
    }

    /** Folders with a half-written file in each. */
    private void leftovers() throws IOException {
        for (int i = 0; i < LEFTOVERS; i++) {
            java.nio.file.Path at = Files.createDirectories(folder.resolve("at-work/" + i));
            Files.createFile(at.resolve(LocalDisk.temporaryName()));
        }
    }

    @Test
    void theRoomOfAFolderThatIsNotThereYetIsThatOfItsDisk() throws Exception {
        long room = store().room(StorePaths.below(root(), "not/yet/there")).orElseThrow();
        assertTrue(room > 0, "room " + room);
    }
}
