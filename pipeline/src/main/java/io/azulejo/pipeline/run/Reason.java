package io.azulejo.pipeline.run;

import io.azulejo.imaging.scratch.ScratchException;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.UnwritableException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;

/** What ended a run, in one line for a person: Spark wraps it in its own words and traces. */
public final class Reason extends IOException {
    /** Who of them it was that wrote, behind the classes of Java and of compressors. */
    private static final Pattern WRITERS = Pattern.compile("(org\\.apache\\.|software\\.amazon\\.|io\\.azulejo\\.)");

    private final boolean unwritable;
    private final String trace;

    private Reason(String message, boolean unwritable, String trace, Throwable cause) {
        super(message, cause);
        this.unwritable = unwritable;
        this.trace = trace;
    }

    /** Whether it is a place that cannot be written, which is no defect. */
    public boolean unwritable() {
        return unwritable;
    }

    /** Where the full trace lies, as a person knows the place; empty where it was not kept. */
    public Optional<String> trace() {
        return Optional.ofNullable(trace);
    }

    /** The same, whose full trace is kept in some place. */
    Reason withTrace(String place) {
        return new Reason(getMessage(), unwritable, place, getCause());
    }

    /**
     * The failure as a person is told of it.
     *
     * @param places that the run writes, by the flag that named each
     */
    static Reason of(Throwable failure, Map<String, Path> places) {
        if (failure instanceof Reason known) {
            return known;
        }
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnwritableException unwritable) {
                return new Reason(told(unwritable, places), true, null, failure);
            }
            if (cause instanceof ScratchException scratch) {
                return new Reason(told(UnwritableException.of(scratch), places), true, null, failure);
            }
            innermost = cause;
        }
        String message = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        String line = message.lines().findFirst().orElse("");
        return UnwritableException.full(message)
                ? new Reason(full(line, innermost, places), true, null, failure)
                : new Reason(line, false, null, failure);
    }

    /** What cannot be written, by the flag that named it. */
    static String told(UnwritableException unwritable, Map<String, Path> places) {
        return unwritable.told(name(unwritable.place(), places).orElse(unwritable.place()));
    }

    private static Optional<String> name(String place, Map<String, Path> places) {
        return places.entrySet().stream()
                .filter(named -> place.startsWith(StorePaths.show(named.getValue())))
                .map(named -> "%s %s".formatted(named.getKey(), StorePaths.show(named.getValue())))
                .findFirst();
    }

    /** Of what we write the place is known; Spark, and clients of stores, do not say where they had no room. */
    private static String full(String line, Throwable innermost, Map<String, Path> places) {
        Optional<String> writer = Arrays.stream(innermost.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> WRITERS.matcher(name).lookingAt())
                .findFirst();
        if (writer.filter(name -> name.startsWith("org.apache.spark.")).isPresent()) {
            return "the scratch folder %s (spark.local.dir) has no room left (%s): make room there"
                    .formatted(scratch(), line);
        }
        String written = places.entrySet().stream()
                .map(named -> "%s %s".formatted(named.getKey(), StorePaths.show(named.getValue())))
                .collect(Collectors.joining(", "));
        return "no room is left in %s, or in the scratch folder of its store's client (%s): make room there"
                .formatted(written, line);
    }

    private static String scratch() {
        SparkEnv env = SparkEnv.get();
        String temporary = System.getProperty("java.io.tmpdir");
        return env == null ? temporary : env.conf().get("spark.local.dir", temporary);
    }
}
