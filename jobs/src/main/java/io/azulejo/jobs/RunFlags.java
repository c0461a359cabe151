package io.azulejo.jobs;

import io.azulejo.pipeline.request.MaxFailed;
import io.azulejo.pipeline.request.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What every run that writes a table is told: where to, what to measure against, how it ends. */
final class RunFlags {
    @Option(
            names = "--output",
            required = true,
            paramLabel = "URI",
            description = "Folder of the table; made if it is not there.")
    String output;

    @Option(names = "--reference", paramLabel = "URI", description = "What pictures are measured against, by path.")
    String reference;

    @Option(
            names = "--metrics",
            paramLabel = "LIST",
            split = ",",
            description = "psnr_rgb, psnr_y, psnr_gray, ssim_rgb, ssim_y; by comma (default: all).")
    List<String> metrics = new ArrayList<>();

    @Option(
            names = "--max-failed",
            paramLabel = "N|P%",
            description = "Failures of this input that are allowed, earlier runs' included; more end with exit code 3"
                    + " (default: 0).")
    String maxFailed = "0";

    @Option(
            names = "--grace-seconds",
            paramLabel = "N",
            description = "How long SIGTERM and SIGHUP wait for the commit in flight before it is dropped"
                    + " (default: 25).")
    int graceSeconds = 25;

    @Option(names = "--json", description = "Print one JSON object as the last line of stdout.")
    boolean json;

    Duration grace() throws RequestException {
        LimitFlags.atLeast("--grace-seconds", graceSeconds, 0);
        return Duration.ofSeconds(graceSeconds);
    }

    MaxFailed maxFailed() throws RequestException {
        return Words.maxFailed(maxFailed);
    }
}
