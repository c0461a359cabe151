package io.azulejo.pipeline.table;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.Marker.DataFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table whose markers were lost on the way is refused whole, and what a killed run left is not taken for one. */
abstract class LostMarkersContract {
    private String output;
    private Store store;
    private OutputTable table;

    /** An empty place in the store. */
    abstract String place() throws IOException;

    abstract Configuration configuration();

    @BeforeEach
    void open() throws IOException {
        output = place();
        store = Store.reached(StorePaths.parse(output), configuration());
        table = new OutputTable(StorePaths.parse(output), configuration());
        table.create("restore", "azulejo test");
    }

    private DataFile rows(String data, int commit) throws IOException {
        String path = "%s/commit=%06d/a.parquet".formatted(data, commit);
        store.createIfAbsent(StorePaths.parse(output + "/" + path), new byte[5]);
        return new DataFile(path, 5);
    }

    private void begun(int commit) throws IOException {
        rows("images", commit);
        rows("results", commit);
    }

    private void committed(int... commits) throws IOException {
        for (int commit : commits) {
            table.commit(new Marker(
                    commit,
                    "run",
                    Settings.NONE,
                    List.of(rows("images", commit)),
                    List.of(rows("results", commit)),
                    1,
                    List.of()));
        }
    }

    private void started(String run) throws IOException {
        table.record(run, "started", Map.of("run_id", run));
    }

    private void ended(String run, int last) throws IOException {
        started(run);
        table.record(run, "ended", Map.of("last_commit", last));
    }

    private void lose(String path) throws IOException {
        store.delete(StorePaths.parse(output + "/" + path));
    }

    private void assertRefused(String lost) throws IOException {
        Set<String> before = store.objects(StorePaths.parse(output));
        assertEquals(
                "--output %s lacks the %s, and without them it cannot be told which rows count: bring _commits and _runs back from where it was copied from (some programs leave out names that begin with _), or name another folder"
                        .formatted(StorePaths.show(StorePaths.parse(output)), lost),
                assertThrows(RequestException.class, () -> table.check("restore", "--output"))
                        .getMessage());
        assertEquals(before, store.objects(StorePaths.parse(output)));
    }

    @Test
    void aMarkerMissingBelowAnotherIsLost() throws Exception {
        started("run");
        committed(1, 2, 3, 4);
        lose("_commits/000002.json");
        lose("_commits/000003.json");
        assertRefused("markers of 2 commits (_commits/000002.json, 000003.json)");
    }

    @Test
    void theLastMarkerIsLostWhereARunThatEndedKnowsItsCommit() throws Exception {
        committed(1, 2);
        ended("20261101T000000Z-aaaaaa", 2);
        ended("20261102T000000Z-aaaaaa", 2);
        started("20261103T000000Z-aaaaaa");
        lose("_commits/000002.json");
        assertRefused("markers of 1 commit (_commits/000002.json)");
    }

    @Test
    void allMarkersAreLostWhereThereAreFoldersBeyondTheFirst() throws Exception {
        started("killed");
        committed(1, 2, 3, 4);
        begun(5);
        lose("_commits");
        assertRefused("markers of 4 commits (_commits/000001.json, 000002.json, 000003.json, …)");
    }

    @Test
    void theOnlyMarkerIsLostWhereNoRunIsOnRecordThatCouldHaveLeftItsFolder() throws Exception {
        committed(1);
        lose("_commits");
        assertRefused("markers of 1 commit (_commits/000001.json)");
    }

    @Test
    void markersAreLostWhereAFolderWasBegunAfterThem() throws Exception {
        started("killed");
        committed(1, 2, 3);
        lose("_commits/000002.json");
        lose("_commits/000003.json");
        assertRefused("markers of 1 commit (_commits/000002.json)");
    }

    @Test
    void aCopyWithoutAnyNameThatBeginsSoIsToldWhatItLacks() throws Exception {
        ended("run", 1);
        committed(1);
        for (String name : List.of("_commits", "_runs", "_azulejo.json")) {
            lose(name);
        }
        String refused = assertThrows(RequestException.class, () -> table.check("restore", "--output"))
                .getMessage();
        assertTrue(
                refused.endsWith(
                        "holds results and no _azulejo.json: if it is a copy of a table, copy the names that begin with _ too; else name an empty or a new folder"),
                refused);
    }

    @Test
    void whatAKilledRunLeftOfTheCommitInFlightIsNoLoss() throws Exception {
        started("killed");
        begun(1);
        assertDoesNotThrow(() -> table.check("restore", "--output"));
        committed(1, 2);
        ended("ended", 2);
        begun(3);
        assertDoesNotThrow(() -> table.check("restore", "--output"));
        assertEquals(2, table.sweep(table.markers()));
        assertDoesNotThrow(() -> table.check("restore", "--output"));
    }
}
