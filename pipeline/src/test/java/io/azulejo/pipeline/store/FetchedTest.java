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

class FetchedTest {
    private static final Configuration STORES = Sessions.stores(Map.of());

    @TempDir
    Path folder;

    private org.apache.hadoop.fs.Path file(int bytes) throws IOException {
        return Places.parse(Files.write(folder.resolve("file"), new byte[bytes]).toString());
    }

    @Test
    void anObjectThatGrewSinceItWasListedIsReadWhole() throws Exception {
        try (Fetched fetched = Fetched.read(file(300), 100, 300, STORES)) {
            assertEquals(300, fetched.size());
        }
    }

    @Test
    void anObjectThatGrewBeyondWhatMayBeReadIsGivenUp() {
        assertThrows(Fetched.TooLongException.class, () -> Fetched.read(file(300), 100, 299, STORES));
    }

    @Test
    void anObjectListedAsSmallAndFoundLargeGoesToAScratchFileWithTheSameSum() throws Exception {
        int bytes = Fetched.MEMORY_BYTES + 1;
        try (Fetched fetched = Fetched.read(file(bytes), 0, Long.MAX_VALUE, STORES);
                Fetched known = Fetched.read(file(bytes), bytes, Long.MAX_VALUE, STORES)) {
            assertEquals(bytes, fetched.size());
            assertEquals(known.checksum(), fetched.checksum());
        }
    }

    @Test
    void whatIsNoRegularFileIsNotOpened() {
        org.apache.hadoop.fs.Path device = Places.parse("/dev/zero");
        IOException refused = assertThrows(IOException.class, () -> Fetched.read(device, 0, 100, STORES));
        assertEquals("it is no regular file", refused.getMessage());
    }
}
