package io.azulejo.pipeline.restore;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.OwnList;
import io.azulejo.pipeline.plan.FreeSpace;
import io.azulejo.pipeline.plan.Plan;
import io.azulejo.pipeline.plan.PlannedPicture;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.plan.Worklist;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.resume.Change;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Failures;
import io.azulejo.pipeline.run.Progress;
import io.azulejo.pipeline.run.RunResult;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.run.TableRun;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.PictureLists;
import io.azulejo.pipeline.table.Totals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** One {@code restore}: what is not done yet, commit by commit. For one thread. */
public final class RestoreJob implements TableRun.Work<Plan> {
    private final Preparation preparation;
    private final Cluster cluster;
    private final Console console;
    private final Stop stop;
    private final String runId;
    private final long began = System.nanoTime();
    private volatile Totals totals = Totals.NONE;
    private volatile Worklist taken;

    public RestoreJob(Preparation preparation, Cluster cluster, Console console, Stop stop) {
        this.preparation = preparation;
        this.cluster = cluster;
        this.console = console;
        this.runId = console.run();
        this.stop = stop;
    }

    /**
     * Runs to the end, or until {@link Stop} ends it.
     *
     * @throws RequestException if the request cannot be carried out; nothing was written
     * @throws IOException if the store fails, or another run made the same commit
     */
    public RunResult run() throws RequestException, IOException {
        preparation.notes().forEach(console::line);
        return new TableRun(preparation.table(), "restore", runId, console, stop).run(this);
    }

    @Override
    public Plan plan(List<Marker> markers) throws RequestException, IOException {
        return Plan.of(preparation, markers, cluster, console);
    }

    @Override
    public Map<String, Path> places() {
        return preparation.files().map(files -> Map.of("--files", files.root())).orElse(Map.of());
    }

    @Override
    public void claim() throws RequestException {
        if (preparation.files().isPresent()) {
            preparation.files().get().claim(preparation.table().place(), cluster.configuration());
        }
    }

    @Override
    public Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("request", preparation.options().texts(RunOptions.RESTORE));
        request.put("settings", preparation.settings().values());
        request.put("settings_hash", preparation.settings().hash());
        request.put("model", preparation.model().name());
        request.put(OwnList.SCHEMES, Entry.schemes(preparation.listed().entries()));
        return request;
    }

    @Override
    public RunResult carryOut(Plan plan, List<Marker> markers) throws IOException {
        taken = plan.work();
        if (preparation.files().isPresent()) {
            preparation.files().get().sweep(cluster.configuration());
        }
        List<String> remarks = new ArrayList<>();
        boolean done = false;
        try {
            done = commits(plan, Marker.last(markers)) && files(plan, remarks);
        } catch (Exception e) {
            // What was dropped did not fail, and nothing of it counts.
            if (!stop.dropped()) {
                throw e;
            }
        }
        stop.ending();
        lists();
        return report().ending(done ? Optional.empty() : stop.asked(), remarks);
    }

    @Override
    public void cancel() {
        cluster.cancel();
    }

    /** Whether no file is missing now. */
    private boolean files(Plan plan, List<String> remarks) throws IOException {
        if (preparation.files().isPresent()) {
            if (stop.asked().isPresent()) {
                return false;
            }
            remarks.addAll(new MissingFiles(preparation, cluster).write(plan.resume(), plan.work()));
        }
        return true;
    }

    private void lists() throws IOException {
        PictureLists lists = new PictureLists(preparation.table(), cluster.spark(), runId);
        Failures failures = report().failures();
        if (failures.now() + failures.earlier() > 0) {
            cluster.name("list of failures");
            lists.failed(preparation.listed().entries());
        }
        lists.write("changed.csv", Change.lines(taken.changed()));
    }

    private RestoreReport report() {
        return new RestoreReport(preparation, runId, taken, totals, (System.nanoTime() - began) / 1e9);
    }

    @Override
    public Map<String, Object> soFar() {
        return report().ending(stop.asked(), List.of()).record();
    }

    /** Whether all were made. */
    private boolean commits(Plan plan, int last) throws IOException {
        int number = last;
        Worklist work = plan.work();
        List<List<PlannedPicture>> commits = plan.commits();
        FreeSpace room = plan.room(cluster.configuration());
        RestoreContext context = RestoreContext.of(preparation, runId, cluster.cpusPerTask());
        try (Progress progress = new Progress(
                        cluster.spark().sparkContext(), console, work.units().size(), work.pixels(), commits.size());
                RestoreStage stage = new RestoreStage(context, cluster, preparation, progress)) {
            for (List<PlannedPicture> commit : commits) {
                if (!stop.begin()) {
                    return false;
                }
                try {
                    room.check(Plan.pixels(commit), work.deep());
                    totals = totals.plus(stage.commit(++number, commit));
                } finally {
                    stop.landed();
                }
            }
        }
        return true;
    }
}
