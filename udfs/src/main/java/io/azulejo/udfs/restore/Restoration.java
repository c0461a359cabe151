package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became known of one picture, from its file to its row, as far as it came: what a failure leaves is what was known
 * until then. For one thread.
 */
public final class Restoration {
    private final List<String> notes = new ArrayList<>();
    private final Map<Stage, Double> times = new EnumMap<>(Stage.class);
    private Probe probe;
    private Shape output;
    private Format format;
    private WindowPlan windows;
    private Map<String, Double> metrics = Map.of();
    private String device;

    /** What a picture's time is spent on; wall time of its thread. */
    public enum Stage {
        /** Bringing the file here. */
        FETCH,
        /** Decoding the picture, and its reference where there is one. */
        DECODE,
        /** Windows, network and samples. */
        RESTORE,
        /** Encoding, writing into the output included. */
        ENCODE,
        /** Measuring. */
        METRICS
    }

    /** Adds time to a stage. */
    public void took(Stage stage, long nanos) {
        times.merge(stage, nanos / 1e6, Double::sum);
    }

    /** Time of a stage; empty where the picture did not come so far. */
    public OptionalDouble milliseconds(Stage stage) {
        Double time = times.get(stage);
        return time == null ? OptionalDouble.empty() : OptionalDouble.of(time);
    }

    /** Takes what the file says, anew where decoding found more than the header. */
    public void read(Probe found) {
        probe = found;
    }

    /** What the file says: its format, the upright picture's shape, its orientation and pages. */
    public Optional<Probe> probe() {
        return Optional.ofNullable(probe);
    }

    /** Takes what was decided for this picture and why. */
    public void note(String note) {
        notes.add(note);
    }

    /** What was decided for this picture and why, a line each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Takes values by the metrics' names. */
    public void measured(Map<String, Double> values) {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Values by name, in the order in which they were asked for; empty without a reference. */
    public Map<String, Double> metrics() {
        return metrics;
    }

    void written(Shape shape, Format as, WindowPlan plan, String by) {
        output = shape;
        format = as;
        windows = plan;
        device = by;
    }

    /** Whether the restored picture was written; what follows is known only then. */
    public boolean written() {
        return output != null;
    }

    /** Shape of the written picture. */
    public Shape output() {
        return output;
    }

    /** Format of the written file. */
    public Format format() {
        return format;
    }

    /** How the picture was cut. */
    public WindowPlan windows() {
        return windows;
    }

    /** Input pixels between a window's core and its edge on inner sides; 0 where one window saw the whole picture. */
    public int halo() {
        return windows.windows().size() == 1 ? 0 : windows.halo();
    }

    /** What ran the network, such as {@code cpu}. */
    public String device() {
        return device;
    }

    @Override
    public String toString() {
        return "%s, %s, %s, %s".formatted(probe, output, times, notes);
    }
}
