package io.azulejo.pipeline.measure;

import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.resume.Change;
import io.azulejo.pipeline.run.Failures;
import io.azulejo.pipeline.run.RunResult;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.table.Totals;
import io.azulejo.udfs.option.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** What a finished {@code measure} says. */
record MeasureReport(
        Options options, String runId, MeasureJob.Plan plan, Totals totals, double seconds, String output) {

    /**
     * Ends the run.
     *
     * @param by what stopped it, if it did not come to its end
     * @param means rows of metric, count, mean of the finite, count of the infinite
     */
    RunResult ending(Optional<Stop.Signal> by, List<Row> means) {
        long rows = totals.good() + totals.failed() + skipped() + plan.changed().size();
        RunResult.State state =
                by.isPresent() ? RunResult.State.STOPPED : failures().state();
        int exit =
                by.map(Stop.Signal::exit).orElseGet(() -> failures().exit(options.value(RunOptions.MAX_FAILED), rows));
        return new RunResult(state, exit, report(), totals.errors(), summary(by.isPresent(), means));
    }

    Failures failures() {
        return new Failures(
                totals.failed(), plan.failedEarlier(), plan.changed().size());
    }

    private long skipped() {
        return plan.pairs() - plan.todo().size() - plan.changed().size();
    }

    private Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("run_id", runId);
        report.put("pairs", plan.pairs());
        report.put("measured", totals.good());
        report.put("failed", totals.failed());
        report.put("failed_earlier", plan.failedEarlier());
        report.put("unpaired", plan.unpaired().size());
        report.put("skipped", skipped());
        report.put("changed", plan.changed().size());
        report.put("seconds", Math.round(seconds * 1000) / 1000.0);
        report.put("output", output);
        return report;
    }

    private String summary(boolean stopped, List<Row> means) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s%,d measured, %,d failed, %,d skipped, %,d unpaired in %.1f s",
                stopped ? "stopped: " : "",
                totals.good(),
                totals.failed(),
                skipped(),
                plan.unpaired().size(),
                seconds));
        if (plan.pictures().entries().isEmpty()) {
            lines.add("--input %s holds no picture".formatted(options.value(RunOptions.INPUT)));
        }
        for (Row row : means) {
            String infinite = row.getLong(3) == 0 ? "" : ", %d infinite (identical) left out".formatted(row.getLong(3));
            String mean = row.isNullAt(2) ? "-" : String.format(Locale.ROOT, "%.4f", row.getDouble(2));
            lines.add("%-10s mean %s over %d %s%s"
                    .formatted(
                            row.getString(0),
                            mean,
                            row.getLong(1),
                            row.getLong(1) == 1 ? "picture" : "pictures",
                            infinite));
        }
        if (!totals.errors().isEmpty()) {
            lines.add("failed: " + totals.errors());
        }
        if (!plan.changed().isEmpty()) {
            lines.add(
                    "changed since they were measured, and left as they are: %d (%s): measure them into another OUTPUT"
                            .formatted(plan.changed().size(), Change.first(plan.changed())));
        }
        lines.addAll(failures().lists("%s/_runs/%s".formatted(options.value(RunOptions.OUTPUT), runId)));
        if (totals.good() + totals.failed() + skipped() + plan.changed().size() > 0) {
            lines.add("table: %s/results (a row a picture); columns: docs/output.md"
                    .formatted(options.value(RunOptions.OUTPUT)));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
