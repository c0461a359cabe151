package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Codec;
import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Decoded;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.codec.metadata.Mark;
import io.azulejo.imaging.metric.Comparison;
import io.azulejo.imaging.metric.Metrics;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineCache;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineMemoryException;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.recipe.NetworkStep;
import io.azulejo.udfs.recipe.Recipe;
import io.azulejo.udfs.recipe.Step;
import io.azulejo.udfs.sink.TeeSink;
import io.azulejo.udfs.sink.TimedSink;
import io.azulejo.udfs.tiling.Tiling;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Restores pictures, each on the thread that asks for it. Safe for many threads; made for a network and options. Making
 * another one is cheap: they share the open network.
 */
public final class Restorer implements AutoCloseable {
    private final Options options;
    private final Engine engine;
    private final Recipe recipe;
    private final CarryOver carryOver;
    private final DecodeOptions decoding;
    private final List<String> metrics;

    /**
     * @param engine is closed with this
     * @param more steps behind the network
     * @throws IllegalArgumentException if the network cannot be run as the options ask, in words for a person
     */
    Restorer(Model model, Options options, Engine engine, Step... more) {
        this.options = options;
        this.engine = engine;
        OptionalInt tile =
                options.find(RestoreOptions.TILE).map(OptionalInt::of).orElse(OptionalInt.empty());
        List<Step> steps = new ArrayList<>();
        steps.add(new NetworkStep(engine, Tiling.of(model.name(), engine, options.value(RestoreOptions.HALO), tile)));
        steps.addAll(List.of(more));
        this.recipe = new Recipe(steps);
        this.carryOver = carryOver(model);
        this.decoding = RestoreOptions.decoding(options, recipe.scale());
        this.metrics = options.find(RestoreOptions.MEASURED).orElse(List.copyOf(Metrics.NAMES.keySet()));
    }

    private CarryOver carryOver(Model model) {
        int scale = recipe.scale();
        Mark says = new Mark(
                model.card().mark(),
                "Azulejo " + Version.TEXT,
                "model %s, sha256 %s, scale %d".formatted(model.name(), model.sha256(), scale));
        return new CarryOver(
                options.value(RestoreOptions.STRIP),
                options.value(RestoreOptions.MARK) ? Optional.of(says) : Optional.empty(),
                options.value(RestoreOptions.DPI),
                scale);
    }

    /**
     * A restorer that shares this JVM's open network.
     *
     * @param options of {@link RestoreOptions}
     * @param threads of one run of the network
     * @throws EngineException if no picture could be restored: the device cannot be had, or the runtime does not take
     *     the network
     * @throws IllegalArgumentException if the network cannot be run as the options ask, in words for a person
     */
    public static Restorer open(Model model, Options options, int threads) throws EngineException {
        EngineOptions how = new EngineOptions(
                options.value(RestoreOptions.DEVICE), options.value(RestoreOptions.PRECISION), threads);
        Engine engine = EngineCache.ofThisProcess().open(model, how);
        try {
            return new Restorer(model, options, engine);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** {@link #open(Model, Options, int)} with one thread a run. */
    public static Restorer open(Model model, Options options) throws EngineException {
        return open(model, options, 1);
    }

    /** What is done to a picture. */
    public Recipe recipe() {
        return recipe;
    }

    /**
     * The windows in which a picture would be restored, were there memory enough.
     *
     * @param picture what its header says
     * @throws PictureException TOO_LARGE if the restored picture would be, UNSUPPORTED if the format asked for cannot hold
     *     it, OUT_OF_MEMORY if the network cannot be tiled and the picture does not fit
     */
    public WindowPlan plan(Probe picture) throws PictureException {
        options.value(RestoreOptions.FORMAT).resolve(picture.format(), outputShape(picture.shape()));
        return recipe.plan(picture.shape(), note -> {}).windows().orElseThrow();
    }

    /** What decides before a pixel is decoded. */
    private static final class Plan {
        private Shape shape;
        private OutputFormat.Choice format;
        private Recipe.Run run;
        private Optional<Reference> reference = Optional.empty();
    }

    /**
     * Restores one picture.
     *
     * @param source the picture's file
     * @param reference the file that the restored picture is measured against
     * @param output takes the restored picture's file; what it holds is to be thrown away if this throws
     * @param known takes what becomes known of the picture, also where this throws
     * @throws PictureException if this picture cannot be restored, of any kind of failure but CRASH
     * @throws IOException if the source cannot be read or the output not be written; an InterruptedIOException, with the
     *     thread's interrupt flag set, if the thread is interrupted
     */
    public void restore(ByteSource source, Optional<ByteSource> reference, Output output, Restoration known)
            throws PictureException, IOException {
        try {
            Plan plan = new Plan();
            long begun = System.nanoTime();
            Picture picture;
            Optional<Picture> wanted;
            try {
                Decoded decoded = Codecs.decode(source, decoding, probe -> plan(plan, probe, reference, known));
                known.read(decoded.probe());
                picture = decoded.picture().with(carried(decoded, plan, known));
                wanted = reference(plan, known);
            } finally {
                known.took(Restoration.Stage.DECODE, System.nanoTime() - begun);
            }
            run(picture, wanted, plan, output, known);
        } catch (OutOfMemoryError e) {
            throw outOfHeap(known, e);
        }
    }

    /** The same, giving what became known. */
    public Restoration restore(ByteSource source, Optional<ByteSource> reference, Output output)
            throws PictureException, IOException {
        Restoration known = new Restoration();
        restore(source, reference, output, known);
        return known;
    }

    private void plan(Plan plan, Probe probe, Optional<ByteSource> reference, Restoration known)
            throws PictureException, IOException {
        known.read(probe);
        plan.shape = outputShape(probe.shape());
        plan.format = options.value(RestoreOptions.FORMAT).resolve(probe.format(), plan.shape);
        plan.format.note().ifPresent(known::note);
        plan.run = recipe.plan(probe.shape(), known::note);
        if (reference.isPresent()) {
            plan.reference = Optional.of(Reference.probe(reference.get(), plan.shape, recipe.scale()));
        }
    }

    private Metadata carried(Decoded decoded, Plan plan, Restoration known) throws PictureException {
        decoded.notes().forEach(known::note);
        CarryOver.Carried carried = carryOver.carry(decoded.picture().metadata(), plan.shape);
        carried.notes().forEach(known::note);
        Codec codec = Codecs.of(plan.format.format());
        Metadata metadata = codec.placed(carried.metadata());
        codec.omissions(metadata).forEach(known::note);
        return metadata;
    }

    private Optional<Picture> reference(Plan plan, Restoration known) throws PictureException, IOException {
        if (plan.reference.isEmpty()) {
            return Optional.empty();
        }
        Decoded other = plan.reference.get().decode(decoding);
        other.notes().forEach(note -> known.note("the reference: " + note));
        return Optional.of(other.picture());
    }

    /** In attempts, until one fits the memory. */
    private void run(Picture picture, Optional<Picture> wanted, Plan plan, Output output, Restoration known)
            throws PictureException, IOException {
        while (true) {
            try {
                attempt(picture, wanted, plan, output, known);
                return;
            } catch (EngineMemoryException e) {
                plan.run.lighten(e, known::note);
            } catch (EngineException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw (IOException) new InterruptedIOException(e.getMessage()).initCause(e);
                }
                throw new PictureException(FailureKind.DEFECT, e.getMessage(), e);
            }
        }
    }

    private void attempt(Picture picture, Optional<Picture> wanted, Plan plan, Output output, Restoration known)
            throws EngineException, PictureException, IOException {
        long begun = System.nanoTime();
        Optional<Comparison> comparison = wanted.map(
                other -> Metrics.compare(metrics, plan.shape, other, recipe.scale() == 1 ? 0 : recipe.scale()));
        List<TimedSink> sinks = new ArrayList<>();
        TimedSink encoded = new TimedSink(
                Codecs.of(plan.format.format()).encode(output.begin(), plan.shape, picture.metadata(), encoding()));
        sinks.add(encoded);
        comparison.ifPresent(sink -> sinks.add(new TimedSink(sink)));
        try {
            try (encoded) {
                plan.run.run(picture, new TeeSink(sinks));
                plan.run.finish(known::note);
            } catch (OutOfMemoryError e) {
                throw new EngineMemoryException("the heap is full", e);
            }
            known.measured(comparison.map(Comparison::values).orElse(Map.of()));
            known.written(
                    plan.shape,
                    plan.format.format(),
                    plan.run.windows().orElseThrow(),
                    engine.device().label());
        } finally {
            long apart = 0;
            for (TimedSink sink : sinks) {
                apart += sink.nanos();
                known.took(sink == encoded ? Restoration.Stage.ENCODE : Restoration.Stage.METRICS, sink.nanos());
            }
            known.took(Restoration.Stage.RESTORE, System.nanoTime() - begun - apart);
        }
    }

    private EncodeOptions encoding() {
        return options.find(RestoreOptions.QUALITY)
                .map(EncodeOptions::new)
                .orElse(EncodeOptions.DEFAULT)
                .withMemory(Restorer::besideHeap);
    }

    /** Encoders and runs of networks share the processor's memory. */
    private static Closeable besideHeap(long bytes) throws IOException {
        try {
            return EngineCache.ofThisProcess().hostMemory().enter(bytes)::close;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while it waited for memory").initCause(e);
        }
    }

    private Shape outputShape(Shape input) throws PictureException {
        long scale = recipe.scale();
        long pixels = input.pixels() * scale * scale;
        long rowBytes = input.rowBytes() * scale;
        if (pixels > RestoreOptions.maxPixels(options) || rowBytes > Integer.MAX_VALUE) {
            throw new PictureException(
                    FailureKind.TOO_LARGE,
                    "%dx%d pixels restored at scale %d are %.1f megapixels: at most %.1f are allowed"
                            .formatted(
                                    input.width(),
                                    input.height(),
                                    scale,
                                    pixels / 1e6,
                                    RestoreOptions.maxPixels(options) / 1e6));
        }
        return recipe.outputShape(input);
    }

    private static PictureException outOfHeap(Restoration known, OutOfMemoryError e) {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        return new PictureException(
                FailureKind.OUT_OF_MEMORY,
                known.probe()
                        .map(Probe::shape)
                        .map(shape -> "%dx%d pixels with %d channels of %d bits do not fit the heap of %d MiB: raise it"
                                .formatted(shape.width(), shape.height(), shape.channels(), shape.bits(), heap))
                        .orElse("it does not fit the heap of %d MiB: raise it".formatted(heap)),
                e);
    }

    @Override
    public void close() {
        engine.close();
    }
}
