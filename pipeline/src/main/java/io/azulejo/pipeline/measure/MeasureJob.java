package io.azulejo.pipeline.measure;

import io.azulejo.pipeline.listing.Entry;
import io.azulejo.pipeline.listing.Listed;
import io.azulejo.pipeline.listing.Listing;
import io.azulejo.pipeline.listing.OwnList;
import io.azulejo.pipeline.plan.Pairing;
import io.azulejo.pipeline.plan.PlannedPicture;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.resume.Change;
import io.azulejo.pipeline.resume.Resume;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Counters;
import io.azulejo.pipeline.run.Failures;
import io.azulejo.pipeline.run.Progress;
import io.azulejo.pipeline.run.RunResult;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.run.TableRun;
import io.azulejo.pipeline.session.Cluster;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.Marker;
import io.azulejo.pipeline.table.OutputTable;
import io.azulejo.pipeline.table.PictureLists;
import io.azulejo.pipeline.table.Settings;
import io.azulejo.pipeline.table.StoreCommitter;
import io.azulejo.pipeline.table.TableRows;
import io.azulejo.pipeline.table.Totals;
import io.azulejo.udfs.option.Options;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/** One {@code measure}: pairs that are not measured yet, in one commit. For one thread. */
public final class MeasureJob implements TableRun.Work<MeasureJob.Plan> {
    private final Options options;
    private final Cluster cluster;
    private final Console console;
    private final Stop stop;
    private final OutputTable table;
    private final String runId;
    private final long began = System.nanoTime();
    private Settings settings = Settings.NONE;
    private List<String> metrics = List.of();
    private int crop;
    private Set<String> schemes = Set.of();
    private volatile Plan taken;
    private volatile Totals totals = Totals.NONE;

    /** What is there, and what is left to do. */
    record Plan(
            Pictures pictures,
            Pairing pairing,
            List<Entry> todo,
            List<Change> changed,
            long failedEarlier,
            List<String> unpaired) {
        long pairs() {
            return pictures.entries().size() - (long) unpaired.size();
        }
    }

    public MeasureJob(Options options, Cluster cluster, Console console, Stop stop) throws IOException {
        this.options = options;
        this.cluster = cluster;
        this.console = console;
        this.runId = console.run();
        this.stop = stop;
        this.table = new OutputTable(StorePaths.parse(options.value(RunOptions.OUTPUT)), cluster.configuration());
    }

    /**
     * Refuses what can be refused before a Spark session is made.
     *
     * @throws RequestException if the request cannot be carried out; nothing was written
     */
    public static void check(Options options, Configuration configuration) throws RequestException {
        if (Preparation.metrics(options).isEmpty()) {
            throw new RequestException("every metric compares with a reference: name one with --reference");
        }
        Preparation.place("--input", options.value(RunOptions.INPUT));
        Preparation.place("--reference", options.value(RunOptions.REFERENCE));
        Preparation.output("measure", options.value(RunOptions.OUTPUT), configuration);
    }

    /**
     * Runs to the end.
     *
     * @throws RequestException if the request cannot be carried out; nothing was written
     * @throws IOException if the store fails, or another run made the same commit
     */
    public RunResult run() throws RequestException, IOException {
        return new TableRun(table, "measure", runId, console, stop).run(this);
    }

    @Override
    public Plan plan(List<Marker> markers) throws RequestException, IOException {
        Path output = table.place();
        metrics = Preparation.metrics(options);
        Pictures pictures = Pictures.of(options, output, cluster, console);
        Listed references = Preparation.listed(
                "--reference", options.value(RunOptions.REFERENCE), output, cluster.configuration(), console);
        references.notes().forEach(console::line);
        Pairing pairing = new Pairing(references.entries());
        crop = options.find(RunOptions.CROP).orElse(pictures.scale());
        settings = Settings.of(
                options,
                RunOptions.MEASURE,
                Map.of(
                        RunOptions.CROP.key(),
                        Integer.toString(crop),
                        RunOptions.INPUT.key(),
                        Listing.shown(options.value(RunOptions.INPUT)),
                        RunOptions.REFERENCE.key(),
                        Listing.shown(options.value(RunOptions.REFERENCE))));
        List<String> unpaired = pairing.unpaired(pictures.entries());
        pairsOrRefused(pictures, unpaired);
        Resume resume = Resume.of(table, markers, settings, RunOptions.MEASURE, cluster, console);
        List<Entry> paired = paired(pictures, pairing);
        schemes = Entry.schemes(paired);
        Resume.Standing standing = resume.sort(paired, false, cluster, console);
        return new Plan(pictures, pairing, standing.fresh(), standing.changed(), standing.failed(), unpaired);
    }

    private static List<Entry> paired(Pictures pictures, Pairing pairing) {
        return pictures.entries().stream()
                .filter(entry -> pairing.of(entry).isPresent())
                .toList();
    }

    private void pairsOrRefused(Pictures pictures, List<String> unpaired) throws RequestException {
        if (unpaired.isEmpty()) {
            return;
        }
        String first = String.join(", ", unpaired.subList(0, Math.min(3, unpaired.size())));
        if (unpaired.size() == pictures.entries().size()) {
            throw new RequestException(
                    "--reference %s: no picture of --input %s has a partner of the same path there (%s)"
                            .formatted(options.value(RunOptions.REFERENCE), options.value(RunOptions.INPUT), first));
        }
        console.line("%d of %d pictures have no partner below %s and are not measured: %s"
                .formatted(unpaired.size(), pictures.entries().size(), options.value(RunOptions.REFERENCE), first));
    }

    @Override
    public Map<String, Object> request() {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("request", options.texts(RunOptions.MEASURE));
        asked.put("settings", settings.values());
        asked.put("settings_hash", settings.hash());
        asked.put(OwnList.SCHEMES, schemes);
        return asked;
    }

    @Override
    public RunResult carryOut(Plan plan, List<Marker> markers) throws IOException {
        taken = plan;
        boolean done = false;
        try {
            done = measured(plan, Marker.last(markers) + 1);
        } catch (Exception e) {
            // What was dropped did not fail, and nothing of it counts.
            if (!stop.dropped()) {
                throw e;
            }
        }
        stop.ending();
        lists();
        return report().ending(done ? Optional.empty() : stop.asked(), means());
    }

    /** Whether all pairs of the plan are measured. */
    private boolean measured(Plan plan, int number) throws IOException {
        if (plan.todo().isEmpty()) {
            return true;
        }
        if (!stop.begin()) {
            return false;
        }
        totals = commit(plan, number);
        return true;
    }

    @Override
    public void cancel() {
        cluster.cancel();
    }

    private void lists() throws IOException {
        PictureLists lists = new PictureLists(table, cluster.spark(), runId);
        Failures failures = report().failures();
        if (failures.now() + failures.earlier() > 0) {
            cluster.name("list of failures");
            lists.failed(paired(taken.pictures(), taken.pairing()));
        }
        lists.write("changed.csv", Change.lines(taken.changed()));
    }

    private MeasureReport report() {
        double seconds = (System.nanoTime() - began) / 1e9;
        return new MeasureReport(options, runId, taken, totals, seconds, StorePaths.show(table.place()));
    }

    @Override
    public Map<String, Object> soFar() {
        return report().ending(stop.asked(), List.of()).record();
    }

    private Totals commit(Plan plan, int number) throws IOException {
        MeasureTask task = new MeasureTask(
                runId, settings.hash(), metrics, crop, plan.pictures().scale(), options);
        HashMap<String, Entry> references = new HashMap<>();
        plan.todo()
                .forEach(entry ->
                        references.put(entry.path(), plan.pairing().of(entry).orElseThrow()));
        cluster.name(
                "commit %d: measuring %,d pairs".formatted(number, plan.todo().size()));
        try (Progress progress = new Progress(
                cluster.spark().sparkContext(), console, plan.todo().size(), 0, 1)) {
            var partners = cluster.context().broadcast(references);
            var stores = cluster.stores();
            Counters counters = progress.counters();
            JavaRDD<Row> measured = plan.pictures().held(plan.todo(), cluster).map(held -> {
                Entry entry = held.entry();
                PlannedPicture unit = new PlannedPicture(entry, partners.value().get(entry.path()), Map.of(), 0);
                return task.measure(unit, held.cell(), stores.value().value(), counters);
            });
            TableRows.frame(measured, StoreCommitter.session(cluster.spark(), table.place()))
                    .write()
                    .parquet(TableRows.name(table.folder("results", number)));
            progress.writing();
            Totals written = counted(plan, number);
            progress.committed(number, written.good() + written.failed(), 0);
            return written;
        }
    }

    private Totals counted(Plan plan, int number) throws IOException {
        cluster.name("commit %d: its totals".formatted(number));
        Totals written = Totals.of(new TableRows(table, cluster.spark()).uncommitted("results", number));
        long rows = written.good() + written.failed();
        if (rows != plan.todo().size()) {
            throw new IOException("commit %d has %d rows for %d pairs and does not count"
                    .formatted(number, rows, plan.todo().size()));
        }
        table.commit(
                new Marker(number, runId, settings, List.of(), table.dataFiles("results", number), rows, List.of()));
        return written;
    }

    /** The mean of every metric over all committed rows, by name; infinite values are counted apart. */
    private List<Row> means() throws IOException {
        cluster.name("means of the metrics");
        return new TableRows(table, cluster.spark())
                .results(table.markers())
                .filter("status = 'MEASURED'")
                .selectExpr("explode(metrics) as (name, value)")
                .groupBy("name")
                .agg(
                        org.apache.spark.sql.functions.expr("count(value)"),
                        org.apache.spark.sql.functions.expr("avg(if(value < double('Infinity'), value, null))"),
                        org.apache.spark.sql.functions.expr("count_if(value = double('Infinity'))"))
                .orderBy("name")
                .collectAsList();
    }
}
