package io.azulejo.jobs;

import io.azulejo.pipeline.measure.MeasureJob;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.udfs.option.Options;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;

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
final class MeasureCommand extends RunCommand {
    @Override
    DeclaredFlags flags() {
        return new DeclaredFlags(RunOptions.MEASURE, List.of("fit-niqe"));
    }

    @Override
    Job prepared(Options options, Configuration stores, Console console, Stop stop) throws RequestException {
        MeasureJob.check(options, stores);
        return cluster -> new MeasureJob(options, cluster, console, stop).run();
    }
}
