package io.azulejo.jobs;

import io.azulejo.pipeline.run.Console;
import io.azulejo.pipeline.run.Stop;
import io.azulejo.pipeline.run.Stop.Phase;
import io.azulejo.pipeline.run.Stop.Signal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What the signals of a system do to a run. A commit in flight is waited for: without limit after Ctrl-C, else as long as
 * the grace lasts. Whatever else the process is at, it ends. A signal that is ignored when the process starts, as SIGHUP
 * is under {@code nohup}, stays so: the JVM sees to that.
 *
 * <p>Each signal has a thread of its own, in which it may wait.
 */
final class Signals {
    /** From dropping to the end, which the run's own thread makes: with the default grace less than the 30 seconds that a pod has. */
    private static final Duration TO_DROP = Duration.ofSeconds(3);

    private static final Duration BETWEEN_DROPS = Duration.ofMillis(100);
    private static final Duration TO_END = Duration.ofMillis(1500);

    /** Some programs, such as {@code timeout}, send one signal twice. */
    private static final Duration ONE_SIGNAL = Duration.ofMillis(250);

    private final Stop stop;
    private final Duration grace;
    private final Console console;
    private final boolean json;
    private final Map<Signal, Long> came = new EnumMap<>(Signal.class);

    private Signals(Stop stop, Duration grace, Console console, boolean json) {
        this.stop = stop;
        this.grace = grace;
        this.console = console;
        this.json = json;
    }

    /** From here on signals end the run by {@code stop}; to be called before Spark is started. */
    static void heed(Stop stop, Duration grace, Console console, boolean json) {
        Signals signals = new Signals(stop, grace, console, json);
        for (Signal signal : Signal.values()) {
            try {
                new IrqHandler(signal.name(), data -> signals.came(signal)).bind();
            } catch (IllegalArgumentException e) {
                // A system without that signal, or a JVM that was told to leave signals alone.
            }
        }
    }

    private void came(Signal signal) {
        long now = System.nanoTime();
        boolean again;
        synchronized (came) {
            Long before = came.putIfAbsent(signal, now);
            again = before != null;
            // A shell passes on the SIGHUP that its terminal's end has sent to all.
            if (again && (signal == Signal.HUP || now - before < ONE_SIGNAL.toNanos())) {
                return;
            }
        }
        boolean first = stop.ask(signal);
        if (signal == Signal.INT && !first) {
            Runtime.getRuntime().halt(signal.exit());
        }
        try {
            heed(signal, again);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void heed(Signal signal, boolean again) throws InterruptedException {
        Phase phase = stop.phase();
        if (phase == Phase.BEFORE) {
            tell();
            end();
            return;
        }
        if (phase != Phase.AT_WORK && !again) {
            if (signal == Signal.INT) {
                console.line("ending after the commit in flight; Ctrl-C again ends at once");
                return;
            }
            if (grace.isZero()) {
                console.line("%s: the commit in flight is dropped".formatted(signal));
            } else {
                console.line("%s: ending after the commit in flight, which has %d s until it is dropped"
                        .formatted(signal, grace.toSeconds()));
            }
            Thread.sleep(grace.toMillis());
        }
        // What fails now was dropped: the log would tell it in pages.
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
        long until = System.nanoTime() + TO_DROP.toNanos();
        while (System.nanoTime() < until) {
            stop.drop();
            Thread.sleep(BETWEEN_DROPS.toMillis());
        }
        end();
    }

    private void tell() {
        Azulejo.tell("stopped by " + stop.asked().orElseThrow(), "", json);
    }

    /** Ends the process in an orderly way, or else at once. */
    private void end() throws InterruptedException {
        int exit = stop.asked().orElseThrow().exit();
        Thread last = new Thread(
                () -> {
                    if (stop.abandon()) {
                        tell();
                    }
                    // Spark is stopped under its own feet, and threads of it say so.
                    System.out.close();
                    System.err.close();
                    System.exit(exit);
                },
                "azulejo-end");
        last.setDaemon(true);
        last.start();
        last.join(TO_END.toMillis());
        Runtime.getRuntime().halt(exit);
    }
}
