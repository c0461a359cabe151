package io.azulejo.jobs;

import io.azulejo.pipeline.measure.MeasureJob;
import io.azulejo.pipeline.request.MeasureRequest;
import io.azulejo.pipeline.request.RequestException;
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

/** {@code azulejo measure}. */
@Command(
        name = "measure",
        description = "Measures pictures against references of the same path.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  azulejo measure --input out --reference originals --output quality",
            "  azulejo measure --input files --reference originals --output out2 --crop 2"
        })
final class MeasureCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "URI",
            description = "Folder, glob or file of pictures, or an OUTPUT of restore.")
    String input;

    @Mixin
    RunFlags run;

    @Option(
            names = "--crop",
            paramLabel = "N",
            description =
                    "Pixels cut off every side first (default: the scale of the run that made the input, else 0).")
    Integer crop;

    @Mixin
    LimitFlags limits;

    @Option(names = "--fit-niqe", hidden = true)
    boolean fitNiqe;

    @Mixin
    Everywhere everywhere;

    @Override
    public Integer call() throws RequestException, IOException {
        if (fitNiqe) {
            throw new RequestException("--fit-niqe is not in this version");
        }
        if (crop != null) {
            LimitFlags.atLeast("--crop", crop, 0);
        }
        MeasureRequest request = new MeasureRequest(
                input,
                run.output,
                run.reference,
                run.metrics,
                crop == null ? -1 : crop,
                run.maxFailed(),
                limits.limits());
        Console console = Ended.console();
        Stop stop = new Stop();
        Signals.heed(stop, run.grace(), console, run.json);
        MeasureJob.check(request, everywhere.stores());
        try (SparkSession spark = everywhere.session(console)) {
            Ending ending = new MeasureJob(request, new Cluster(spark), console, stop).run();
            return Ended.with(ending, run.json);
        }
    }
}
