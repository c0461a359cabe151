package io.azulejo.pipeline.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How much executors have done until now, tasks that are still at work included. A task that runs twice counts twice, so
 * this is for eyes only, and totals come from the committed rows. Safe for many threads.
 */
final class TaskCounts implements AutoCloseable {
    private final SparkContext context;
    private final Counters counters;
    private final Counters.Tally here = new Counters.Tally();
    private final Running running = new Running();

    /** So much is done. */
    record Counts(long images, long pixels, long failed) {}

    TaskCounts(SparkContext context) {
        this.context = context;
        this.counters = new Counters(
                UUID.randomUUID().toString(),
                context.longAccumulator("images"),
                context.longAccumulator("pixels"),
                context.longAccumulator("failed"));
        Counters.HERE.put(counters.id(), here);
        context.addSparkListener(running);
    }

    Counters counters() {
        return counters;
    }

    Counts now() {
        return new Counts(
                here.images().sum() + elsewhere(counters.images()),
                here.pixels().sum() + elsewhere(counters.pixels()),
                here.failed().sum() + elsewhere(counters.failed()));
    }

    /** Spark adds up what ended tasks counted. */
    private long elsewhere(LongAccumulator ended) {
        return ended.value() + running.sum(ended.id());
    }

    @Override
    public void close() {
        Counters.HERE.remove(counters.id());
        context.removeSparkListener(running);
    }

    /** What heartbeats tell of tasks that have not ended. */
    private static final class Running extends SparkListener {
        private final Map<Long, Map<Long, Long>> byTask = new ConcurrentHashMap<>();
        private final Set<Long> ended = ConcurrentHashMap.newKeySet();

        long sum(long accumulator) {
            return byTask.values().stream()
                    .mapToLong(counts -> counts.getOrDefault(accumulator, 0L))
                    .sum();
        }

        @Override
        public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
            for (var update : CollectionConverters.asJava(heartbeat.accumUpdates())) {
                long task = (Long) update._1();
                if (!ended.contains(task)) {
                    byTask.put(task, counts(CollectionConverters.asJava(update._4())));
                }
            }
        }

        private static Map<Long, Long> counts(List<AccumulableInfo> infos) {
            Map<Long, Long> counts = new ConcurrentHashMap<>();
            for (AccumulableInfo info : infos) {
                if (info.update().isDefined() && info.update().get() instanceof Long count) {
                    counts.put(info.id(), count);
                }
            }
            return counts;
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            // A heartbeat may be told after the end of the task of which it tells.
            ended.add(end.taskInfo().taskId());
            byTask.remove(end.taskInfo().taskId());
        }
    }
}
