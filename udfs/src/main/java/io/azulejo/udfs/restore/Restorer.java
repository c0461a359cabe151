package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.metric.Comparison;
import io.azulejo.imaging.metric.Metrics;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineMemoryException;
import io.azulejo.udfs.engine.FloatBuffers;
import io.azulejo.udfs.engine.Sessions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Restores pictures, each on the thread that asks for it. Safe for many threads; made once for a JVM and its settings.
 */
public final class Restorer implements AutoCloseable {
    private static final long IDLE_BUFFER_BYTES = 256L << 20;

    private final RestoreSettings settings;
    private final Engine engine;
    private final Tiling tiling;
    private final CarryOver carryOver;
    private final FloatBuffers buffers = new FloatBuffers(IDLE_BUFFER_BYTES);

    /** @param budget bytes for one run of a network that cannot be tiled */
    Restorer(RestoreSettings settings, Engine engine, long budget) throws EngineException {
        if (engine.inputChannels() != engine.outputChannels()) {
            throw new EngineException("network %s takes %d channels and gives %d: expected as many as it takes"
                    .formatted(settings.model().name(), engine.inputChannels(), engine.outputChannels()));
        }
        this.settings = settings;
        this.engine = engine;
        this.tiling = Tiling.of(settings, budget);
        this.carryOver = settings.write().carryOver(settings.model(), engine.scale());
    }

    /**
     * A restorer that shares this JVM's session of the model.
     *
     * @throws EngineException if no picture could be restored: the device cannot be had, or the runtime does not take
     *     the network
     */
    public static Restorer open(RestoreSettings settings) throws EngineException {
        Sessions sessions = Sessions.ofThisProcess();
        Engine engine = sessions.open(settings.model(), settings.engine());
        try {
            return new Restorer(settings, engine, sessions.budget());
        } catch (EngineException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** How many times wider and higher a restored picture is. */
    public int scale() {
        return engine.scale();
    }

    /**
     * The windows in which a picture would be restored, were there memory enough.
     *
     * @param picture upright, as decoded
     * @throws PictureException TOO_LARGE if the restored picture would be, OUT_OF_MEMORY if the network cannot be tiled
     *     and the picture does not fit
     */
    public WindowPlan plan(Shape picture) throws PictureException {
        outputShape(picture);
        return tiling.plan(picture);
    }

    /**
     * Restores one picture.
     *
     * @param source the picture's file
     * @param reference the file that the restored picture is measured against
     * @param output takes the restored picture's file; what it holds is to be thrown away if this throws
     * @throws PictureException if this picture cannot be restored, of any kind of failure but CRASH
     * @throws IOException if the source cannot be read or the output not be written; an InterruptedIOException, with the
     *     thread's interrupt flag set, if the thread is interrupted
     */
    public Restoration restore(ByteSource source, Optional<ByteSource> reference, Output output)
            throws PictureException, IOException {
        Probe probe = Codecs.probe(source);
        Shape shape = outputShape(probe.shape());
        try {
            return restore(source, reference, output, probe, shape);
        } catch (OutOfMemoryError e) {
            throw new PictureException(
                    FailureKind.OUT_OF_MEMORY,
                    "%dx%d pixels with %d channels of %d bits do not fit the heap of %d MiB: raise it"
                            .formatted(
                                    probe.shape().width(),
                                    probe.shape().height(),
                                    probe.shape().channels(),
                                    probe.shape().bits(),
                                    Runtime.getRuntime().maxMemory() >> 20),
                    e);
        }
    }

    private Restoration restore(
            ByteSource source, Optional<ByteSource> referenceSource, Output output, Probe probe, Shape shape)
            throws PictureException, IOException {
        OutputFormat.Choice format = settings.write().format().resolve(probe.format(), shape);
        WindowPlan plan = tiling.plan(probe.shape());
        Optional<Reference> reference = settings.metrics().isEmpty() || referenceSource.isEmpty()
                ? Optional.empty()
                : Optional.of(Reference.probe(referenceSource.get(), shape, engine.scale()));
        List<String> notes = new ArrayList<>();
        format.note().ifPresent(notes::add);

        long begun = System.nanoTime();
        Decoded decoded = Codecs.decode(source, settings.decode());
        notes.addAll(decoded.notes());
        CarryOver.Carried carried = carryOver.carry(decoded.picture().metadata(), shape);
        Metadata metadata = carried.metadata();
        notes.addAll(carried.notes());
        notes.addAll(Codecs.of(format.format()).omissions(metadata));
        Optional<Picture> wanted = Optional.empty();
        if (reference.isPresent()) {
            Decoded other = reference.get().decode(settings.decode());
            other.notes().forEach(note -> notes.add("the reference: " + note));
            wanted = Optional.of(other.picture());
        }
        double decodeMs = (System.nanoTime() - begun) / 1e6;

        Writing writing = new Writing(decoded.picture().with(metadata), wanted, shape, format, output);
        Written written = write(writing, plan, notes);
        Times times = written.times();
        plan = written.plan();
        int windows = plan.windows().size();
        return new Restoration(
                probe,
                decoded.picture().shape(),
                shape,
                format.format(),
                windows == 1 ? 0 : plan.halo(),
                plan.windowWidth(),
                plan.windowHeight(),
                windows,
                plan.redundancy(),
                times.metrics(),
                List.copyOf(notes),
                decodeMs,
                times.restoreMs(),
                times.encodeMs(),
                times.metricsMs(),
                engine.device());
    }

    /** What one attempt after the other begins with. */
    private record Writing(
            Picture picture, Optional<Picture> reference, Shape shape, OutputFormat.Choice format, Output output) {}

    /** What the attempt that came to its end took and found. */
    private record Times(double restoreMs, double encodeMs, double metricsMs, Map<String, Double> metrics) {}

    private record Written(WindowPlan plan, Times times) {}

    /** Attempts until one fits the memory: first without batches, then with ever smaller windows. */
    private Written write(Writing writing, WindowPlan first, List<String> notes) throws PictureException, IOException {
        WindowPlan plan = first;
        int batch = tiling.batch(plan);
        while (true) {
            try {
                return new Written(plan, write(writing, plan, batch));
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

    private Times write(Writing writing, WindowPlan plan, int batch)
            throws EngineException, PictureException, IOException {
        long begun = System.nanoTime();
        Optional<Comparison> comparison = writing.reference()
                .map(reference -> Metrics.compare(
                        settings.metrics(), writing.shape(), reference, engine.scale() == 1 ? 0 : engine.scale()));
        TimedSink measured = comparison.map(TimedSink::new).orElse(null);
        TimedSink encoded = new TimedSink(Codecs.of(writing.format().format())
                .encode(
                        writing.output().begin(),
                        writing.shape(),
                        writing.picture().metadata(),
                        settings.write().encoding()));
        try (encoded) {
            List<TimedSink> sinks = measured == null ? List.of(encoded) : List.of(encoded, measured);
            new Pass(engine, buffers, writing.picture(), plan, batch).run(sinks);
        } catch (OutOfMemoryError e) {
            throw new EngineMemoryException("the heap is full", e);
        }
        long measuring = measured == null ? 0 : measured.nanos();
        long all = System.nanoTime() - begun;
        return new Times(
                (all - encoded.nanos() - measuring) / 1e6,
                encoded.nanos() / 1e6,
                measuring / 1e6,
                comparison.map(Comparison::values).orElse(Map.of()));
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

    private Shape outputShape(Shape input) throws PictureException {
        long scale = engine.scale();
        long pixels = input.pixels() * scale * scale;
        long rowBytes = input.rowBytes() * scale;
        if (pixels > settings.maxOutputPixels() || rowBytes > Integer.MAX_VALUE) {
            throw new PictureException(
                    FailureKind.TOO_LARGE,
                    "%dx%d pixels restored at scale %d are %.1f megapixels: at most %.1f are allowed"
                            .formatted(
                                    input.width(),
                                    input.height(),
                                    scale,
                                    pixels / 1e6,
                                    settings.maxOutputPixels() / 1e6));
        }
        return input.scaled(engine.scale());
    }

    @Override
    public void close() {
        engine.close();
    }
}
