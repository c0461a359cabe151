package io.azulejo.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Said;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.Json;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.Marker.DataFile;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRunTest {
    @TempDir
    Path temporary;

    private final Said said = new Said();
    private Path output;
    private OutputTable table;

    @BeforeEach
    void open() throws IOException {
        output = temporary.resolve("out");
        table = new OutputTable(StorePaths.parse(output.toString()), Sessions.stores(Map.of()));
    }

    private RunResult run(TableRun.Work<String> work) throws Exception {
        return new TableRun(table, "restore", "run", said.console(), new Stop()).run(work);
    }

    private Map<?, ?> ended() throws IOException {
        return Json.read(Files.readAllBytes(output.resolve("_runs/run/ended.json")), Map.class);
    }

    /** What another run makes of the same table. */
    private Marker committed(int number) throws IOException {
        Path file = output.resolve("results/commit=%06d/a.parquet".formatted(number));
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[5]);
        Marker marker = new Marker(
                number,
                "other",
                Settings.NONE,
                List.of(),
                List.of(new DataFile(output.relativize(file).toString(), 5)),
                1,
                List.of());
        table.create("restore", "azulejo test");
        table.record("other", "started", Map.of());
        table.commit(marker);
        return marker;
    }

    @Test
    void aRequestThatIsRefusedLeavesNothingBehind() {
        assertThrows(
                RequestException.class,
                () -> run(new Nothing() {
                    @Override
                    public String plan(List<Marker> markers) throws RequestException {
                        throw new RequestException("no");
                    }
                }));
        assertFalse(Files.exists(output));
    }

    @Test
    void aRunIsRecordedAtItsStartAndAtItsEndAndLeavesNoLock() throws Exception {
        assertEquals(Nothing.DONE, run(new Nothing()));
        assertTrue(Files.exists(output.resolve("_runs/run/started.json")));
        assertEquals(
                Map.of(
                        "images",
                        0,
                        "state",
                        "DONE",
                        "exit",
                        0,
                        "errors",
                        Map.of(),
                        "commits",
                        List.of(),
                        "last_commit",
                        0),
                ended());
        assertFalse(Files.exists(output.resolve("_lock.json")));
    }

    @Test
    void aRunThatBeganAndEndedBetweenPlanAndLockIsSeenAndNotSwept() throws Exception {
        List<Marker> others = new ArrayList<>();
        Nothing work = new Nothing() {
            @Override
            public String plan(List<Marker> markers) throws RequestException, IOException {
                if (others.isEmpty()) {
                    others.add(committed(1));
                }
                return super.plan(markers);
            }
        };
        run(work);
        assertEquals(List.of(List.of(), others), work.planned);
        assertTrue(Files.exists(output.resolve("results/commit=000001/a.parquet")));
        assertEquals(others, table.markers());
    }

    @Test
    void aTableOfAnotherKindMadeMeanwhileIsRefused() {
        RequestException refused = assertThrows(
                RequestException.class,
                () -> run(new Nothing() {
                    @Override
                    public String plan(List<Marker> markers) throws IOException {
                        table.create("measure", "azulejo test");
                        return "plan";
                    }
                }));
        assertTrue(refused.getMessage().contains("holds what measure wrote"), refused.getMessage());
        assertFalse(Files.exists(output.resolve("_runs")));
    }

    @Test
    void anExistingTableIsPlannedOnceWithItsCommits() throws Exception {
        Marker first = committed(1);
        Nothing work = new Nothing();
        run(work);
        assertEquals(List.of(List.of(first)), work.planned);
    }

    @Test
    void theRecordOfTheEndNamesTheCommitsThatThisRunMadeAndTheLastThatCounts() throws Exception {
        committed(1);
        table = new OutputTable(table.place(), Sessions.stores(Map.of()));
        run(new Nothing() {
            @Override
            public RunResult carryOut(String plan, List<Marker> markers) throws IOException {
                committed(2);
                committed(3);
                return Nothing.DONE;
            }
        });
        assertEquals(List.of(2, 3), ended().get("commits"));
        assertEquals(3, ended().get("last_commit"));
    }

    @Test
    void theTraceOfADefectLiesBesideTheRecordsOfItsRun() throws Exception {
        Reason reason = (Reason) defect(new IOException("the store is read-only"));
        Path trace = output.resolve("_runs/run/trace.txt");
        assertEquals(Optional.of("file://" + trace), reason.trace());
        assertTrue(Files.readString(trace).contains("TableRunTest.defect"), Files.readString(trace));
    }

    @Test
    void beforeThereIsATableTheTraceOfADefectHasNoPlaceThere() {
        Reason reason = assertThrows(
                Reason.class,
                () -> run(new Nothing() {
                    @Override
                    public String plan(List<Marker> markers) {
                        throw new IllegalStateException("no plan");
                    }
                }));
        assertEquals(Optional.empty(), reason.trace());
        assertFalse(Files.exists(output));
    }

    private IOException defect(Throwable failure) {
        return assertThrows(
                IOException.class,
                () -> run(new Nothing() {
                    @Override
                    public RunResult carryOut(String plan, List<Marker> markers) {
                        return sneakily(failure);
                    }
                }));
    }

    /** Throws what is not declared, as Scala does. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RunResult sneakily(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void whateverIsThrownEndsAsADefectWithTheInnermostReasonOnOneLine() throws Exception {
        Throwable reason = new IOException("the store is read-only\nat somewhere");
        IOException told = defect(new Exception("Job aborted due to stage failure:\n  lost task", reason));
        assertEquals("the store is read-only", told.getMessage());
        assertEquals(
                Map.of(
                        "run_id",
                        "run",
                        "restored",
                        2,
                        "state",
                        "DEFECT",
                        "exit",
                        1,
                        "message",
                        "the store is read-only",
                        "commits",
                        List.of(),
                        "last_commit",
                        0),
                ended());
        assertFalse(Files.exists(output.resolve("_lock.json")));
    }

    @Test
    void whereNobodySaysWhichPlaceIsFullAllAreNamedThatItMayBe() {
        IOException told = defect(new Exception("Job aborted", new IOException("No space left on device")));
        assertEquals(
                "no room is left in --output file://%s, or in the scratch folder of its store's client (No space left on device): make room there"
                        .formatted(output),
                told.getMessage());
    }

    @Test
    void whereSparkHadNoRoomForItsOwnScratchThatFolderIsNamed() {
        IOException full = new IOException("No space left on device");
        full.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.io.FileOutputStream", "writeBytes", null, -2),
            new StackTraceElement("net.jpountz.lz4.LZ4BlockOutputStream", "flush", null, 1),
            new StackTraceElement("org.apache.spark.storage.DiskBlockObjectWriter", "write", null, 1)
        });
        IOException told = defect(new Exception("Job aborted", full));
        assertEquals(
                "the scratch folder %s (spark.local.dir) has no room left (No space left on device): make room there"
                        .formatted(System.getProperty("java.io.tmpdir")),
                told.getMessage());
    }

    @Test
    void memoryThatRanOutIsRecordedToo() throws Exception {
        defect(new OutOfMemoryError("Java heap space"));
        assertEquals("Java heap space", ended().get("message"));
    }

    @Test
    void theLoserOfACommitStopsAsRefusedAndThatIsRecorded() throws Exception {
        RequestException refused = assertThrows(
                RequestException.class,
                () -> run(new Nothing() {
                    @Override
                    public RunResult carryOut(String plan, List<Marker> markers) throws IOException {
                        Marker theirs = committed(1);
                        table.commit(theirs);
                        return Nothing.DONE;
                    }
                }));
        assertTrue(refused.getMessage().endsWith("was made by another run meanwhile: start this one again"));
        assertEquals("STOPPED", ended().get("state"));
        assertEquals(2, ended().get("exit"));
    }
}
