package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.Sessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Restores pictures, each on the thread that asks for it. Safe for many threads; made once for a JVM and its settings.
 */
public final class Restorer implements AutoCloseable {
    private final RestoreSettings settings;
    private final Engine engine;
    private final Tiling tiling;
    private final CarryOver carryOver;
    private final Attempts attempts;

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
        this.attempts = new Attempts(settings, engine, tiling);
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
        WindowPlan first = tiling.plan(probe.shape());
        Optional<Reference> reference = settings.metrics().isEmpty() || referenceSource.isEmpty()
                ? Optional.empty()
                : Optional.of(Reference.probe(referenceSource.get(), shape, engine.scale()));
        List<String> notes = new ArrayList<>();
        format.note().ifPresent(notes::add);
        tiling.note(probe.shape()).ifPresent(notes::add);

        long begun = System.nanoTime();
        Decoded decoded = Codecs.decode(source, settings.decode());
        notes.addAll(decoded.notes());
        CarryOver.Carried carried = carryOver.carry(decoded.picture().metadata(), shape);
        notes.addAll(carried.notes());
        Codec codec = Codecs.of(format.format());
        Metadata metadata = codec.placed(carried.metadata());
        notes.addAll(codec.omissions(metadata));
        Optional<Picture> wanted = Optional.empty();
        if (reference.isPresent()) {
            Decoded other = reference.get().decode(settings.decode());
            other.notes().forEach(note -> notes.add("the reference: " + note));
            wanted = Optional.of(other.picture());
        }
        double decodeMs = (System.nanoTime() - begun) / 1e6;

        Attempts.Done done = attempts.write(
                new Attempts.Work(decoded.picture().with(metadata), wanted, shape, format, output), first, notes);
        notes.addAll(done.notes());
        WindowPlan plan = done.plan();
        int windows = plan.windows().size();
        return new Restoration(
                decoded.probe(),
                decoded.picture().shape(),
                shape,
                format.format(),
                windows == 1 ? 0 : plan.halo(),
                plan.windowWidth(),
                plan.windowHeight(),
                windows,
                plan.redundancy(),
                done.metrics(),
                List.copyOf(notes),
                decodeMs,
                done.restoreMs(),
                done.encodeMs(),
                done.metricsMs(),
                engine.device());
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
