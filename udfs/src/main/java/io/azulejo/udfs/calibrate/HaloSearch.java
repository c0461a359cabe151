package io.azulejo.udfs.calibrate;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.scratch.Scratch;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.tiling.SeamComparison;
import io.azulejo.udfs.tiling.SeamDifference;
import io.azulejo.udfs.tiling.Tiling;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Looks for the least halo whose tiled output is as good as whole output over all crops.
 *
 * <p>A halo that fails is found out early, one that holds costs a run of all crops: so the search bisects on the first
 * crop, where a halo that fails there alone fails altogether, and then climbs from there over all crops until the
 * first that holds. For one use.
 */
final class HaloSearch implements AutoCloseable {
    static final int STEP = 4;
    private static final int MOST_DIFFERENCE = 1;
    private static final double MOST_SHARE = 1e-6;
    private static final int WINDOWS_A_SIDE = 3;

    private final Engine engine;
    private final List<Picture> crops;
    private final List<WholeOutput> wholes = new ArrayList<>();
    private final Consumer<Calibration.Progress> progress;
    private final ExecutorService workers;
    private final long mostDiffering;

    /** What was seen at the halo that was found. */
    record Found(int halo, SeamDifference seen) {}

    HaloSearch(Engine engine, List<Picture> crops, int threads, Consumer<Calibration.Progress> progress) {
        this.engine = engine;
        this.crops = crops;
        this.progress = progress;
        this.workers = Executors.newFixedThreadPool(threads);
        long samples = 0;
        for (Picture crop : crops) {
            Shape output = crop.shape().scaled(engine.scale());
            samples += output.pixels() * output.channels();
        }
        this.mostDiffering = (long) (samples * MOST_SHARE);
    }

    /**
     * Searches.
     *
     * @param radius the receptive radius: no halo beyond the next multiple of 4 is tried
     * @throws EngineException if even that halo does not hold, and what the runs throw
     */
    Found find(int radius) throws EngineException, PictureException, IOException, InterruptedException {
        runWhole();
        int last = (radius + STEP - 1) / STEP;
        for (int step = leastOnFirstCrop(last); step <= last; step++) {
            SeamDifference seen = tiled(crops, step * STEP, last);
            if (holds(seen)) {
                return new Found(step * STEP, seen);
            }
        }
        throw new EngineException(
                "tiled output differs from whole output even at the receptive radius of %d pixels: the network's radius is stated wrong, or it does not give equal output for equal input"
                        .formatted(radius));
    }

    private boolean holds(SeamDifference seen) {
        return seen.maxStep() <= MOST_DIFFERENCE && seen.differing() <= mostDiffering;
    }

    private int leastOnFirstCrop(int last) throws EngineException, PictureException, IOException, InterruptedException {
        int low = 0;
        int high = last;
        while (low < high) {
            int middle = (low + high) / 2;
            if (holds(tiled(crops.subList(0, 1), middle * STEP, last))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void runWhole() throws EngineException, PictureException, IOException, InterruptedException {
        for (Picture crop : crops) {
            wholes.add(new WholeOutput(crop.shape().scaled(engine.scale()).rowBytes()));
        }
        AtomicInteger done = new AtomicInteger();
        onEach(crops, i -> {
            SeamComparison.whole(engine, crops.get(i), wholes.get(i));
            report("whole", done.incrementAndGet(), crops.size());
            return SeamDifference.NONE;
        });
    }

    private SeamDifference tiled(List<Picture> some, int halo, int last)
            throws EngineException, PictureException, IOException, InterruptedException {
        AtomicLong elsewhere = new AtomicLong();
        AtomicInteger done = new AtomicInteger();
        return onEach(some, i -> {
            if (elsewhere.get() > mostDiffering) {
                return SeamDifference.NONE;
            }
            long[] counted = {0};
            SeamDifference seen = SeamComparison.compare(
                    engine, crops.get(i), plan(crops.get(i).shape(), halo), wholes.get(i), differing -> {
                        long all = elsewhere.addAndGet(differing - counted[0]);
                        counted[0] = differing;
                        return all <= mostDiffering;
                    });
            if (seen.maxStep() > MOST_DIFFERENCE) {
                elsewhere.addAndGet(mostDiffering + 1);
            }
            report("halo %d of at most %d".formatted(halo, last * STEP), done.incrementAndGet(), some.size());
            return seen;
        });
    }

    /** Three windows a side: cuts in both directions, and more of them an area than a restored picture has. */
    private WindowPlan plan(Shape crop, int halo) {
        int shorter = Math.min(crop.width(), crop.height());
        int tile = (shorter + 2 * halo * (WINDOWS_A_SIDE - 1) + WINDOWS_A_SIDE - 1) / WINDOWS_A_SIDE;
        return WindowPlan.tiled(
                crop.width(),
                crop.height(),
                halo,
                Math.max(Tiling.leastTile(halo), tile),
                engine.card().sizes().multiple());
    }

    private void report(String doing, int done, int of) {
        synchronized (progress) {
            progress.accept(new Calibration.Progress(doing, done, of));
        }
    }

    @FunctionalInterface
    private interface OnCrop {
        SeamDifference apply(int index) throws EngineException, PictureException, IOException;
    }

    private SeamDifference onEach(List<Picture> some, OnCrop work)
            throws EngineException, PictureException, IOException, InterruptedException {
        List<Future<SeamDifference>> running = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            int index = i;
            running.add(workers.submit(() -> work.apply(index)));
        }
        SeamDifference sum = SeamDifference.NONE;
        try {
            for (Future<SeamDifference> one : running) {
                sum = sum.plus(one.get());
            }
            return sum;
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            running.forEach(one -> one.cancel(false));
        }
    }

    private static RuntimeException unwrapped(ExecutionException e)
            throws EngineException, PictureException, IOException {
        if (e.getCause() instanceof EngineException cause) {
            throw cause;
        }
        if (e.getCause() instanceof PictureException cause) {
            throw cause;
        }
        if (e.getCause() instanceof IOException cause) {
            throw cause;
        }
        if (e.getCause() instanceof Error cause) {
            throw cause;
        }
        return new IllegalStateException(e.getCause());
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        for (WholeOutput whole : wholes) {
            whole.close();
        }
    }

    /** Rows of a whole output in a scratch file, because those of a calibration do not fit every heap. */
    private static final class WholeOutput implements RowSink, SeamComparison.WholeRows {
        private final Scratch scratch = new Scratch(0);
        private final int rowBytes;

        WholeOutput(int rowBytes) {
            this.rowBytes = rowBytes;
        }

        @Override
        public void write(byte[] rows, int offset) throws IOException {
            scratch.write(rows, offset, rowBytes);
        }

        @Override
        public void copyRow(int y, byte[] row) throws IOException {
            if (scratch.read((long) y * rowBytes, row, 0, rowBytes) < rowBytes) {
                throw new EOFException("row %d was never written".formatted(y));
            }
        }

        @Override
        public void close() throws IOException {
            scratch.close();
        }
    }
}
