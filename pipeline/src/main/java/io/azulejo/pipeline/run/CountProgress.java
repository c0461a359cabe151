package io.azulejo.pipeline.run;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.apache.spark.SparkContext;

/** Shows how far something is that is counted one by one: objects that are listed, headers that are read. */
public final class CountProgress implements AutoCloseable {
    private final LiveLine line;

    private CountProgress(LiveLine line) {
        this.line = line;
    }

    /**
     * Begins to show.
     *
     * @param what is counted, for a person, in the plural
     * @param total how many there are; 0 where that is not known
     * @param done how many are done
     */
    public static CountProgress of(Console console, String what, long total, LongSupplier done) {
        long began = System.nanoTime();
        return new CountProgress(new LiveLine(
                console, () -> describe(what, done.getAsLong(), total, (System.nanoTime() - began) / 1e9)));
    }

    static String describe(String what, long done, long total, double seconds) {
        double rate = seconds > 0 ? done / seconds : 0;
        if (total == 0) {
            return String.format(Locale.ROOT, "%,d %s, %,.0f/s", done, what, rate);
        }
        String left = done == 0 ? "?" : Progress.clock(Math.max(0, total - done) / rate);
        return String.format(Locale.ROOT, "%,d / %,d %s, %,.0f/s, %s left", done, total, what, rate, left);
    }

    @Override
    public void close() {
        line.close();
    }

    /** The same of what executors do. */
    public static final class OnExecutors implements AutoCloseable {
        private final TaskCounts counting;
        private final CountProgress count;

        /**
         * Begins to show.
         *
         * @param what is counted, for a person, in the plural
         * @param total how many there are
         */
        public OnExecutors(SparkContext context, Console console, String what, long total) {
            counting = new TaskCounts(context);
            count = of(console, what, total, () -> counting.now().images());
        }

        /** What executors add to. */
        public Counters counters() {
            return counting.counters();
        }

        @Override
        public void close() {
            count.close();
            counting.close();
        }
    }
}
