package io.azulejo.pipeline.run;

import io.azulejo.pipeline.run.TaskCounts.Counts;
import java.util.Locale;
import org.apache.spark.SparkContext;

/** Shows how far the commits of a run are, picture by picture. */
public final class Progress implements AutoCloseable {
    /**
     * What a commit takes beside its pictures: two jobs of Spark, the looks at what they wrote, the marker. Measured on
     * two cores with tables on a disk: 0.4 to 1.0 seconds.
     */
    public static final double SECONDS_A_COMMIT = 0.7;

    private final Console console;
    private final long images;
    private final long pixels;
    private final int commits;
    private final long began = System.nanoTime();
    private final TaskCounts counting;
    private final LiveLine line;
    private int made;
    private double committing;
    private double writingSince = Double.NaN;

    /**
     * Begins to show.
     *
     * @param images how many there are to do
     * @param pixels output pixels that are expected; 0 where that is not known
     * @param commits in which they are done
     */
    public Progress(SparkContext context, Console console, long images, long pixels, int commits) {
        this.console = console;
        this.images = images;
        this.pixels = pixels;
        this.commits = commits;
        this.counting = new TaskCounts(context);
        this.line = new LiveLine(console, this::text);
    }

    /** What executors add to. */
    public Counters counters() {
        return counting.counters();
    }

    /** All pictures of a commit are done, and what makes it count begins. */
    public synchronized void writing() {
        writingSince = seconds();
    }

    /**
     * A commit counts.
     *
     * @param outputPixels that it wrote; 0 where it writes none
     */
    public synchronized void committed(int number, long rows, long outputPixels) {
        committing += seconds() - writingSince;
        writingSince = Double.NaN;
        made++;
        console.logged(String.format(
                Locale.ROOT,
                "commit %d: %,d %s%s",
                number,
                rows,
                rows == 1 ? "image" : "images",
                outputPixels == 0 ? "" : String.format(Locale.ROOT, ", %,.1f megapixels", outputPixels / 1e6)));
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private synchronized String text() {
        double seconds = seconds();
        double now = Double.isNaN(writingSince) ? 0 : seconds - writingSince;
        double each = made == 0 ? SECONDS_A_COMMIT : committing / made;
        return describe(
                counting.now(),
                images,
                pixels,
                seconds - committing - now,
                committing + now,
                Math.max(0, (commits - made) * each - now));
    }

    /**
     * One line.
     *
     * @param onPictures seconds that went into pictures
     * @param onCommits seconds that went into commits beside their pictures
     * @param commitsLeft seconds that such will still take
     */
    static String describe(
            Counts done, long images, long pixels, double onPictures, double onCommits, double commitsLeft) {
        double megapixels = done.pixels() / 1e6;
        double seconds = onPictures + onCommits;
        String left = "?";
        if (done.pixels() > 0 && pixels >= done.pixels()) {
            left = clock(onPictures * (pixels - done.pixels()) / done.pixels() + commitsLeft);
        } else if (done.images() > 0 && images >= done.images()) {
            left = clock(onPictures * (images - done.images()) / done.images() + commitsLeft);
        }
        return String.format(
                Locale.ROOT,
                "%,d / %,d images, %,.1f megapixels, %.2f megapixels/s, %s left, %,d failed",
                done.images(),
                images,
                megapixels,
                seconds > 0 ? megapixels / seconds : 0,
                left,
                done.failed());
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
        line.close();
        counting.close();
    }
}
