package io.azulejo.pipeline.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.FaultyFileSystem;
import io.azulejo.pipeline.Ran;
import io.azulejo.pipeline.Restore;
import io.azulejo.pipeline.SmallArchive;
import io.azulejo.pipeline.Tables;
import io.azulejo.pipeline.TestPictures;
import io.azulejo.pipeline.table.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An OUTPUT in a store that is no disk, and that fails. */
class RestoreStoreTest extends SmallArchive {
    @BeforeEach
    void twoPictures() throws Exception {
        for (int i = 0; i < 2; i++) {
            Files.write(input.resolve(i + ".png"), TestPictures.png(560, 360, i));
        }
    }

    @AfterEach
    void reset() {
        FaultyFileSystem.reset();
    }

    @Override
    protected Restore restore() {
        return new Restore(input.toString(), FaultyFileSystem.place(output)).commitMegapixels(1);
    }

    private Map<?, ?> ended() throws IOException {
        try (Stream<Path> runs = Files.list(output.resolve("_runs"))) {
            Path run = runs.toList().get(0);
            return Json.read(Files.readAllBytes(run.resolve("ended.json")), Map.class);
        }
    }

    @Test
    void anotherStoreHoldsTheSameTable() throws Exception {
        assertEquals(2, restore().run().count("restored"));
        assertEquals(List.of("0.png", "1.png"), Tables.paths(output));
        assertEquals(2, restore().run().count("skipped"));
    }

    @Test
    void withoutRoomForOneCommitNothingIsCreated() {
        FaultyFileSystem.room(1 << 20);
        String message = restore().refused();
        assertEquals(
                "--output faulty://%s has room for 1 MiB, and one commit may need 7 MiB: make room, or lower --commit-megapixels"
                        .formatted(output),
                message);
        assertFalse(Files.exists(output));
    }

    @Test
    void aStoreThatTakesNothingIsRefusedNamingTheOutput() {
        FaultyFileSystem.onCreate("/out/_azulejo-", path -> new IOException("the store is read-only"));
        assertEquals(
                "--output faulty://%s cannot be written: the store is read-only".formatted(output),
                restore().refused());
    }

    @Test
    void aStoreThatFailsInACommitEndsTheRunAsADefectAndNothingOfThatCommitCounts() throws Exception {
        FaultyFileSystem.onCreate("images/commit=000002", path -> new IOException("the store gave up"));
        IOException told = assertThrows(IOException.class, () -> restore().run());
        assertEquals("the store gave up", told.getMessage());
        assertEquals("DEFECT", ended().get("state"));
        assertEquals(1, ended().get("exit"));
        assertEquals("the store gave up", ended().get("message"));
        assertTrue(Files.exists(output.resolve("_commits/000001.json")));
        assertFalse(Files.exists(output.resolve("_commits/000002.json")));
        assertFalse(Files.exists(output.resolve("_lock.json")));

        FaultyFileSystem.reset();
        Ran rest = restore().run();
        assertEquals(1, rest.count("restored"));
        assertEquals(1, rest.count("skipped"));
        assertEquals(List.of("0.png", "1.png"), Tables.paths(output));
    }

    @Test
    void aMarkerThatCannotBeWrittenKeepsItsCommitFromCounting() throws Exception {
        FaultyFileSystem.onCreate("_commits/", path -> new IOException("the store is read-only"));
        IOException told = assertThrows(IOException.class, () -> restore().run());
        assertEquals("the store is read-only", told.getMessage());
        assertEquals("DEFECT", ended().get("state"));
        FaultyFileSystem.reset();
        assertEquals(2, restore().run().count("restored"));
        assertEquals(List.of("0.png", "1.png"), Tables.paths(output));
    }
}
