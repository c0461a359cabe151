package io.azulejo.jobs;

import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Stop;
import sun.misc.Signal;

/** Ctrl-C: the first ends after the commit in flight, the second at once. */
final class Interrupts {
    private static final int INTERRUPTED = 130;

    private Interrupts() {}

    static void stop(Stop stop, Console console) {
        Signal.handle(new Signal("INT"), signal -> {
            if (stop.ask()) {
                console.line("ending after the commit in flight; Ctrl-C again ends at once");
            } else {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
    }
}
