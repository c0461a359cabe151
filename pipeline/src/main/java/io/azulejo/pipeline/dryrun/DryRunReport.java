package io.azulejo.pipeline.dryrun;

import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.plan.Worklist;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.run.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a dry run says.
 *
 * @param cost of all its pictures, in seconds of one slot
 * @param seconds of the run, as its own report would count them
 */
record DryRunReport(
        Preparation preparation,
        Worklist work,
        PictureForecast.All foreseen,
        RehearsalTotals rehearsed,
        Cost cost,
        double seconds,
        int slots,
        int coresASlot) {

    RunResult ending() {
        return new RunResult(RunResult.State.DONE, 0, report(), new TreeMap<>(), summary());
    }

    private long images() {
        return work.images(preparation);
    }

    private long pixelsIn() {
        return foreseen.pictures().stream()
                .mapToLong(picture -> picture.shape().pixels())
                .sum();
    }

    private long pixelsOut() {
        return foreseen.pictures().stream()
                .mapToLong(picture -> picture.unit().outputPixels())
                .sum();
    }

    private long bytes() {
        return foreseen.pictures().stream()
                .mapToLong(picture -> picture.unit().entry().bytes())
                .sum();
    }

    private double coreHours() {
        return cost.seconds() * coresASlot / 3600;
    }

    private Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("images", images());
        report.put("to_restore", foreseen.pictures().size());
        report.put("skipped", work.done().size());
        report.put("changed", work.changed().size());
        report.put("refused", foreseen.refused());
        report.put("unreadable", foreseen.unreadable());
        report.put("ignored", work.ignored());
        report.put("megapixels_in", pixelsIn() / 1e6);
        report.put("megapixels_out", pixelsOut() / 1e6);
        report.put("bytes", bytes());
        report.put("bytes_out", Math.round(rehearsed.bytesOut(pixelsOut())));
        report.put("seconds", Math.round(seconds * 10) / 10.0);
        report.put("core_hours", Math.round(coreHours() * 1e5) / 1e5);
        return report;
    }

    private String summary() {
        int restore = foreseen.pictures().size();
        List<String> lines = new ArrayList<>();
        lines.add("dry run: nothing was written");
        lines.add("%,d pictures: %,d to restore, %,d done already%s"
                .formatted(images(), restore, work.done().size(), ignored()));
        if (images() == 0) {
            lines.add("--input %s holds no picture"
                    .formatted(preparation.options().value(RunOptions.INPUT)));
        }
        if (foreseen.refused() + foreseen.unreadable() > 0) {
            lines.add(
                    "that will fail: %,d beyond the limits or what the format can hold, %,d whose headers cannot be read"
                            .formatted(foreseen.refused(), foreseen.unreadable()));
        }
        if (restore > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "read: %,.1f megapixels in %,.1f MB; written: %,.1f megapixels in about %,.1f MB",
                    pixelsIn() / 1e6,
                    bytes() / 1e6,
                    pixelsOut() / 1e6,
                    rehearsed.bytesOut(pixelsOut()) / 1e6));
            lines.add(time());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String time() {
        return rehearsed.seen() == 0
                ? "how long it takes cannot be told: none of the pictures that were tried could be restored"
                : String.format(
                        Locale.ROOT,
                        "about %s on the %d slots of here, %.3g core-hours (network %.0f %%)",
                        clock(),
                        slots,
                        coreHours(),
                        100 * cost.network() / cost.seconds());
    }

    private String ignored() {
        String changed = work.changed().isEmpty()
                ? ""
                : ", %,d changed since".formatted(work.changed().size());
        return changed + (work.ignored() > 0 ? ", %,d ignored (no pictures)".formatted(work.ignored()) : "");
    }

    private String clock() {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? "%d:%02d min".formatted(whole / 60, whole % 60)
                : "%,d h %02d min".formatted(whole / 3600, whole / 60 % 60);
    }
}
