package io.azulejo.udfs.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Direct buffers that are lent, given back and lent again: the JVM frees such memory late, so it must not be asked for
 * anew with every window. What lies here unused is bounded; what is beyond the bound is left to the collector, the
 * least recently used first. Safe for many threads.
 */
public final class FloatBuffers {
    private static final long MOST_FLOATS = Integer.MAX_VALUE / Float.BYTES;

    private final long maxIdleBytes;
    private final Deque<FloatBuffer> idle = new ArrayDeque<>();
    private long idleBytes;

    /** @param maxIdleBytes how much may lie unused */
    public FloatBuffers(long maxIdleBytes) {
        this.maxIdleBytes = maxIdleBytes;
    }

    /** One buffer for one user at a time, given back on close. */
    public final class Loan implements AutoCloseable {
        private FloatBuffer buffer;

        private Loan(FloatBuffer buffer) {
            this.buffer = buffer;
        }

        /** Direct, native order, at least as large as asked for; its content is whatever the last user left. */
        public FloatBuffer buffer() {
            return buffer;
        }

        @Override
        public void close() {
            if (buffer != null) {
                giveBack(buffer);
                buffer = null;
            }
        }
    }

    /**
     * Lends a buffer.
     *
     * @throws EngineMemoryException if the JVM's bound on direct memory is reached, or one buffer cannot be as large:
     *     512 Mi floats are the most
     */
    public Loan lend(long floats) throws EngineMemoryException {
        FloatBuffer fitting = takeIdle(floats);
        return new Loan(fitting != null ? fitting : allocate(floats));
    }

    private synchronized FloatBuffer takeIdle(long floats) {
        for (Iterator<FloatBuffer> i = idle.descendingIterator(); i.hasNext(); ) {
            FloatBuffer buffer = i.next();
            // A much larger one is left for those who need it.
            if (buffer.capacity() >= floats && buffer.capacity() / 4 <= floats) {
                i.remove();
                idleBytes -= bytes(buffer);
                return buffer;
            }
        }
        return null;
    }

    private static FloatBuffer allocate(long floats) throws EngineMemoryException {
        if (floats > MOST_FLOATS) {
            throw new EngineMemoryException(
                    "a window of %d samples: one buffer holds at most %d".formatted(floats, MOST_FLOATS), null);
        }
        // Rounded up by less than a quarter, so that nearly equal windows share buffers.
        long step = Math.max(1024, Long.highestOneBit(Math.max(1, floats)) / 4);
        long rounded = Math.min(MOST_FLOATS, (floats + step - 1) / step * step);
        try {
            return ByteBuffer.allocateDirect((int) (rounded * Float.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        } catch (OutOfMemoryError e) {
            throw new EngineMemoryException(
                    "no %d MiB for a window's samples".formatted((rounded * Float.BYTES) >> 20), e);
        }
    }

    private synchronized void giveBack(FloatBuffer buffer) {
        idle.addLast(buffer);
        idleBytes += bytes(buffer);
        while (idleBytes > maxIdleBytes) {
            idleBytes -= bytes(idle.removeFirst());
        }
    }

    private static long bytes(FloatBuffer buffer) {
        return (long) buffer.capacity() * Float.BYTES;
    }
}
