package io.azulejo.pipeline.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.UnwritableException;
import io.azulejo.pipeline.table.Lock;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.udfs.restore.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.StringUtils;

/**
 * The frame of every run that writes a table: planned before anything is touched, then locked, swept, recorded when it
 * starts and when it ends. For one thread.
 *
 * @param table OUTPUT
 * @param kind {@code restore} or {@code measure}
 * @param runId the run
 * @param console where a person is told
 * @param stop what may end it before it is done
 */
public record TableRun(OutputTable table, String kind, String runId, Console console, Stop stop) {

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

        /**
         * Does what was planned.
         *
         * @throws IOException if the store fails
         */
        RunResult carryOut(P plan, List<Marker> markers) throws IOException;

        /**
         * Makes other places than OUTPUT this run's own, before OUTPUT is made.
         *
         * @throws RequestException if they cannot be
         */
        default void claim() throws RequestException {}

        /** Places beside OUTPUT that it writes, by the flag that named each. */
        default Map<String, Path> places() {
            return Map.of();
        }

        /** What was done and committed until now, as {@link RunResult#record} tells it: for a run that does not come to its end. */
        Map<String, Object> soFar();

        /** Ends what Spark is doing for it, which then fails; called from another thread. */
        void cancel();
    }

    /**
     * Runs the work.
     *
     * @throws RequestException if it cannot be done, or another run holds the table: nothing was written; or if another
     *     run made the same commit: what this run committed before stays
     * @throws StoppedException if it was asked to end before it had begun
     * @throws Reason with one line for a person, for everything else; {@code ended.json} says the same
     */
    public <P> RunResult run(Work<P> work) throws RequestException, IOException {
        try {
            return framed(work);
        } catch (Exception e) {
            if (stop.dropped()) {
                throw stopped();
            }
            if (e instanceof RequestException || e instanceof StoppedException) {
                throw e;
            }
            throw traced(Reason.of(e, places(work)));
        } finally {
            stop.done();
        }
    }

    private StoppedException stopped() {
        return new StoppedException(stop.asked().orElseThrow());
    }

    /** With the full trace beside the records, unless the place is the very reason. */
    private Reason traced(Reason reason) {
        if (reason.unwritable()) {
            return reason;
        }
        Path place = StorePaths.below(table.place(), "_runs/%s/trace.txt".formatted(runId));
        try {
            if (table.exists()) {
                table.store()
                        .createIfAbsent(
                                place, StringUtils.stringifyException(reason).getBytes(UTF_8));
                return reason.withTrace(StorePaths.show(place));
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
        return reason;
    }

    private <P> RunResult framed(Work<P> work) throws RequestException, IOException {
        // Planned before OUTPUT is made, so that a request which is refused leaves nothing behind.
        Optional<P> first = table.exists() ? Optional.empty() : Optional.of(work.plan(List.of()));
        stop.enter(work::cancel);
        if (first.isPresent()) {
            work.claim();
            writable(work, () -> table.create(kind, "azulejo " + Version.TEXT));
        }
        try (Lock lock = take(work)) {
            stop.lastly(lock::close);
            table.check(kind, "--output");
            List<Marker> markers = table.markers();
            // Before planning, which asks for room: what a run left that died of a full disk is room again.
            sweep(markers);
            // Another run may have begun and ended between that plan and this lock.
            P plan = first.isPresent() && markers.isEmpty() ? first.get() : work.plan(markers);
            if (first.isEmpty()) {
                work.claim();
            }
            return locked(work, plan, markers);
        }
    }

    private Map<String, Path> places(Work<?> work) {
        Map<String, Path> places = new LinkedHashMap<>(work.places());
        places.put("--output", table.place());
        return places;
    }

    private interface Writing {
        void run() throws RequestException, IOException;
    }

    /** Writes what is written before any work is done: where that cannot be, the request is refused. */
    private void writable(Work<?> work, Writing writing) throws RequestException {
        try {
            writing.run();
        } catch (UnwritableException e) {
            throw new RequestException(Reason.told(e, places(work)), e);
        } catch (IOException e) {
            throw new RequestException(
                    "--output %s cannot be written: %s"
                            .formatted(
                                    StorePaths.show(table.place()),
                                    table.store().reason(e, table.place())),
                    e);
        }
    }

    private Lock take(Work<?> work) throws RequestException {
        Lock.Taken[] taken = new Lock.Taken[1];
        writable(work, () -> taken[0] = Lock.take(table.place(), table.store()));
        taken[0].note().ifPresent(console::line);
        return taken[0].lock();
    }

    private void sweep(List<Marker> markers) throws IOException {
        int swept = table.sweep(markers);
        if (swept > 0) {
            console.line("what an earlier run left without a marker, removed: %d".formatted(swept));
        }
    }

    private <P> RunResult locked(Work<P> work, P plan, List<Marker> markers) throws RequestException, IOException {
        writable(work, () -> table.record(runId, "started", started(work.request())));
        stop.lastly(() -> recordStopped(work, markers));
        try {
            RunResult ending = work.carryOut(plan, markers);
            table.record(runId, "ended", ended(ending.record(), markers));
            return ending;
        } catch (Throwable e) {
            // All there is: Spark throws a checked exception of its own that it does not declare.
            stop.ending();
            if (stop.dropped()) {
                recordStopped(work, markers);
                throw stopped();
            }
            if (e instanceof OutputTable.CommitTaken) {
                recordEnd(ended(work.soFar(), markers), RunResult.State.STOPPED, 2, e);
                throw new RequestException(e.getMessage(), e);
            }
            Reason told = Reason.of(e, places(work));
            recordEnd(ended(work.soFar(), markers), RunResult.State.DEFECT, 1, told);
            throw told;
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

    /** With the commits that this run made, and the last that counts: who lost markers is told so by it. */
    private Map<String, Object> ended(Map<String, Object> record, List<Marker> before) {
        List<Integer> made = table.made();
        Map<String, Object> ended = new LinkedHashMap<>(record);
        ended.put("commits", made);
        ended.put("last_commit", made.isEmpty() ? Marker.last(before) : made.get(made.size() - 1));
        return ended;
    }

    private void recordStopped(Work<?> work, List<Marker> before) throws IOException {
        Map<String, Object> ended = ended(work.soFar(), before);
        ended.put("state", RunResult.State.STOPPED);
        ended.put("exit", stop.asked().orElseThrow().exit());
        table.record(runId, "ended", ended);
    }

    private void recordEnd(Map<String, Object> soFar, RunResult.State state, int exit, Throwable cause) {
        Map<String, Object> ended = new LinkedHashMap<>(soFar);
        ended.put("run_id", runId);
        ended.put("state", state);
        ended.put("exit", exit);
        ended.put("message", cause.getMessage());
        try {
            table.record(runId, "ended", ended);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
