package io.azulejo.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.TestCluster;
import io.azulejo.pipeline.run.TaskCounts.Counts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.junit.jupiter.api.Test;

class TaskCountsTest {
    /** What tasks wait for; here they share the process of the test. */
    private static final Map<String, CountDownLatch> SEEN = new ConcurrentHashMap<>();

    /** Two tasks of two pictures, each of which ends only when both its pictures were seen. */
    private static void run(TaskCounts counting, CountDownLatch seen) {
        Counters counters = counting.counters();
        SEEN.put(counters.id(), seen);
        TestCluster.cluster().map(List.of(1, 2), 1, (number, stores) -> {
            counters.finished(100, false);
            counters.finished(10, true);
            return SEEN.get(counters.id()).await(2, TimeUnit.MINUTES);
        });
    }

    private static final Counts ALL = new Counts(4, 220, 2);

    @Test
    void picturesOfThisProcessAreSeenAsTheyAreFinished() {
        try (TaskCounts counting = new TaskCounts(TestCluster.cluster().spark().sparkContext())) {
            CountDownLatch seen = new CountDownLatch(1);
            Thread watching = new Thread(() -> {
                while (!counting.now().equals(ALL)) {
                    Thread.onSpinWait();
                }
                seen.countDown();
            });
            watching.setDaemon(true);
            watching.start();
            run(counting, seen);
            assertEquals(0, seen.getCount(), counting.now().toString());
            assertEquals(ALL, counting.now());
        }
    }

    @Test
    void thoseOfOtherProcessesAreSeenWithTheirHeartbeatsAndNotTwiceWhenTheirTaskEnds() throws Exception {
        var context = TestCluster.cluster().spark().sparkContext();
        try (TaskCounts counting = new TaskCounts(context)) {
            // As in another process, which does not know who watches.
            Counters.HERE.remove(counting.counters().id());
            CountDownLatch seen = new CountDownLatch(1);
            SparkListener heard = new SparkListener() {
                @Override
                public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
                    if (counting.now().equals(ALL)) {
                        seen.countDown();
                    }
                }
            };
            context.addSparkListener(heard);
            run(counting, seen);
            context.removeSparkListener(heard);
            assertEquals(0, seen.getCount(), counting.now().toString());
            context.listenerBus().waitUntilEmpty();
            assertEquals(ALL, counting.now());
        }
        assertTrue(Counters.HERE.isEmpty());
    }
}
