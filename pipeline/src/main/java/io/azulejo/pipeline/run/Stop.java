package io.azulejo.pipeline.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A wish that a run end before it is done. A commit that is in flight may come to its end first; whatever else a run is
 * at is dropped, and so is the commit when its time is over. One thread works, many may ask.
 */
public final class Stop {
    /** What asks, and the exit code of a command that ended for it. */
    public enum Signal {
        INT(130, "Ctrl-C"),
        HUP(129, "SIGHUP"),
        TERM(143, "SIGTERM");

        private final int exit;
        private final String words;

        Signal(int exit, String words) {
            this.exit = exit;
            this.words = words;
        }

        public int exit() {
            return exit;
        }

        /** As a person knows it. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** How far a run is. */
    public enum Phase {
        /** Nothing is held and nothing was written: the process may end as it stands. */
        BEFORE,
        /** The table is held, and no commit is in flight. */
        AT_WORK,
        IN_FLIGHT,
        /** The work is over; records are written and what is held is given back. */
        ENDING
    }

    /** What must be done for a run that cannot do it itself. */
    @FunctionalInterface
    interface Last {
        void run() throws IOException;
    }

    private final Deque<Last> last = new ArrayDeque<>();
    private Phase phase = Phase.BEFORE;
    private Signal asked;
    private boolean dropped;
    private Runnable cancel = () -> {};

    /**
     * Asks.
     *
     * @return whether it is the first to
     */
    public synchronized boolean ask(Signal signal) {
        boolean first = asked == null;
        if (first) {
            asked = signal;
        }
        return first;
    }

    /** The first that asked. */
    public synchronized Optional<Signal> asked() {
        return Optional.ofNullable(asked);
    }

    public synchronized Phase phase() {
        return phase;
    }

    /** Whether what the run was at was dropped: a failure of it is none. */
    public synchronized boolean dropped() {
        return dropped;
    }

    /**
     * The run is about to write.
     *
     * @param cancel ends what Spark does for it, from another thread
     * @throws StoppedException if it was asked to end
     */
    synchronized void enter(Runnable cancel) throws StoppedException {
        if (asked != null) {
            throw new StoppedException(asked);
        }
        this.cancel = cancel;
        phase = Phase.AT_WORK;
    }

    /** What {@link #abandon} is to do, before what it was told earlier. */
    synchronized void lastly(Last action) {
        last.push(action);
    }

    /**
     * A commit is about to begin.
     *
     * @return false if the run was asked to end, and must not begin it
     */
    public synchronized boolean begin() {
        if (asked == null) {
            phase = Phase.IN_FLIGHT;
        }
        return asked == null;
    }

    /** The commit in flight came to its end. */
    public synchronized void landed() {
        phase = Phase.AT_WORK;
    }

    /** The work is over: nothing is cancelled from here on. */
    public synchronized void ending() {
        phase = Phase.ENDING;
    }

    /** Nothing is left to do: all is recorded and given back. */
    public synchronized void done() {
        phase = Phase.ENDING;
        last.clear();
    }

    /** Drops what the run is at. To be done again until it ends, as it may be between two jobs of Spark. */
    public synchronized void drop() {
        dropped = true;
        if (phase != Phase.ENDING) {
            cancel.run();
        }
    }

    /**
     * Writes the record of the end and gives back what is held, where the run's own thread did not come to it.
     *
     * @return whether there was anything to do
     */
    public boolean abandon() {
        List<Last> left;
        synchronized (this) {
            left = List.copyOf(last);
            last.clear();
        }
        for (Last next : left) {
            try {
                next.run();
            } catch (IOException | RuntimeException e) {
                // The process ends in a moment, and nobody is left to be told.
            }
        }
        return !left.isEmpty();
    }
}
