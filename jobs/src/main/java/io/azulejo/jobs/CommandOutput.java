package io.azulejo.jobs;

import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.RunResult;
import io.azulejo.pipeline.table.Json;

/** How a command speaks: progress on stderr; at the end a summary, or one JSON object as the last line of stdout. */
final class CommandOutput {
    private CommandOutput() {}

    /** Speaks on stderr; {@code bin/azulejo} says whether that is a terminal, which Java cannot tell of stderr. */
    static Console console() {
        return new Console(System.err, Boolean.getBoolean("azulejo.terminal"));
    }

    static int with(RunResult ending, boolean json) {
        (json ? System.err : System.out).println(ending.summary());
        if (json) {
            System.out.println(Json.line(ending.report()));
        }
        return ending.exit();
    }
}
