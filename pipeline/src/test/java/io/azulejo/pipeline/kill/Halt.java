package io.azulejo.pipeline.kill;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Stops a driver where it is about to write, says so, and waits there to be killed. */
final class Halt {
    /** A part of the place that it is about to write; a driver without it runs on. */
    static final String AT = "azulejo.test.halt.at";

    /** How many writes go through before it. */
    static final String AFTER = "azulejo.test.halt.after";

    static final String SAID = "halted at ";

    private static final AtomicInteger WRITES = new AtomicInteger();

    private Halt() {}

    static void before(Path place, Configuration configuration) {
        String at = configuration.get(AT, "");
        int after = configuration.getInt(AFTER, -1);
        boolean here = !at.isEmpty() && place.toUri().getPath().contains(at);
        if (!here && (after < 0 || WRITES.getAndIncrement() < after)) {
            return;
        }
        System.out.println(SAID + place);
        System.out.flush();
        while (true) {
            LockSupport.park();
        }
    }
}
