package io.azulejo.pipeline.run;

import io.azulejo.pipeline.request.MaxFailed;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an input does not stand as asked when a run is done, whichever run it was that failed at it.
 *
 * @param now pictures that failed in this run
 * @param earlier pictures whose rows of earlier runs say that they failed
 * @param changed pictures that changed since their rows were committed
 */
public record Failures(long now, long earlier, long changed) {

    /** How a run ends that was not stopped. */
    public RunResult.State state() {
        return now + earlier + changed > 0 ? RunResult.State.DONE_WITH_FAILURES : RunResult.State.DONE;
    }

    /**
     * The exit code of a run that was not stopped.
     *
     * @param rows pictures of the input that have a row
     */
    public int exit(MaxFailed allowed, long rows) {
        return allowed.exceededBy(now + earlier, rows) || changed > 0 ? 3 : 0;
    }

    /**
     * Where a person finds them, a line each.
     *
     * @param record the folder of the run's record
     */
    public List<String> lists(String record) {
        List<String> lines = new ArrayList<>();
        if (earlier > 0) {
            lines.add("failed in earlier runs, and not taken up again: %,d".formatted(earlier));
        }
        if (now + earlier > 0) {
            lines.add("all that failed: %s/failed.csv (--input takes it, into another OUTPUT)".formatted(record));
        }
        if (changed > 0) {
            lines.add("all that changed: %s/changed.csv (--input takes it, into another OUTPUT)".formatted(record));
        }
        return lines;
    }
}
