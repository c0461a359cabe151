package io.azulejo.udfs.engine;

import java.util.concurrent.Semaphore;

/**
 * Lets runs in while the memory that they take together is within a budget; the others wait, first come, first served.
 * A run larger than the whole budget is let in alone: whether it fits only trying tells. Safe for many threads.
 */
public final class Admission {
    private static final long UNIT = 1 << 16;

    private final int units;
    private final Semaphore free;

    /** @param budget bytes for all runs at once */
    Admission(long budget) {
        this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, budget / UNIT));
        this.free = new Semaphore(units, true);
    }

    /** One run's share of the budget, given back on close. */
    public final class Entry implements AutoCloseable {
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
    public Entry enter(long bytes) throws InterruptedException {
        int wanted = (int) Math.max(1, Math.min(units, (bytes + UNIT - 1) / UNIT));
        free.acquire(wanted);
        return new Entry(wanted);
    }
}
