package io.azulejo.imaging.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a picture is cut into windows of one size.
 *
 * <p>Windows lie inside the picture, evenly spread, the outer ones flush with its edges, so that a network's own
 * padding acts where it would act on the whole picture and nowhere else. Neighbours overlap by at least two halos, and
 * their cores meet half-way in the overlap. Cores cover the picture exactly once. Lengths are input pixels. Immutable.
 */
public final class WindowPlan {
    private final Axis columns;
    private final Axis rows;
    private final int halo;
    private final List<List<Window>> bands;

    private WindowPlan(Axis columns, Axis rows, int halo) {
        this.columns = columns;
        this.rows = rows;
        this.halo = halo;
        List<List<Window>> all = new ArrayList<>(rows.count());
        for (int row = 0; row < rows.count(); row++) {
            all.add(band(row));
        }
        this.bands = List.copyOf(all);
    }

    /**
     * The windows of at most {@code maxPixels} that see the fewest pixels in all; among equals, the fewest windows. A
     * picture of at most {@code maxPixels} is one window. Rounding to whole pixels is left out of that comparison, so
     * that it never costs further windows.
     *
     * <p>No side is shorter than {@code 2 * halo + 16} (or the picture's own side): where {@code maxPixels} asks for
     * less, the windows are of that least size and exceed it. Whether such a run fits the memory is only known by
     * trying.
     *
     * @throws IllegalArgumentException if a size or {@code maxPixels} is below 1, or the halo below 0
     */
    public static WindowPlan fitted(int width, int height, int halo, long maxPixels) {
        check(width, height, halo);
        if (maxPixels < 1) {
            throw new IllegalArgumentException("a window holds at least 1 pixel, not %d".formatted(maxPixels));
        }
        int leastWidth = Axis.leastSpan(width, halo);
        int leastHeight = Axis.leastSpan(height, halo);
        long limit = Math.max(maxPixels, (long) leastWidth * leastHeight);
        Axis bestColumns = null;
        Axis bestRows = null;
        double least = Double.POSITIVE_INFINITY;
        for (int count = 1; ; count++) {
            Axis across = Axis.shared(width, halo, count);
            long tallest = limit / across.span();
            if (tallest >= leastHeight) {
                Axis down = atMost(height, halo, tallest);
                double seen = seen(width, halo, count) * seen(height, halo, down.count());
                boolean fewer = bestRows == null || windows(across, down) < windows(bestColumns, bestRows);
                if (seen < least || (seen == least && fewer)) {
                    least = seen;
                    bestColumns = across;
                    bestRows = down;
                }
            }
            if (across.span() == leastWidth) {
                return new WindowPlan(bestColumns, bestRows, halo);
            }
        }
    }

    /**
     * Square windows of a given side, halo included; a side longer than the picture's is cut to it.
     *
     * @throws IllegalArgumentException if {@code tile} is below {@code 2 * halo + 16}, naming that number; if a size is
     *     below 1 or the halo below 0
     */
    public static WindowPlan tiled(int width, int height, int halo, int tile) {
        check(width, height, halo);
        long least = 2L * halo + Axis.LEAST_CORE;
        if (tile < least) {
            throw new IllegalArgumentException(
                    "a tile of %d pixels is too small for a halo of %d: at least %d".formatted(tile, halo, least));
        }
        return new WindowPlan(
                Axis.of(width, halo, Math.min(tile, width)), Axis.of(height, halo, Math.min(tile, height)), halo);
    }

    /**
     * What to try when one run of this plan does not fit the memory: windows of at most half the area, or of the least
     * size where that is larger than half. Empty where the windows are of the least size already ({@code 2 * halo + 16}
     * a side, or the picture's own side).
     */
    public Optional<WindowPlan> smaller() {
        long area = windowPixels();
        long least = (long) Axis.leastSpan(columns.length(), halo) * Axis.leastSpan(rows.length(), halo);
        return area <= least
                ? Optional.empty()
                : Optional.of(fitted(columns.length(), rows.length(), halo, Math.max(1, area / 2)));
    }

    /** All windows, row by row of cores, each row from the left. */
    public List<Window> windows() {
        return bands.stream().flatMap(List::stream).toList();
    }

    /** The windows of each row of cores, from the top; those of one band share {@code coreY} and {@code coreHeight}. */
    public List<List<Window>> bands() {
        return bands;
    }

    /** Pixels seen by all windows together over pixels of the picture; 1 for a picture run whole. */
    public double redundancy() {
        double seen = (double) windowPixels() * columns.count() * rows.count();
        return seen / ((double) columns.length() * rows.length());
    }

    /** Columns of each window. */
    public int windowWidth() {
        return columns.span();
    }

    /** Rows of each window. */
    public int windowHeight() {
        return rows.span();
    }

    /** Pixels that lie at least between a core and a window edge that is not the picture's. */
    public int halo() {
        return halo;
    }

    private long windowPixels() {
        return (long) columns.span() * rows.span();
    }

    private List<Window> band(int row) {
        List<Window> band = new ArrayList<>(columns.count());
        int y = rows.start(row);
        int coreY = rows.cut(row);
        int coreHeight = rows.cut(row + 1) - coreY;
        for (int i = 0; i < columns.count(); i++) {
            int coreX = columns.cut(i);
            int coreWidth = columns.cut(i + 1) - coreX;
            band.add(new Window(columns.start(i), y, columns.span(), rows.span(), coreX, coreY, coreWidth, coreHeight));
        }
        return List.copyOf(band);
    }

    /** The fewest spans of which none is longer than {@code longest}, itself at least the least span. */
    private static Axis atMost(int length, int halo, long longest) {
        int count = longest >= length ? 1 : Axis.ceilDiv(length - 2L * halo, longest - 2L * halo);
        return Axis.shared(length, halo, count);
    }

    /** The sum of the spans before they are rounded up to whole pixels. */
    private static double seen(int length, int halo, int count) {
        return Math.max(length + 2.0 * halo * (count - 1), (double) count * Axis.leastSpan(length, halo));
    }

    private static long windows(Axis columns, Axis rows) {
        return (long) columns.count() * rows.count();
    }

    private static void check(int width, int height, int halo) {
        if (width < 1 || height < 1 || halo < 0) {
            throw new IllegalArgumentException("no windows for %dx%d with a halo of %d".formatted(width, height, halo));
        }
    }
}
