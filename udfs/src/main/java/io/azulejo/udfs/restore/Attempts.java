package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.metric.Comparison;
import io.azulejo.imaging.metric.Metrics;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineMemoryException;
import io.azulejo.udfs.engine.FloatBuffers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs decoded pictures through the network and writes what it gives, in attempts until one fits the memory: first
 * without batches, then with ever smaller windows. Safe for many threads.
 */
final class Attempts {
    private static final long IDLE_BUFFER_BYTES = 256L << 20;

    private final RestoreSettings settings;
    private final Engine engine;
    private final Tiling tiling;
    private final FloatBuffers buffers = new FloatBuffers(IDLE_BUFFER_BYTES);

    Attempts(RestoreSettings settings, Engine engine, Tiling tiling) {
        this.settings = settings;
        this.engine = engine;
        this.tiling = tiling;
    }

    /** What one attempt after the other begins with. */
    record Work(Picture picture, Optional<Picture> reference, Shape shape, OutputFormat.Choice format, Output output) {}

    /** What the attempt that came to its end took and found. */
    record Done(
            WindowPlan plan,
            double restoreMs,
            double encodeMs,
            double metricsMs,
            Map<String, Double> metrics,
            List<String> notes) {}

    /**
     * Restores and writes a picture.
     *
     * @param first the windows of the first attempt
     * @param notes takes one line for each time that windows became smaller
     * @throws PictureException OUT_OF_MEMORY if no attempt fits, BAD_OUTPUT, DEFECT
     * @throws IOException if the output cannot be written; an InterruptedIOException if the thread is interrupted
     */
    Done write(Work work, WindowPlan first, List<String> notes) throws PictureException, IOException {
        WindowPlan plan = first;
        int batch = tiling.batch(plan);
        while (true) {
            try {
                return write(work, plan, batch);
            } catch (EngineMemoryException e) {
                if (batch == 1) {
                    WindowPlan smaller = smaller(plan, e);
                    notes.add("memory ran out: windows of %dx%d instead of %dx%d"
                            .formatted(
                                    smaller.windowWidth(),
                                    smaller.windowHeight(),
                                    plan.windowWidth(),
                                    plan.windowHeight()));
                    plan = smaller;
                }
                batch = 1;
            } catch (EngineException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw (IOException) new InterruptedIOException(e.getMessage()).initCause(e);
                }
                throw new PictureException(FailureKind.DEFECT, e.getMessage(), e);
            }
        }
    }

    private Done write(Work work, WindowPlan plan, int batch) throws EngineException, PictureException, IOException {
        long begun = System.nanoTime();
        Optional<Comparison> comparison = work.reference()
                .map(reference -> Metrics.compare(
                        settings.metrics(), work.shape(), reference, engine.scale() == 1 ? 0 : engine.scale()));
        TimedSink measured = comparison.map(TimedSink::new).orElse(null);
        TimedSink encoded = new TimedSink(Codecs.of(work.format().format())
                .encode(
                        work.output().begin(),
                        work.shape(),
                        work.picture().metadata(),
                        settings.write().encoding()));
        List<String> decided;
        try (encoded) {
            List<TimedSink> sinks = measured == null ? List.of(encoded) : List.of(encoded, measured);
            decided = new Pass(engine, buffers, work.picture(), plan, batch).run(sinks);
        } catch (OutOfMemoryError e) {
            throw new EngineMemoryException("the heap is full", e);
        }
        long measuring = measured == null ? 0 : measured.nanos();
        long all = System.nanoTime() - begun;
        return new Done(
                plan,
                (all - encoded.nanos() - measuring) / 1e6,
                encoded.nanos() / 1e6,
                measuring / 1e6,
                comparison.map(Comparison::values).orElse(Map.of()),
                decided);
    }

    private WindowPlan smaller(WindowPlan plan, EngineMemoryException e) throws PictureException {
        Optional<WindowPlan> smaller = tiling.halo().isEmpty() ? Optional.empty() : plan.smaller();
        return smaller.orElseThrow(() -> new PictureException(
                FailureKind.OUT_OF_MEMORY,
                "one run of %dx%d pixels does not fit the memory, and %s: %s"
                        .formatted(
                                plan.windowWidth(),
                                plan.windowHeight(),
                                tiling.sizes().fixed()
                                        ? "the network takes windows of that size only"
                                        : tiling.halo().isEmpty()
                                                ? "the network sees the whole picture"
                                                : "a halo of %d leaves no smaller window".formatted(plan.halo()),
                                e.getMessage()),
                e));
    }
}
