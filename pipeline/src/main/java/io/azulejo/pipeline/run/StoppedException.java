package io.azulejo.pipeline.run;

import java.io.IOException;

/** A run ended because it was asked to, before it had anything to report. */
public final class StoppedException extends IOException {
    private final transient Stop.Signal signal;

    StoppedException(Stop.Signal signal) {
        super("stopped by " + signal);
        this.signal = signal;
    }

    /** The exit code of the command. */
    public int exit() {
        return signal.exit();
    }
}
