package io.azulejo.udfs.tiling;

import io.azulejo.imaging.picture.AlphaFill;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Greyness;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.Window;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineMemoryException;
import io.azulejo.udfs.engine.FloatBuffers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A picture's way through a network in windows, its rows given away band by band. Ranges of bands may be run apart, by
 * runs of their own: each gives its rows, and what they saw {@linkplain #add adds up}. For one thread.
 */
public final class NetworkRun {
    private final Engine engine;
    private final FloatBuffers buffers;
    private final WindowPlan plan;
    private final int batch;
    private final Picture picture;
    private final Shape output;
    private final ColourPath colours;
    private final WindowInput input;
    private final Band band;
    private final AlphaRows alpha;
    private final OutputCheck check = new OutputCheck();
    private final boolean greyAsColour;

    /**
     * Prepares; nothing is run yet.
     *
     * @param batch the most windows in one call
     */
    public NetworkRun(Engine engine, FloatBuffers buffers, Picture picture, WindowPlan plan, int batch) {
        this.engine = engine;
        this.buffers = buffers;
        this.plan = plan;
        this.batch = batch;
        this.output = picture.shape().scaled(engine.scale());
        this.picture = AlphaFill.fill(picture);
        boolean grey = Greyness.of(this.picture);
        this.greyAsColour = grey && picture.shape().colours() == 3;
        this.colours = ColourPath.of(grey, engine.channels());
        this.input = new WindowInput(this.picture, colours, engine.channels(), plan.windowWidth());
        this.band = band();
        this.alpha = picture.shape().hasAlpha() ? new AlphaRows(picture, engine.scale()) : null;
    }

    private Band band() {
        int scale = engine.scale();
        int height = 0;
        for (List<Window> cores : plan.bands()) {
            height = Math.max(height, cores.get(0).coreHeight() * scale);
        }
        return colours == ColourPath.LUMA
                ? new LumaBand(picture, output, height, scale, check)
                : new SampleBand(
                        output, height, plan.windowWidth() * scale, scale, engine.channels(), lineFinish(), check);
    }

    private LineFinish lineFinish() {
        if (colours == ColourPath.TRIPLED) {
            return LineFinish.MEAN;
        }
        OptionalInt margin = engine.card().chromaMargin();
        return margin.isPresent() && engine.channels() == 3
                ? new ChromaRange(picture, engine.scale(), margin.getAsInt(), plan.windowWidth())
                : LineFinish.NONE;
    }

    /**
     * Runs some bands.
     *
     * @param from the first band
     * @param end the band behind the last
     * @param sink takes every row of them and is not closed
     * @throws EngineMemoryException if a run does not fit the memory; smaller windows may
     * @throws PictureException BAD_OUTPUT where the network gives no finite number
     */
    public void run(int from, int end, RowSink sink) throws EngineException, PictureException, IOException {
        int most = Math.min(batch, plan.bands().get(0).size());
        long outputFloats = outputFloats();
        byte[] row = new byte[output.rowBytes()];
        int slots = Math.max(most, fixedBatch());
        try (FloatBuffers.Loan in =
                        buffers.lend(slots * input.floats(plan.bands().get(0).get(0)));
                FloatBuffers.Loan out = buffers.lend(slots * outputFloats)) {
            for (List<Window> cores : plan.bands().subList(from, end)) {
                band.begin(cores.get(0));
                for (int i = 0; i < cores.size(); i += most) {
                    run(cores.subList(i, Math.min(cores.size(), i + most)), in.buffer(), out.buffer());
                }
                giveAway(cores.get(0), row, sink);
            }
        }
    }

    /** Windows that one call must have: those of the menu for windows of this size, else the network's. */
    private int fixedBatch() {
        return engine.menu().stream()
                .filter(size -> size.width() == plan.windowWidth() && size.height() == plan.windowHeight())
                .findFirst()
                .orElse(engine.card().sizes())
                .batch();
    }

    /** Adds what another run of the same picture saw of other bands. */
    public void add(NetworkRun other) {
        check.add(other.check);
        input.range().add(other.input.range());
    }

    /**
     * Judges the whole once all bands were run.
     *
     * @return what was decided for this picture and why, a line each
     * @throws PictureException BAD_OUTPUT if the network gave one value for a picture that has more
     */
    public List<String> finish() throws PictureException {
        List<String> notes = new ArrayList<>();
        if (greyAsColour) {
            notes.add("grey stored as colour: restored as grey, red, green and blue stay equal");
        }
        if (input.range().varied() && !check.varied()) {
            if (!nearlyBlank()) {
                throw new PictureException(
                        FailureKind.BAD_OUTPUT,
                        "the network gave one value for all %dx%d pixels of a picture that has more"
                                .formatted(output.width(), output.height()));
            }
            notes.add("nearly blank: the network gave one value for all pixels, at most 8 levels of 255 from each of"
                    + " the picture's");
        }
        return notes;
    }

    /** Whether the one value that came, as it is written, is near all of the picture's. */
    private boolean nearlyBlank() {
        boolean near = true;
        for (int plane = 0; plane < engine.channels(); plane++) {
            float written = Math.min(Math.max(check.value(plane), 0f), 1f);
            near &= input.range().near(colours == ColourPath.TRIPLED ? 0 : plane, written);
        }
        return near;
    }

    private long outputFloats() {
        long pixels = (long) plan.windowWidth() * plan.windowHeight() * engine.scale() * engine.scale();
        return pixels * engine.channels();
    }

    private void run(List<Window> windows, FloatBuffer in, FloatBuffer out)
            throws EngineException, PictureException, IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted between two windows");
        }
        int at = 0;
        for (Window window : windows) {
            input.fill(window, in, at);
            at += (int) input.floats(window);
        }
        int runs = windows.size();
        for (int fixed = fixedBatch(); runs < fixed; runs++) {
            // What the runtime computes of a slot that nobody needs must not depend on who used the buffer before.
            input.fill(windows.get(0), in, at);
            at += (int) input.floats(windows.get(0));
        }
        engine.run(in, out, runs, plan.windowHeight(), plan.windowWidth());
        int from = 0;
        for (Window window : windows) {
            band.place(window, out, from);
            from += (int) outputFloats();
        }
        if (!check.finite()) {
            Window last = windows.get(windows.size() - 1);
            throw new PictureException(
                    FailureKind.BAD_OUTPUT,
                    "the network gave NaN or infinity in the windows up to x %d, y %d: expected finite numbers"
                            .formatted(last.x() + last.width(), last.y() + last.height()));
        }
    }

    private void giveAway(Window core, byte[] row, RowSink sink) throws IOException {
        int scale = engine.scale();
        for (int y = 0; y < core.coreHeight() * scale; y++) {
            band.copyRow(y, row);
            if (alpha != null) {
                alpha.overlay(core.coreY() * scale + y, row);
            }
            sink.write(row, 0);
        }
    }
}
