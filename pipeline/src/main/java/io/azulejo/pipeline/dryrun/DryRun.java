package io.azulejo.pipeline.dryrun;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Sample;
import io.azulejo.pipeline.plan.Plan;
import io.azulejo.pipeline.plan.PlannedPicture;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.plan.Worklist;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.restore.RestoreContext;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.RunResult;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.udfs.restore.RestoreOptions;
import io.azulejo.udfs.restore.Restorer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One {@code restore --dry-run}. For one thread. */
public final class DryRun {
    /** How long every slot rehearses for a person. */
    public static final double SECONDS = 10;

    private static final int PICTURES = 16;

    private final Preparation preparation;
    private final Cluster cluster;
    private final Console console;
    private final double rehearsal;
    private final String runId;
    private final long began = System.nanoTime();

    /** @param rehearsal seconds for which every slot is timed */
    public DryRun(Preparation preparation, Cluster cluster, Console console, double rehearsal) {
        this.preparation = preparation;
        this.cluster = cluster;
        this.console = console;
        this.runId = console.run();
        this.rehearsal = rehearsal;
    }

    /**
     * Finds out and says what the run would do; writes nothing.
     *
     * @throws RequestException if the run could not be carried out
     * @throws IOException if a store fails
     */
    public RunResult run() throws RequestException, IOException {
        preparation.notes().forEach(console::line);
        OutputTable table = preparation.table();
        List<Marker> markers = table.exists() ? table.markers() : List.of();
        Plan plan = Plan.of(preparation, markers, cluster, console);
        double planning = (System.nanoTime() - began) / 1e9;
        RestoreContext context = RestoreContext.of(preparation, runId, cluster.cpusPerTask());
        return ending(plan, planning, context);
    }

    private RunResult ending(Plan plan, double planning, RestoreContext context) throws IOException {
        Worklist work = plan.work();
        long maxBytes = preparation.options().value(RestoreOptions.MAX_BYTES);
        PictureForecast.All foreseen;
        try (Restorer restorer = context.restorer()) {
            foreseen = PictureForecast.of(work, restorer, maxBytes);
        }
        RehearsalTotals rehearsed =
                foreseen.pictures().isEmpty() ? RehearsalTotals.NONE : rehearse(foreseen.pictures(), context);
        Map<PlannedPicture, Cost> costs = new HashMap<>();
        foreseen.pictures().forEach(picture -> costs.put(picture.unit(), rehearsed.cost(picture)));
        double seconds = Forecast.seconds(
                plan.commits(),
                cluster.slots(),
                unit -> costs.getOrDefault(unit, Cost.NONE).seconds());
        Cost all = costs.values().stream().reduce(Cost.NONE, Cost::plus);
        return new DryRunReport(
                        preparation,
                        work,
                        foreseen,
                        rehearsed,
                        all,
                        planning + seconds,
                        cluster.slots(),
                        cluster.cpusPerTask())
                .ending();
    }

    private RehearsalTotals rehearse(List<PictureForecast> pictures, RestoreContext context) {
        console.line("timing some pictures on %d slots for %.0f seconds".formatted(cluster.slots(), rehearsal));
        cluster.name("timing some pictures");
        List<Entry> entries =
                pictures.stream().map(picture -> picture.unit().entry()).toList();
        return Rehearsal.on(cluster, context, Sample.of(entries, PICTURES), rehearsal);
    }
}
