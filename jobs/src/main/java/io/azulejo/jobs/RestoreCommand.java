package io.azulejo.jobs;

import io.azulejo.pipeline.dryrun.DryRun;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RestoreRequest;
import io.azulejo.pipeline.restore.Preparation;
import io.azulejo.pipeline.restore.RestoreJob;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Ending;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.session.Cluster;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azulejo restore}. */
@Command(
        name = "restore",
        description =
                "Restores every picture of a folder, glob, file or manifest; what is done already is not done again.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  azulejo restore --input scans --output out",
            "  azulejo restore --input scans --output out --files restored",
            "  azulejo restore --input low --reference high --output out --metrics psnr_y"
        })
final class RestoreCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "URI",
            description = "Folder (read recursively), glob, file, or manifest (.txt, .csv, .parquet, @FILE).")
    String input;

    @Mixin
    RunFlags run;

    @Option(
            names = "--model",
            paramLabel = "NAME|URI",
            description = "Shipped network or an ONNX file (default: plksr-light-x2).")
    String model = "plksr-light-x2";

    @Option(names = "--files", paramLabel = "URI", description = "Write every restored picture as a file too.")
    String files;

    @Option(names = "--device", paramLabel = "NAME", description = "auto or cpu (default: auto).")
    String device = "auto";

    @Option(
            names = "--tile",
            paramLabel = "N",
            description = "Side of a window in pixels, halo included (default: fitted to the picture).")
    Integer tile;

    @Option(
            names = "--halo",
            paramLabel = "card|exact|N",
            description = "Pixels that a window sees beyond what it gives (default: card).")
    String halo = "card";

    @Option(names = "--format", paramLabel = "NAME", description = "same, png, jpeg, tiff or webp (default: same).")
    String format = "same";

    @Option(
            names = "--quality",
            paramLabel = "1..100",
            description = "Of JPEG and WebP files that are written (default: JPEG 95, WebP without loss).")
    Integer quality;

    @Option(
            names = "--strip",
            description = "Keep no metadata but the colour profile, the mark, and who made and owns the picture.")
    boolean strip;

    @Option(
            names = "--mark",
            paramLabel = "iptc|none",
            description = "Whether a restored picture says in its metadata that it was restored (default: iptc).")
    String mark = "iptc";

    @Option(
            names = "--dpi",
            paramLabel = "scale|keep|N",
            description = "Resolution that is stated: scale keeps the physical size, N is pixels per inch"
                    + " (default: scale).")
    String dpi = "scale";

    @Option(names = "--limit", paramLabel = "N", description = "Take up the first N pictures that are not done.")
    Integer limit;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Take N pictures in place of all, spread over folders and sizes.")
    Integer sample;

    @Option(
            names = "--verify",
            description = "Read every picture that is done, and count those as changed that are not what was restored.")
    boolean verify;

    @Option(
            names = "--dry-run",
            description = "Write nothing; say what there is to do and, timed for ten seconds, how long it takes.")
    boolean dryRun;

    @Option(names = "--commit-megapixels", paramLabel = "N", description = "Output of one commit (default: 500).")
    long commitMegapixels = 500;

    @Mixin
    LimitFlags limits;

    @Mixin
    Everywhere everywhere;

    @Mixin
    LaterFlags later;

    @Override
    public Integer call() throws RequestException, IOException {
        later.refuse();
        Console console = Ended.console();
        Stop stop = new Stop();
        Signals.heed(stop, run.grace(), console, run.json);
        Preparation preparation = Preparation.of(request(), everywhere.stores(), console);
        try (SparkSession spark = everywhere.session(console)) {
            Cluster cluster = new Cluster(spark);
            Ending ending = dryRun
                    ? new DryRun(preparation, cluster, console, DryRun.SECONDS).run()
                    : new RestoreJob(preparation, cluster, console, stop).run();
            stop.done();
            return Ended.with(ending, run.json);
        }
    }

    private RestoreRequest request() throws RequestException {
        LimitFlags.atLeast("--commit-megapixels", commitMegapixels, 1);
        return RestoreRequest.of(input, run.output, model)
                .withReference(run.reference)
                .withFiles(files)
                .withMetrics(run.metrics)
                .withDevice(Words.device(device))
                .withTile(orNone("--tile", tile))
                .withHalo(halo)
                .withFormat(format)
                .withQuality(orNone("--quality", quality))
                .withStrip(strip)
                .withMark(Words.mark(mark))
                .withDpi(Words.dpi(dpi))
                .withMaxFailed(run.maxFailed())
                .withLimits(limits.limits())
                .withCommitMegapixels(commitMegapixels)
                .withLimit(orNone("--limit", limit))
                .withVerify(verify)
                .withSample(orNone("--sample", sample));
    }

    /** A number from 1 up, or 0 where none is given. */
    private static int orNone(String flag, Integer value) throws RequestException {
        if (value == null) {
            return 0;
        }
        LimitFlags.atLeast(flag, value, 1);
        return value;
    }
}
