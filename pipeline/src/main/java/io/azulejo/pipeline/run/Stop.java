package io.azulejo.pipeline.run;

import java.util.concurrent.atomic.AtomicBoolean;

/** A person's wish that a run end after the commit in flight. Safe for many threads. */
public final class Stop {
    private final AtomicBoolean asked = new AtomicBoolean();

    /** Asks; false if it was asked before. */
    public boolean ask() {
        return asked.compareAndSet(false, true);
    }

    public boolean asked() {
        return asked.get();
    }
}
