package io.azulejo.udfs.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;

/**
 * Lets runs in while the memory that they take together is within a budget; the others wait, first come, first served.
 * A run larger than the whole budget is let in alone: whether it fits only trying tells. Safe for many threads.
 */
final class Admission {
    private static final long UNIT = 1 << 16;
    private static final long BESIDE_HEAP = 512L << 20;
    private static final long LEAST = 256L << 20;

    private final long budget;
    private final int units;
    private final Semaphore free;

    /** @param budget bytes for all runs at once */
    Admission(long budget) {
        this.budget = budget;
        this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, budget / UNIT));
        this.free = new Semaphore(units, true);
    }

    /**
     * A budget of what this process may have (the machine's memory or its cgroup's limit), less the heap's limit and
     * half a GiB for what else the JVM holds; never under a quarter of a GiB.
     */
    static Admission ofThisProcess() {
        long memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return new Admission(Math.max(LEAST, memory - Runtime.getRuntime().maxMemory() - BESIDE_HEAP));
    }

    /** Bytes for all runs at once. */
    long budget() {
        return budget;
    }

    /** One run's share of the budget, given back on close. */
    final class Entry implements AutoCloseable {
        private final int taken;

        private Entry(int taken) {
            this.taken = taken;
        }

        @Override
        public void close() {
            free.release(taken);
        }
    }

    /**
     * Waits until a run of so many bytes may begin.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is then taken
     */
    Entry enter(long bytes) throws InterruptedException {
        int wanted = (int) Math.max(1, Math.min(units, (bytes + UNIT - 1) / UNIT));
        free.acquire(wanted);
        return new Entry(wanted);
    }
}
