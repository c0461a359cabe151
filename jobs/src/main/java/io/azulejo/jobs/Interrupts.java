package io.azulejo.jobs;

import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Stop;
import org.apache.spark.util.SignalUtils;

/** Ctrl-C: the first ends after the commit in flight, the second at once. */
final class Interrupts {
    private static final int INTERRUPTED = 130;

    private Interrupts() {}

    /** Spark's own way to a signal, because Java has none that is public. */
    static void stop(Stop stop, Console console) {
        SignalUtils.register("INT", () -> {
            if (stop.ask()) {
                console.line("ending after the commit in flight; Ctrl-C again ends at once");
            } else {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
            return true;
        });
    }
}
