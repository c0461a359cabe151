package io.azulejo.pipeline.table;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.Marker.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTableTest {
    private static final Settings SETTINGS = new Settings(new TreeMap<>(Map.of("tile", "auto")));

    @TempDir
    Path folder;

    private OutputTable table;

    @BeforeEach
    void open() throws IOException {
        table = new OutputTable(StorePaths.parse(folder.toString()), Sessions.stores(Map.of()));
    }

    /** Writes a data file of a commit, and describes it. */
    private DataFile file(String data, int commit, String name, int bytes) throws IOException {
        String path = "%s/commit=%06d/%s".formatted(data, commit, name);
        Files.createDirectories(folder.resolve(path).getParent());
        Files.write(folder.resolve(path), new byte[bytes]);
        return new DataFile(path, bytes);
    }

    private static Marker marker(int commit, List<DataFile> images, List<DataFile> results, List<String> replaces) {
        return new Marker(commit, "run", SETTINGS, images, results, 1, replaces);
    }

    private Marker committed(int commit) throws IOException {
        Marker marker = marker(
                commit,
                List.of(file("images", commit, "a.parquet", 100)),
                List.of(file("results", commit, "a.parquet", 10)),
                List.of());
        table.commit(marker);
        return marker;
    }

    private String refused(String kind) {
        return assertThrows(RequestException.class, () -> table.check(kind, "--output"))
                .getMessage();
    }

    @Test
    void onlyWhatAMarkerNamesCounts() throws Exception {
        Marker first = committed(1);
        file("images", 2, "a.parquet", 100);
        file("results", 2, "a.parquet", 10);
        Marker third = committed(3);
        assertEquals(List.of(first, third), table.markers());
        assertEquals(3, Marker.last(table.markers()));
    }

    @Test
    void aTableWithoutCommitsHasNoMarkers() throws Exception {
        assertEquals(List.of(), table.markers());
        assertEquals(0, Marker.last(List.of()));
    }

    @Test
    void aFileOfAnotherLengthKeepsTheCommitFromCounting() throws Exception {
        DataFile written = file("results", 1, "a.parquet", 10);
        Marker marker = marker(1, List.of(), List.of(new DataFile(written.path(), 11)), List.of());
        String message =
                assertThrows(IOException.class, () -> table.commit(marker)).getMessage();
        assertEquals(
                "file://%s/results/commit=000001/a.parquet should be 11 bytes long and is 10: the commit does not count"
                        .formatted(folder),
                message);
        assertEquals(List.of(), table.markers());
    }

    @Test
    void aFileThatIsGoneKeepsTheCommitFromCounting() throws Exception {
        Marker marker = marker(1, List.of(new DataFile("images/commit=000001/a.parquet", 5)), List.of(), List.of());
        String message =
                assertThrows(IOException.class, () -> table.commit(marker)).getMessage();
        assertTrue(message.endsWith("should be 5 bytes long and is gone: the commit does not count"), message);
        assertEquals(List.of(), table.markers());
    }

    @Test
    void aNumberThatAnotherRunTookIsLostAndTheWinnersMarkerStays() throws Exception {
        Marker first = committed(1);
        Marker late = new Marker(1, "late", SETTINGS, first.images(), first.results(), 1, List.of());
        String message = assertThrows(OutputTable.CommitTaken.class, () -> table.commit(late))
                .getMessage();
        assertEquals(
                "commit 1 of file://%s was made by another run meanwhile: start this one again".formatted(folder),
                message);
        assertEquals(List.of(first), table.markers());
    }

    @Test
    void leftoversAreSweptAndWhatCountsStays() throws Exception {
        Marker first = committed(1);
        file("images", 2, "a.parquet", 100);
        file("results", 2, "_temporary/0/a.parquet", 1);
        file("files", 3, "deep/a.png", 1);
        file("files", 1, "a.png", 1);
        assertEquals(3, table.sweep(List.of(first)));
        assertFalse(Files.exists(folder.resolve("images/commit=000002")));
        assertFalse(Files.exists(folder.resolve("results/commit=000002")));
        assertFalse(Files.exists(folder.resolve("files/commit=000003")));
        assertTrue(Files.exists(folder.resolve("files/commit=000001/a.png")));
        assertTrue(Files.exists(folder.resolve("images/commit=000001/a.parquet")));
        assertEquals(0, table.sweep(List.of(first)));
    }

    @Test
    void filesThatAMarkerReplacedAreRemoved() throws Exception {
        Marker first = committed(1);
        DataFile results = file("results", 2, "a.parquet", 10);
        Marker second = marker(2, List.of(), List.of(results), List.of("results/commit=000001/a.parquet"));
        table.commit(second);
        table.sweep(List.of(first, second));
        assertFalse(Files.exists(folder.resolve("results/commit=000001/a.parquet")));
        assertTrue(Files.exists(folder.resolve("images/commit=000001/a.parquet")));
    }

    @Test
    void theDataFilesOfACommitAreItsParquetFiles() throws Exception {
        DataFile a = file("images", 1, "a.parquet", 3);
        DataFile b = file("images", 1, "b.parquet", 4);
        file("images", 1, "_SUCCESS", 0);
        assertEquals(List.of(a, b), table.dataFiles("images", 1));
        assertEquals(List.of(), table.dataFiles("results", 1));
    }

    @Test
    void aNewAnEmptyAndAnOwnFolderMayBeWrittenTo() throws Exception {
        assertDoesNotThrow(() -> table.check("restore", "--output"));
        OutputTable missing =
                new OutputTable(StorePaths.parse(folder.resolve("new").toString()), Sessions.stores(Map.of()));
        assertDoesNotThrow(() -> missing.check("restore", "--output"));
        assertFalse(table.exists());
        table.create("restore", "azulejo test");
        assertTrue(table.exists());
        assertDoesNotThrow(() -> table.check("restore", "--output"));
    }

    @Test
    void aFolderOfOtherThingsIsRefused() throws Exception {
        Files.writeString(folder.resolve("thesis.doc"), "x");
        assertEquals(
                "--output file://%s holds other things (thesis.doc): name an empty or a new folder".formatted(folder),
                refused("restore"));
    }

    @Test
    void aTableOfAnotherFormatIsRefused() throws Exception {
        Files.writeString(folder.resolve("_azulejo.json"), "{\"format\": 9, \"kind\": \"restore\"}");
        assertEquals(
                "--output file://%s is written in format 9, this version writes format 1: name another"
                        .formatted(folder),
                refused("restore"));
    }

    @Test
    void aTableOfAnotherKindIsRefused() throws Exception {
        table.create("measure", "azulejo test");
        assertEquals(
                "--output file://%s holds what measure wrote, and not what restore writes: name another folder"
                        .formatted(folder),
                refused("restore"));
    }

    @Test
    void aHeadThatIsNoneOfOursIsRefused() throws Exception {
        Files.writeString(folder.resolve("_azulejo.json"), "not ours");
        assertEquals(
                "--output file://%s: its _azulejo.json is none of ours: name another folder".formatted(folder),
                refused("restore"));
    }

    @Test
    void aMarkerThatCannotBeReadIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("_commits"));
        Files.writeString(folder.resolve("_commits/000001.json"), "{");
        String message = assertThrows(IOException.class, () -> table.markers()).getMessage();
        assertEquals(
                "file://%s/_commits/000001.json is no marker of a commit: bring it back from a copy, or name another --output"
                        .formatted(folder),
                message);
    }

    @Test
    void aRecordOfARunIsWrittenOnce() throws Exception {
        table.record("run", "started", Map.of("a", 1));
        table.record("run", "started", Map.of("a", 2));
        assertEquals(
                1,
                Json.read(Files.readAllBytes(folder.resolve("_runs/run/started.json")), Map.class)
                        .get("a"));
    }
}
