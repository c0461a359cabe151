package io.azulejo.pipeline.run;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Where one run speaks to a person: lines that stay and, on a terminal, one line that is drawn anew. In a log, which
 * nobody watches and which may be of many runs, what tells how far it is says when and which run. Safe for many threads.
 */
public final class Console {
    private static final String ERASE = "\r\u001b[K";
    private static final Duration IN_LOG = Duration.ofSeconds(30);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private final boolean terminal;
    private final String run;
    private final Clock clock;
    private Instant next;
    private boolean drawn;

    /**
     * Speaks to a stream, of a run that is named here.
     *
     * @param terminal whether a person watches it
     */
    public Console(PrintStream out, boolean terminal) {
        this(out, terminal, newRun(), Clock.systemUTC());
    }

    Console(PrintStream out, boolean terminal, String run, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.run = run;
        this.clock = clock;
        this.next = clock.instant().plus(IN_LOG);
    }

    /** A name by which runs sort by time, such as {@code 20261125T130800Z-5f3a91}. */
    private static String newRun() {
        byte[] random = new byte[3];
        new SecureRandom().nextBytes(random);
        return TIME.format(Instant.now()) + "-" + HexFormat.of().formatHex(random);
    }

    /** The run of which it speaks. */
    public String run() {
        return run;
    }

    /** Says a line that stays. */
    public synchronized void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    /** Says how far the run is, as often as asked: on a terminal every time, in one line; in a log every 30 seconds. */
    public synchronized void progress(String text) {
        if (terminal) {
            out.print(ERASE + text);
            out.flush();
            drawn = true;
            return;
        }
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(IN_LOG);
            logged(text);
        }
    }

    /** Says in a log what a terminal shows otherwise. */
    synchronized void logged(String text) {
        if (!terminal) {
            line("%s run %s: %s".formatted(clock.instant().truncatedTo(ChronoUnit.SECONDS), run, text));
        }
    }

    /** Takes the line away that is drawn anew. */
    public synchronized void erase() {
        if (drawn) {
            out.print(ERASE);
            out.flush();
            drawn = false;
        }
    }
}
