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
 *
 * <p>A network may take sides of multiples of a number only, the <i>grain</i>, or windows of one size only. Then windows
 * begin and end at multiples of the grain, and windows may reach beyond the picture's right and bottom edge, where it is
 * no multiple or smaller than the window; cores never do.
 */
public final class WindowPlan {
    /** The least part of a window that is worth a run: a window is never shorter than two halos and this. */
    private static final int LEAST_CORE = 16;

    private final int width;
    private final int height;
    private final int halo;
    private final int grain;
    private final boolean fixed;
    private final Axis columns;
    private final Axis rows;
    private final List<List<Window>> bands;

    /** What is asked of a plan; the picture's sides, the halo and the least core in grains too, rounded up. */
    private record Asked(int width, int height, int halo, int grain) {
        int across() {
            return Axis.ceilDiv(width, grain);
        }

        int down() {
            return Axis.ceilDiv(height, grain);
        }

        int grains() {
            return Axis.ceilDiv(halo, grain);
        }

        int core() {
            return Axis.ceilDiv(LEAST_CORE, grain);
        }
    }

    /** @param columns and rows, in grains */
    private WindowPlan(Asked asked, Axis columns, Axis rows, boolean fixed) {
        this.width = asked.width;
        this.height = asked.height;
        this.halo = asked.halo;
        this.grain = asked.grain;
        this.fixed = fixed;
        this.columns = columns;
        this.rows = rows;
        List<List<Window>> all = new ArrayList<>(rows.count());
        for (int row = 0; row < rows.count(); row++) {
            all.add(band(row));
        }
        this.bands = List.copyOf(all);
    }

    /** {@link #fitted(int, int, int, long, int)} with a grain of 1. */
    public static WindowPlan fitted(int width, int height, int halo, long maxPixels) {
        return fitted(width, height, halo, maxPixels, 1);
    }

    /**
     * The windows of at most {@code maxPixels} that see the fewest pixels in all; among equals, the fewest windows. A
     * picture of at most {@code maxPixels} is one window. Rounding to whole pixels is left out of that comparison, so
     * that it never costs further windows.
     *
     * <p>No side is shorter than {@code 2 * halo + 16} (or the picture's own side), rounded up to the grain: where {@code
     * maxPixels} asks for less, the windows are of that least size and exceed it. Whether such a run fits the memory is
     * only known by trying.
     *
     * @param grain all windows begin and end at multiples of this, from 1 up
     * @throws IllegalArgumentException if a size, {@code maxPixels} or the grain is below 1, or the halo below 0
     */
    public static WindowPlan fitted(int width, int height, int halo, long maxPixels, int grain) {
        Asked asked = asked(width, height, halo, grain);
        if (maxPixels < 1) {
            throw new IllegalArgumentException("a window holds at least 1 pixel, not %d".formatted(maxPixels));
        }
        int leastWidth = Axis.leastSpan(asked.across(), asked.grains(), asked.core());
        int leastHeight = Axis.leastSpan(asked.down(), asked.grains(), asked.core());
        long limit = Math.max(maxPixels / ((long) grain * grain), (long) leastWidth * leastHeight);
        Axis bestColumns = null;
        Axis bestRows = null;
        double least = Double.POSITIVE_INFINITY;
        for (int count = 1; ; count++) {
            Axis across = Axis.shared(asked.across(), asked.grains(), asked.core(), count);
            long tallest = limit / across.span();
            if (tallest >= leastHeight) {
                Axis down = atMost(asked, tallest);
                double seen = seen(asked.across(), asked, count) * seen(asked.down(), asked, down.count());
                boolean fewer = bestRows == null || windows(across, down) < windows(bestColumns, bestRows);
                if (seen < least || (seen == least && fewer)) {
                    least = seen;
                    bestColumns = across;
                    bestRows = down;
                }
            }
            if (across.span() == leastWidth) {
                return new WindowPlan(asked, bestColumns, bestRows, false);
            }
        }
    }

    /** {@link #tiled(int, int, int, int, int)} with a grain of 1. */
    public static WindowPlan tiled(int width, int height, int halo, int tile) {
        return tiled(width, height, halo, tile, 1);
    }

    /**
     * Square windows of a given side, halo included; a side longer than the picture's is cut to it, and every side is
     * rounded down to the grain as far as the halo leaves a core.
     *
     * @throws IllegalArgumentException if {@code tile} is below {@code 2 * halo + 16}, naming that number; if a size or
     *     the grain is below 1 or the halo below 0
     */
    public static WindowPlan tiled(int width, int height, int halo, int tile, int grain) {
        Asked asked = asked(width, height, halo, grain);
        long least = 2L * halo + LEAST_CORE;
        if (tile < least) {
            throw new IllegalArgumentException(
                    "a tile of %d pixels is too small for a halo of %d: at least %d".formatted(tile, halo, least));
        }
        int side = Math.max(tile / grain, 2 * asked.grains() + asked.core());
        return new WindowPlan(
                asked,
                Axis.of(asked.across(), asked.grains(), Math.min(side, asked.across())),
                Axis.of(asked.down(), asked.grains(), Math.min(side, asked.down())),
                false);
    }

    /**
     * Windows of one given size, whatever the picture's: along a side that is shorter than the window's there is one
     * window, which reaches beyond the picture.
     *
     * @throws IllegalArgumentException if a size is below 1, the halo below 0, or two halos leave no core
     */
    public static WindowPlan fixed(int width, int height, int halo, int windowWidth, int windowHeight) {
        Asked asked = asked(width, height, halo, 1);
        if (Math.min(windowWidth, windowHeight) <= 2L * halo) {
            throw new IllegalArgumentException(
                    "a window of %dx%d leaves no core inside a halo of %d".formatted(windowWidth, windowHeight, halo));
        }
        return new WindowPlan(
                asked,
                Axis.of(Math.max(width, windowWidth), halo, windowWidth),
                Axis.of(Math.max(height, windowHeight), halo, windowHeight),
                true);
    }

    /**
     * What to try when one run of this plan does not fit the memory: windows of at most half the area, or of the least
     * size where that is larger than half. Empty where the windows are of the least size already ({@code 2 * halo + 16}
     * a side, or the picture's own side), or of a fixed size.
     */
    public Optional<WindowPlan> smaller() {
        Asked asked = new Asked(width, height, halo, grain);
        long area = (long) columns.span() * rows.span();
        long least = (long) Axis.leastSpan(columns.length(), asked.grains(), asked.core())
                * Axis.leastSpan(rows.length(), asked.grains(), asked.core());
        return fixed || area <= least
                ? Optional.empty()
                : Optional.of(fitted(width, height, halo, Math.max(1, windowPixels() / 2), grain));
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
        return seen / ((double) width * height);
    }

    /** Columns of each window. */
    public int windowWidth() {
        return columns.span() * grain;
    }

    /** Rows of each window. */
    public int windowHeight() {
        return rows.span() * grain;
    }

    /** Pixels that lie at least between a core and a window edge that is not the picture's. */
    public int halo() {
        return halo;
    }

    private long windowPixels() {
        return (long) windowWidth() * windowHeight();
    }

    private List<Window> band(int row) {
        List<Window> band = new ArrayList<>(columns.count());
        int y = rows.start(row) * grain;
        int coreY = rows.cut(row) * grain;
        int coreHeight = Math.min(rows.cut(row + 1) * grain, height) - coreY;
        for (int i = 0; i < columns.count(); i++) {
            int coreX = columns.cut(i) * grain;
            int coreWidth = Math.min(columns.cut(i + 1) * grain, width) - coreX;
            band.add(new Window(
                    columns.start(i) * grain, y, windowWidth(), windowHeight(), coreX, coreY, coreWidth, coreHeight));
        }
        return List.copyOf(band);
    }

    /** The fewest spans of which none is longer than {@code longest}, itself at least the least span. */
    private static Axis atMost(Asked asked, long longest) {
        int length = asked.down();
        long halos = 2L * asked.grains();
        int count = longest >= length ? 1 : Axis.ceilDiv(length - halos, longest - halos);
        return Axis.shared(length, asked.grains(), asked.core(), count);
    }

    /** The sum of the spans before they are rounded up to whole pixels. */
    private static double seen(int length, Asked asked, int count) {
        return Math.max(
                length + 2.0 * asked.grains() * (count - 1),
                (double) count * Axis.leastSpan(length, asked.grains(), asked.core()));
    }

    private static long windows(Axis columns, Axis rows) {
        return (long) columns.count() * rows.count();
    }

    private static Asked asked(int width, int height, int halo, int grain) {
        if (width < 1 || height < 1 || halo < 0 || grain < 1) {
            throw new IllegalArgumentException(
                    "no windows for %dx%d with a halo of %d and a grain of %d".formatted(width, height, halo, grain));
        }
        return new Asked(width, height, halo, grain);
    }
}
