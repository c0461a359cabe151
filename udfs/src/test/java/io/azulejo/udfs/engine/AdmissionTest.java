package io.azulejo.udfs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final long MIB = 1 << 20;

    @Test
    void asManyRunsAreInAsTheBudgetHoldsAndNeverMore() throws Exception {
        Admission admission = new Admission(100 * MIB);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                runs.add(threads.submit(() -> {
                    try (Admission.Entry entry = admission.enter(33 * MIB)) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        three.countDown();
                        // The first three wait for each other: were fewer let in, none would leave.
                        three.await();
                        inside.decrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(3, most.get());
    }

    @Test
    void aRunLargerThanTheBudgetIsLetInAlone() throws Exception {
        Admission admission = new Admission(10 * MIB);
        try (Admission.Entry huge = admission.enter(Long.MAX_VALUE - 1)) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> admission.enter(1), "a second one does not get in");
        }
        admission.enter(10 * MIB).close();
    }

    @Test
    void theProcessorsMemoryIsWhatTheHeapLeaves() {
        assertTrue(new CpuProvider().devices().get(0).memory() >= 256 * MIB);
    }
}
