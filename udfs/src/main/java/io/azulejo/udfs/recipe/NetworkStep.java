package io.azulejo.udfs.recipe;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineMemoryException;
import io.azulejo.udfs.engine.FloatBuffers;
import io.azulejo.udfs.tiling.NetworkRun;
import io.azulejo.udfs.tiling.Tiling;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** A picture goes through a network in windows. Safe for many threads. */
public final class NetworkStep implements Step {
    /** Of all networks of this JVM. */
    private static final FloatBuffers BUFFERS = new FloatBuffers(256L << 20);

    private final Engine engine;
    private final Tiling tiling;

    /** @param engine is used and not closed */
    public NetworkStep(Engine engine, Tiling tiling) {
        this.engine = engine;
        this.tiling = tiling;
    }

    @Override
    public Shape outputShape(Shape input) {
        return input.scaled(engine.scale());
    }

    @Override
    public Work plan(Shape input, Consumer<String> notes) throws PictureException {
        Windows windows = new Windows(input, tiling.plan(input));
        tiling.note(input).ifPresent(notes);
        return windows;
    }

    /** In attempts until one fits the memory: first without batches, then with ever smaller windows. */
    private final class Windows implements Work {
        private final Shape input;
        private WindowPlan plan;
        private int batch;
        private NetworkRun run;

        Windows(Shape input, WindowPlan plan) {
            this.input = input;
            this.plan = plan;
            this.batch = tiling.batch(plan);
        }

        @Override
        public int bands() {
            return plan.bands().size();
        }

        @Override
        public Optional<WindowPlan> windows() {
            return Optional.of(plan);
        }

        @Override
        public void run(Picture picture, Picture original, int from, int end, RowSink sink)
                throws EngineException, PictureException, IOException {
            NetworkRun part = new NetworkRun(engine, BUFFERS, picture, plan, batch);
            part.run(from, end, sink);
            if (run != null) {
                part.add(run);
            }
            run = part;
        }

        @Override
        public void lighten(EngineMemoryException why, Consumer<String> notes) throws PictureException {
            if (batch == 1 || tiling.fixedBatch(plan) > 0) {
                WindowPlan smaller = tiling.smaller(input, plan, why);
                notes.accept("memory ran out: windows of %dx%d instead of %dx%d"
                        .formatted(
                                smaller.windowWidth(),
                                smaller.windowHeight(),
                                plan.windowWidth(),
                                plan.windowHeight()));
                plan = smaller;
            }
            batch = Math.max(1, tiling.fixedBatch(plan));
            run = null;
        }

        @Override
        public void finish(Consumer<String> notes) throws PictureException {
            run.finish().forEach(notes);
        }
    }
}
