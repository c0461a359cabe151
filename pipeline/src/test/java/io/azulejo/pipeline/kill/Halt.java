package io.azulejo.pipeline.kill;

import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Stops a driver where it is about to write a given place, says so, and waits there to be killed. */
final class Halt {
    /** A part of the place; a driver without it runs on. */
    static final String AT = "azulejo.test.halt";

    static final String SAID = "halted at ";

    private Halt() {}

    static void before(Path place, Configuration configuration) {
        String at = configuration.get(AT, "");
        if (at.isEmpty() || !place.toUri().getPath().contains(at)) {
            return;
        }
        System.out.println(SAID + place);
        System.out.flush();
        while (true) {
            LockSupport.park();
        }
    }
}
