package io.azulejo.pipeline.restore;

import io.azulejo.pipeline.plan.Tasks;
import io.azulejo.pipeline.plan.Unit;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Ending;
import io.azulejo.pipeline.run.Progress;
import io.azulejo.pipeline.run.RunId;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.run.Version;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.Places;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.table.Lock;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.Totals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** One {@code restore}: what is not done yet, commit by commit. For one thread. */
public final class RestoreJob {
    private final Preparation preparation;
    private final Cluster cluster;
    private final Console console;
    private final Stop stop;
    private final String runId = RunId.next();
    private final long began = System.nanoTime();

    public RestoreJob(Preparation preparation, Cluster cluster, Console console, Stop stop) {
        this.preparation = preparation;
        this.cluster = cluster;
        this.console = console;
        this.stop = stop;
    }

    /**
     * Runs to the end, or to the end of the commit in flight once {@link Stop} is asked.
     *
     * @throws RequestException if the request cannot be carried out; nothing was written
     * @throws IOException if the store fails, or another run made the same commit
     */
    public Ending run() throws RequestException, IOException {
        preparation.notes().forEach(console::line);
        OutputTable table = preparation.table();
        if (table.exists()) {
            try (Lock lock = take(table)) {
                return planned(table);
            }
        }
        return planned(table);
    }

    private Lock take(OutputTable table) throws RequestException, IOException {
        Lock.Taken taken = Lock.take(table.place(), table.store());
        taken.note().ifPresent(console::line);
        return taken.lock();
    }

    private Ending planned(OutputTable table) throws RequestException, IOException {
        List<Marker> markers = table.markers();
        Resume resume = Resume.of(table, markers, preparation.settings(), cluster.spark());
        Worklist work = Worklist.of(preparation, resume, cluster);
        room(work);
        if (table.exists()) {
            return locked(table, markers, resume, work);
        }
        table.create("restore", "azulejo " + Version.TEXT);
        try (Lock lock = take(table)) {
            return locked(table, markers, resume, work);
        }
    }

    /** A disk that cannot hold one commit is refused before anything is written. */
    private void room(Worklist work) throws RequestException, IOException {
        long commit = Math.min(work.pixels(), preparation.request().commitMegapixels() * 1_000_000L);
        long needed = 2 * commit * (work.deep() ? 8 : 4);
        List<Path> places = new ArrayList<>(List.of(preparation.table().place()));
        preparation.files().ifPresent(files -> places.add(files.root()));
        for (Path place : places) {
            Optional<Long> room = Store.of(place, cluster.configuration()).room(place);
            if (room.isPresent() && room.get() < needed) {
                throw new RequestException(
                        "%s has room for %,d MiB, and one commit may need %,d MiB: make room, or lower --commit-megapixels"
                                .formatted(Places.show(place), room.get() >> 20, needed >> 20));
            }
        }
    }

    private Ending locked(OutputTable table, List<Marker> markers, Resume resume, Worklist work) throws IOException {
        int swept = table.sweep(markers);
        if (swept > 0) {
            console.line("removed what an earlier run left without a marker: %d folders".formatted(swept));
        }
        table.record(runId, "started", started());
        if (preparation.files().isPresent()) {
            preparation.files().get().claim(table.place(), cluster.configuration());
        }
        try {
            Ending ending = carriedOut(table, markers, resume, work);
            table.record(runId, "ended", ending.record());
            return ending;
        } catch (IOException | RuntimeException e) {
            recordDefect(table, e);
            throw e;
        } finally {
            RestoreContext.release(runId);
        }
    }

    private Map<String, Object> started() {
        Map<String, Object> started = new LinkedHashMap<>();
        started.put("run_id", runId);
        started.put("command", "restore");
        started.put("request", preparation.request().words());
        started.put("settings", preparation.settings());
        started.put("settings_hash", preparation.settings().hash());
        started.put("model", preparation.model().name());
        started.put("started_at", java.time.Instant.now().toString());
        started.put("versions", Map.of(
                "azulejo", Version.TEXT,
                "spark", cluster.spark().version(),
                "java", System.getProperty("java.version")));
        return started;
    }

    private Ending carriedOut(OutputTable table, List<Marker> markers, Resume resume, Worklist work) throws IOException {
        RestoreContext context = new RestoreContext(
                runId,
                preparation.settings().hash(),
                preparation.request(),
                preparation.model(),
                Places.show(table.place()),
                preparation.files().map(files -> Places.show(files.root())).orElse(null));
        int number = markers.isEmpty() ? 0 : markers.get(markers.size() - 1).commit();
        Totals totals = Totals.NONE;
        long pixels = preparation.request().commitMegapixels() * 1_000_000L;
        try (Progress progress =
                        new Progress(cluster.spark().sparkContext(), console, work.units().size(), work.pixels());
                RestoreStage stage = new RestoreStage(context, cluster, table, progress.counters(), preparation.settings())) {
            for (List<Unit> commit : Tasks.commits(work.units(), pixels)) {
                if (stop.asked()) {
                    break;
                }
                totals = totals.plus(stage.commit(++number, commit));
            }
        }
        List<String> lines = new ArrayList<>();
        if (preparation.files().isPresent() && !stop.asked()) {
            lines.addAll(new MissingFiles(preparation, cluster, table).write(resume, work));
        }
        return new RestoreReport(preparation, runId, work, totals, (System.nanoTime() - began) / 1e9)
                .ending(stop.asked() && totals.good() + totals.failed() < work.units().size(), lines);
    }

    private void recordDefect(OutputTable table, Exception cause) {
        try {
            table.record(runId, "ended", Map.of("run_id", runId, "state", Ending.State.DEFECT, "exit", 1, "message", String.valueOf(cause.getMessage())));
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
