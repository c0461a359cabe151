package io.azulejo.pipeline.restore;

import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.plan.Worklist;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.resume.Change;
import io.azulejo.pipeline.run.Failures;
import io.azulejo.pipeline.run.RunResult;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.Totals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/** What a finished {@code restore} says: the object of {@code --json}, the exit code, the lines for a person. */
record RestoreReport(Preparation preparation, String runId, Worklist work, Totals totals, double seconds) {
    /** @param by what stopped the run, if it did not come to its end */
    RunResult ending(Optional<Stop.Signal> by, List<String> remarks) {
        long rows = totals.good() + totals.failed() + work.committed();
        RunResult.State state =
                by.isPresent() ? RunResult.State.STOPPED : failures().state();
        int exit = by.map(Stop.Signal::exit)
                .orElseGet(() -> failures().exit(preparation.options().value(RunOptions.MAX_FAILED), rows));
        return new RunResult(state, exit, report(), totals.errors(), summary(by.isPresent(), remarks));
    }

    Failures failures() {
        return new Failures(
                totals.failed(), work.failedEarlier(), work.changed().size());
    }

    private Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("run_id", runId);
        report.put("images", work.images(preparation));
        report.put("restored", totals.good());
        report.put("failed", totals.failed());
        report.put("failed_earlier", work.failedEarlier());
        report.put("skipped", work.done().size());
        report.put("changed", work.changed().size());
        if (preparation.options().value(RunOptions.VERIFY)) {
            report.put("verified", verified());
        }
        report.put("ignored", work.ignored());
        report.put("megapixels_out", totals.pixelsOut() / 1e6);
        report.put("seconds", Math.round(seconds * 1000) / 1000.0);
        report.put("output", StorePaths.show(preparation.table().place()));
        return report;
    }

    private String summary(boolean stopped, List<String> remarks) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s%,d restored, %,d failed, %,d skipped%s in %s: %,.1f megapixels written, %.2f megapixels/s",
                stopped ? "stopped: " : "",
                totals.good(),
                totals.failed(),
                work.done().size(),
                work.ignored() > 0 ? ", %,d ignored (no pictures)".formatted(work.ignored()) : "",
                time(),
                totals.pixelsOut() / 1e6,
                totals.pixelsOut() / 1e6 / seconds));
        if (work.images(preparation) == 0) {
            lines.add("--input %s holds no picture"
                    .formatted(preparation.options().value(RunOptions.INPUT)));
        }
        bound().ifPresent(lines::add);
        if (!totals.errors().isEmpty()) {
            lines.add("failed: " + totals.errors());
        }
        if (preparation.options().value(RunOptions.VERIFY)) {
            lines.add("verified: %,d of %,d pictures that were read again are as committed"
                    .formatted(verified(), work.read()));
        }
        if (!work.changed().isEmpty()) {
            lines.add(
                    "changed since their rows were committed, and left as they are: %d (%s): restore them into another OUTPUT"
                            .formatted(work.changed().size(), Change.first(work.changed())));
        }
        lines.addAll(failures()
                .lists("%s/_runs/%s".formatted(preparation.options().value(RunOptions.OUTPUT), runId)));
        lines.addAll(remarks);
        lines.addAll(whereToLook());
        return String.join(System.lineSeparator(), lines);
    }

    private String time() {
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : "%d:%02d min".formatted(Math.round(seconds) / 60, Math.round(seconds) % 60);
    }

    /** Of those that were read again: what is left of them when those are taken away that their reading found changed. */
    private long verified() {
        return work.read() - work.changed().stream().filter(Change::found).count();
    }

    private static String shown(Path place) {
        return StorePaths.onDisk(place) ? StorePaths.path(place) : StorePaths.show(place);
    }

    private Optional<String> bound() {
        Map<String, Double> stages = new LinkedHashMap<>();
        stages.put("fetch", totals.fetchMs());
        stages.put("decode", totals.decodeMs());
        stages.put("network", totals.restoreMs());
        stages.put("encode", totals.encodeMs());
        double sum = stages.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum == 0) {
            return Optional.empty();
        }
        String most = stages.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow();
        String shares = stages.entrySet().stream()
                .map(stage -> "%s %.0f %%".formatted(stage.getKey(), 100 * stage.getValue() / sum))
                .collect(Collectors.joining(", "));
        return Optional.of("bound by %s (%s of the tasks' time)".formatted(most, shares));
    }

    private List<String> whereToLook() {
        String output = preparation.options().value(RunOptions.OUTPUT);
        List<String> lines = new ArrayList<>();
        if (totals.good() + totals.failed() + work.committed() == 0) {
            return lines;
        }
        lines.add("table: %s/results (a row a picture), %s/images (the same with the pictures); columns: docs/output.md"
                .formatted(output, output));
        lines.add(
                "look:  duckdb -c \"select path, status, out_width, out_height, error_message from '%s/results/*/*.parquet'\""
                        .formatted(output));
        lines.add(preparation
                .files()
                .map(files -> "files: " + shown(files.root()))
                .orElse("files: the same command with --files FOLDER writes them, without restoring anything again"));
        return lines;
    }
}
