package io.azulejo.jobs;

import io.azulejo.pipeline.dryrun.DryRun;
import io.azulejo.pipeline.plan.Preparation;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.restore.RestoreJob;
import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.udfs.option.Options;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;

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
final class RestoreCommand extends RunCommand {
    @Override
    DeclaredFlags flags() {
        return new DeclaredFlags(RunOptions.RESTORE, List.of("keep-colour", "retry-failed"));
    }

    @Override
    Job prepared(Options options, Configuration stores, Console console, Stop stop) throws RequestException {
        Preparation preparation = Preparation.of(options, stores, console);
        return options.value(RunOptions.DRY_RUN)
                ? cluster -> new DryRun(preparation, cluster, console, DryRun.SECONDS).run()
                : cluster -> new RestoreJob(preparation, cluster, console, stop).run();
    }
}
