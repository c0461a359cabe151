package io.azulejo.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.pipeline.session.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedFileTest {
    private static final Configuration STORES = Sessions.stores(Map.of());

    @TempDir
    Path folder;

    private org.apache.hadoop.fs.Path file(int bytes) throws IOException {
        return StorePaths.parse(
                Files.write(folder.resolve("file"), new byte[bytes]).toString());
    }

    @Test
    void anObjectThatGrewSinceItWasListedIsReadWhole() throws Exception {
        try (FetchedFile fetched = FetchedFile.read(file(300), 100, 300, STORES)) {
            assertEquals(300, fetched.size());
        }
    }

    @Test
    void anObjectThatGrewBeyondWhatMayBeReadIsGivenUp() {
        assertThrows(FetchedFile.TooLongException.class, () -> FetchedFile.read(file(300), 100, 299, STORES));
    }

    @Test
    void anObjectListedAsSmallAndFoundLargeGoesToAScratchFileWithTheSameSum() throws Exception {
        int bytes = FetchedFile.MEMORY_BYTES + 1;
        try (FetchedFile fetched = FetchedFile.read(file(bytes), 0, Long.MAX_VALUE, STORES);
                FetchedFile known = FetchedFile.read(file(bytes), bytes, Long.MAX_VALUE, STORES)) {
            assertEquals(bytes, fetched.size());
            assertEquals(known.checksum(), fetched.checksum());
        }
    }

    @Test
    void whatIsNoRegularFileIsNotOpened() {
        org.apache.hadoop.fs.Path device = StorePaths.parse("/dev/zero");
        IOException refused = assertThrows(IOException.class, () -> FetchedFile.read(device, 0, 100, STORES));
        assertEquals("it is no regular file", refused.getMessage());
    }
}
