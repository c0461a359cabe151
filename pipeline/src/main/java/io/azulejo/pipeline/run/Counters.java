package io.azulejo.pipeline.run;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.util.LongAccumulator;

/**
 * What executors add to, picture by picture. In the process of the person who watches they are seen at once; what other
 * processes add travels with their heartbeats.
 */
public record Counters(String id, LongAccumulator images, LongAccumulator pixels, LongAccumulator failed)
        implements Serializable {
    /** Counts of this process, by {@code id}. */
    static final Map<String, Tally> HERE = new ConcurrentHashMap<>();

    /** What was counted in this process. */
    record Tally(LongAdder images, LongAdder pixels, LongAdder failed) {
        Tally() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    /** Counts one finished picture. */
    public void finished(long outputPixels, boolean wasFailed) {
        Tally here = HERE.get(id);
        long failures = wasFailed ? 1 : 0;
        if (here == null) {
            images.add(1);
            pixels.add(outputPixels);
            failed.add(failures);
        } else {
            here.images().increment();
            here.pixels().add(outputPixels);
            here.failed().add(failures);
        }
    }
}
