package io.azulejo.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.pipeline.TestBuckets;
import io.azulejo.pipeline.session.Sessions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An object store, where creating is a conditional upload and publishing an upload. */
class S3aStoreTest extends StoreContract {
    private static final byte[] THREE_PARTS = new byte[2 * TestBuckets.PART + 1];

    private final String folder = TestBuckets.bucket("store") + "/" + UUID.randomUUID();

    @BeforeEach
    void forget() {
        TestBuckets.reset();
    }

    @Override
    Path root() {
        return StorePaths.parse(folder);
    }

    @Override
    Store store() throws IOException {
        return Store.of(root(), Sessions.stores(TestBuckets.settings()));
    }

    /** The endpoint of the tests keeps objects as files, and makes their names longer while they are written. */
    @Override
    int longestName() {
        return 180;
    }

    @Test
    void nothingIsRenamedAndNoUploadIsLeftPending() throws Exception {
        Path place = StorePaths.below(root(), "one");
        store().createIfAbsent(place, new byte[] {1});
        store().createIfAbsent(place, new byte[] {2});
        store().publish(new ByteArrayInputStream(new byte[] {3}), place);
        assertEquals(List.of(), TestBuckets.copied());
        assertEquals(List.of(), TestBuckets.pending("store"));
    }

    @Test
    void aCreationWhoseWriteFailsLeavesNothing() throws Exception {
        Path place = inParts();
        TestBuckets.refuseUploads("/one");
        Store parts = Store.of(place, Sessions.stores(TestBuckets.settings()));
        assertThrows(IOException.class, () -> parts.createIfAbsent(place, THREE_PARTS));
        nothingIsLeft(parts, place);
    }

    @Test
    void aPublicationWhoseWriteFailsLeavesNothing() throws Exception {
        Path place = inParts();
        TestBuckets.refuseUploads("/one");
        Store parts = Store.of(place, Sessions.stores(TestBuckets.settings()));
        assertThrows(IOException.class, () -> parts.publish(new ByteArrayInputStream(THREE_PARTS), place));
        nothingIsLeft(parts, place);
    }

    @Test
    void aCreationThatBreaksOffAfterItsFirstPartLeavesNothing() throws Exception {
        Path place = inParts();
        TestBuckets.refuseLaterParts("/one");
        Store parts = Store.of(place, Sessions.stores(TestBuckets.settings()));
        assertThrows(IOException.class, () -> parts.createIfAbsent(place, THREE_PARTS));
        nothingIsLeft(parts, place);
    }

    /** A place of the bucket whose uploads begin as soon as there is one short part to write. */
    private static Path inParts() {
        return StorePaths.parse(TestBuckets.bucket("parts") + "/" + UUID.randomUUID() + "/one");
    }

    private static void nothingIsLeft(Store store, Path place) throws IOException {
        assertEquals(List.of(), store.children(place.getParent()));
        assertEquals(List.of(), TestBuckets.pending("parts"));
    }

    @Test
    void thereIsAlwaysRoom() throws Exception {
        assertEquals(Optional.empty(), store().room(root()));
    }
}
