package io.azulejo.pipeline.run;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * Shows how far a run is. Executors count pictures and pixels as they finish; a task that runs twice counts twice, so
 * this is for eyes only, and totals come from the committed rows.
 */
public final class Progress implements AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration IN_LOG = Duration.ofSeconds(30);

    private final Console console;
    private final long images;
    private final long pixels;
    private final long began = System.nanoTime();
    private final Counters counters;
    private final Thread painter;

    /** What executors add to. */
    public record Counters(LongAccumulator images, LongAccumulator pixels, LongAccumulator failed)
            implements Serializable {
        /** Counts one finished picture. */
        public void finished(long outputPixels, boolean wasFailed) {
            images.add(1);
            pixels.add(outputPixels);
            if (wasFailed) {
                failed.add(1);
            }
        }
    }

    /**
     * Begins to show.
     *
     * @param images how many there are to do
     * @param pixels output pixels that are expected; 0 where that is not known
     */
    public Progress(SparkContext context, Console console, long images, long pixels) {
        this.console = console;
        this.images = images;
        this.pixels = pixels;
        this.counters = new Counters(
                context.longAccumulator("images"),
                context.longAccumulator("pixels"),
                context.longAccumulator("failed"));
        long every = (console.terminal() ? ON_TERMINAL : IN_LOG).toMillis();
        this.painter = new Thread(() -> redraw(every), "azulejo-progress");
        painter.setDaemon(true);
        painter.start();
    }

    public Counters counters() {
        return counters;
    }

    private void redraw(long every) {
        try {
            while (true) {
                Thread.sleep(every);
                console.progress(line());
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private String line() {
        double seconds = (System.nanoTime() - began) / 1e9;
        return describe(
                counters.images().value(),
                images,
                counters.pixels().value(),
                pixels,
                seconds,
                counters.failed().value());
    }

    static String describe(long done, long images, long donePixels, long pixels, double seconds, long failed) {
        double megapixels = donePixels / 1e6;
        double rate = seconds > 0 ? megapixels / seconds : 0;
        String left = "?";
        if (donePixels > 0 && pixels > donePixels) {
            left = clock(seconds * (pixels - donePixels) / donePixels);
        } else if (done > 0 && images >= done) {
            left = clock(seconds * (images - done) / done);
        }
        return String.format(
                Locale.ROOT,
                "%,d / %,d images, %,.1f megapixels, %.2f megapixels/s, %s left, %,d failed",
                done,
                images,
                megapixels,
                rate,
                left,
                failed);
    }

    /** {@code 0:07}, {@code 12:34} or {@code 1:02:03}. */
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? "%d:%02d".formatted(whole / 60, whole % 60)
                : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
    }

    @Override
    public void close() {
        painter.interrupt();
        console.erase();
    }
}
