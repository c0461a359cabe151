package io.azulejo.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.session.Sessions;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of this machine, where creating is a link and publishing an atomic rename. */
class LocalStoreTest extends StoreContract {
    @TempDir
    java.nio.file.Path folder;

    @Override
    Path root() {
        return Places.parse(folder.toString());
    }

    @Override
    Store store() throws IOException {
        return Store.of(root(), Sessions.stores(Map.of()));
    }

    @Test
    void theRoomOfAFolderThatIsNotThereYetIsThatOfItsDisk() throws Exception {
        long room = store().room(Places.below(root(), "not/yet/there")).orElseThrow();
        assertTrue(room > 0, "room " + room);
    }
}
