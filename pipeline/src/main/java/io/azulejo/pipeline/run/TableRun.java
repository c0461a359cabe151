package io.azulejo.pipeline.run;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.table.Lock;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frame of every run that writes a table: planned before anything is touched, then locked, swept, recorded when it
 * starts and when it ends. For one thread.
 *
 * @param table OUTPUT
 * @param kind {@code restore} or {@code measure}
 * @param runId the run
 * @param console where a person is told
 */
public record TableRun(OutputTable table, String kind, String runId, Console console) {

    /** What happens inside the frame. */
    public interface Work<P> {
        /**
         * Decides what to do; writes nothing.
         *
         * @throws RequestException if it cannot be done
         */
        P plan(List<Marker> markers) throws RequestException, IOException;

        /** What was asked, for the record of the start. */
        Map<String, Object> request();

        /** Does what was planned. */
        Ending carryOut(P plan, List<Marker> markers) throws IOException;
    }

    /**
     * Runs the work.
     *
     * @throws RequestException if it cannot be done, or another run holds the table; nothing was written
     * @throws IOException if the store fails
     */
    public <P> Ending run(Work<P> work) throws RequestException, IOException {
        if (table.exists()) {
            try (Lock lock = take()) {
                List<Marker> markers = table.markers();
                return locked(work, work.plan(markers), markers);
            }
        }
        P plan = work.plan(List.of());
        table.create(kind, "azulejo " + Version.TEXT);
        try (Lock lock = take()) {
            return locked(work, plan, List.of());
        }
    }

    private Lock take() throws RequestException, IOException {
        Lock.Taken taken = Lock.take(table.place(), table.store());
        taken.note().ifPresent(console::line);
        return taken.lock();
    }

    private <P> Ending locked(Work<P> work, P plan, List<Marker> markers) throws IOException {
        int swept = table.sweep(markers);
        if (swept > 0) {
            console.line("removed what an earlier run left without a marker (%d folders)".formatted(swept));
        }
        table.record(runId, "started", started(work.request()));
        try {
            Ending ending = work.carryOut(plan, markers);
            table.record(runId, "ended", ending.record());
            return ending;
        } catch (IOException | RuntimeException e) {
            recordDefect(e);
            throw e;
        }
    }

    private Map<String, Object> started(Map<String, Object> request) {
        Map<String, Object> started = new LinkedHashMap<>();
        started.put("run_id", runId);
        started.put("command", kind);
        started.put("started_at", Instant.now().toString());
        started.putAll(request);
        started.put(
                "versions",
                Map.of(
                        "azulejo", Version.TEXT,
                        "spark", org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                        "java", System.getProperty("java.version")));
        return started;
    }

    private void recordDefect(Exception cause) {
        Map<String, Object> ended = new LinkedHashMap<>();
        ended.put("run_id", runId);
        ended.put("state", Ending.State.DEFECT);
        ended.put("exit", 1);
        ended.put("message", String.valueOf(cause.getMessage()));
        try {
            table.record(runId, "ended", ended);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
