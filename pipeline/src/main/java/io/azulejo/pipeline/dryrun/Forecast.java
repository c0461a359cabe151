package io.azulejo.pipeline.dryrun;

import io.azulejo.pipeline.plan.PlannedPicture;
import io.azulejo.pipeline.plan.Tasks;
import io.azulejo.pipeline.run.Progress;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;

/** How long a plan takes: its commits one after the other, the tasks of each on the next slot that is free. */
final class Forecast {
    /**
     * What the first commit of a process takes more than the next: classes are loaded and compiled, sessions made.
     * Measured on two cores, as a first run of the same pictures less a second in one process: 9 to 12 seconds.
     */
    static final double SECONDS_A_START = 9;

    private Forecast() {}

    /** Seconds from the first task to the last marker. */
    static double seconds(List<List<PlannedPicture>> commits, int slots, ToDoubleFunction<PlannedPicture> cost) {
        double seconds = commits.isEmpty() ? 0 : SECONDS_A_START;
        for (List<PlannedPicture> commit : commits) {
            seconds += Progress.SECONDS_A_COMMIT + longest(Tasks.of(commit, slots), slots, cost);
        }
        return seconds;
    }

    /** When the last slot is free, if every task goes to the first that is. */
    private static double longest(List<List<PlannedPicture>> tasks, int slots, ToDoubleFunction<PlannedPicture> cost) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < slots; i++) {
            free.add(0.0);
        }
        double last = 0;
        for (List<PlannedPicture> task : tasks) {
            double end = free.remove() + task.stream().mapToDouble(cost).sum();
            free.add(end);
            last = Math.max(last, end);
        }
        return last;
    }
}
