package io.azulejo.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.session.Sessions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is no disk and has no conditional create, as HDFS: what appears is renamed into its place. */
class RenamingStoreTest extends StoreContract {
    @TempDir
    java.nio.file.Path folder;

    @AfterEach
    void reset() {
        FaultyFileSystem.reset();
    }

    @Override
    Path root() {
        return StorePaths.parse(FaultyFileSystem.place(folder));
    }

    @Override
    Store store() throws IOException {
        return Store.of(
                root(), Sessions.stores(Map.of("spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName())));
    }

    @Test
    void theRoomIsWhatTheStoreSaysAndUnboundedWhereItSaysNothing() throws Exception {
        assertEquals(Optional.empty(), store().room(root()));
        FaultyFileSystem.room(1000);
        assertEquals(Optional.of(1000L), store().room(root()));
    }

    @Test
    void aStoreThatFailsSaysSoAndNothingIsLeft() throws Exception {
        Store store = store();
        FaultyFileSystem.onCreate("/_azulejo-", path -> new IOException("no space left"));
        Path place = StorePaths.below(root(), "one");
        Assertions.assertThrows(IOException.class, () -> store.createIfAbsent(place, new byte[] {1}));
        Assertions.assertThrows(
                IOException.class, () -> store.publish(new ByteArrayInputStream(new byte[] {1}), place));
        assertEquals(List.of(), store.children(root()));
    }
}
