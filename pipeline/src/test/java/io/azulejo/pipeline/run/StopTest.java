package io.azulejo.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.Said;
import io.azulejo.pipeline.session.Sessions;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.Json;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run of a table ends when it is asked to. */
class StopTest {
    @TempDir
    Path temporary;

    private final Stop stop = new Stop();
    private Path output;
    private OutputTable table;

    @BeforeEach
    void open() throws IOException {
        output = temporary.resolve("out");
        table = new OutputTable(StorePaths.parse(output.toString()), Sessions.stores(Map.of()));
    }

    private RunResult run(TableRun.Work<String> work) throws Exception {
        return new TableRun(table, "restore", "run", new Said().console(), stop).run(work);
    }

    private Map<?, ?> ended() throws IOException {
        return Json.read(Files.readAllBytes(output.resolve("_runs/run/ended.json")), Map.class);
    }

    @Test
    void aRunThatWasAskedToEndBeforeItWritesLeavesNothingBehind() {
        stop.ask(Stop.Signal.TERM);
        StoppedException stopped = assertThrows(StoppedException.class, () -> run(new Nothing()));
        assertEquals(143, stopped.exit());
        assertEquals("stopped by SIGTERM", stopped.getMessage());
        assertFalse(Files.exists(output));
    }

    @Test
    void whatFailsBecauseItWasDroppedIsNoDefect() throws Exception {
        assertThrows(
                StoppedException.class,
                () -> run(new Nothing() {
                    @Override
                    public RunResult carryOut(String plan, List<Marker> markers) throws IOException {
                        stop.ask(Stop.Signal.HUP);
                        stop.drop();
                        throw new IOException("Job 7 cancelled");
                    }
                }));
        assertStopped(129);
        assertFalse(Files.exists(output.resolve("_runs/run/trace.txt")));
    }

    private void assertStopped(int exit) throws IOException {
        assertEquals("STOPPED", ended().get("state"));
        assertEquals(exit, ended().get("exit"));
        assertEquals(2, ended().get("restored"));
        assertFalse(Files.exists(output.resolve("_lock.json")));
    }

    @Test
    void aRunThatIsAbandonedIsRecordedAndItsLockGivenBackForIt() throws Exception {
        run(new Nothing() {
            @Override
            public RunResult carryOut(String plan, List<Marker> markers) throws IOException {
                stop.ask(Stop.Signal.TERM);
                assertTrue(stop.abandon());
                assertStopped(143);
                return DONE;
            }
        });
        assertFalse(stop.abandon());
        assertStopped(143);
    }
}
