package io.azulejo.pipeline.run;

import java.io.PrintStream;

/**
 * Where a run speaks to a person: lines that stay and, on a terminal, one line that is drawn anew. Safe for many
 * threads.
 */
public final class Console {
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean drawn;

    /**
     * Speaks to a stream.
     *
     * @param terminal whether a person watches it
     */
    public Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether a person watches. */
    boolean terminal() {
        return terminal;
    }

    /** Says a line that stays. */
    public synchronized void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    /** Draws the progress line anew; without a terminal it is a line that stays. */
    public synchronized void progress(String text) {
        if (!terminal) {
            line(text);
            return;
        }
        out.print(ERASE + text);
        out.flush();
        drawn = true;
    }

    /** Takes the progress line away. */
    public synchronized void erase() {
        if (drawn) {
            out.print(ERASE);
            out.flush();
            drawn = false;
        }
    }
}
