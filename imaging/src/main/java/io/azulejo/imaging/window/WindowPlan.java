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
 * no multiple or smaller than the window; cores never do. Windows of a {@link #cropped} plan reach beyond all edges.
 */
public final class WindowPlan {
    /** The least part of a window that is worth a run: a window is never shorter than two halos and this. */
    private static final int LEAST_CORE = 16;

    private final Asked asked;
    private final Grid grid;
    private final boolean fixed;
    private final List<List<Window>> bands;

    /** What is asked of a plan; of its width and height so many columns and rows are cropped on each side. */
    private record Asked(int width, int height, int halo, int grain, int columns, int rows) {
        Asked(int width, int height, int halo, int grain) {
            this(width, height, halo, grain, 0, 0);
        }

        Asked {
            if (width < 1 || height < 1 || halo < 0 || grain < 1) {
                throw new IllegalArgumentException("no windows for %dx%d with a halo of %d and a grain of %d"
                        .formatted(width, height, halo, grain));
            }
        }

        Asked cropped(int columns, int rows) {
            return new Asked(width, height, halo, grain, columns, rows);
        }

        long pixels() {
            return (width - 2L * columns) * (height - 2L * rows);
        }

        Side across() {
            return side(width);
        }

        Side down() {
            return side(height);
        }

        private Side side(int length) {
            return new Side(Side.ceilDiv(length, grain), Side.ceilDiv(halo, grain), Side.ceilDiv(LEAST_CORE, grain));
        }
    }

    private WindowPlan(Asked asked, Grid grid, boolean fixed) {
        this.asked = asked;
        this.grid = grid;
        this.fixed = fixed;
        List<List<Window>> all = new ArrayList<>(grid.rows().count());
        for (int row = 0; row < grid.rows().count(); row++) {
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
        Asked asked = new Asked(width, height, halo, grain);
        if (maxPixels < 1) {
            throw new IllegalArgumentException("a window holds at least 1 pixel, not %d".formatted(maxPixels));
        }
        long most = maxPixels / ((long) grain * grain);
        return new WindowPlan(asked, Grid.fitted(asked.across(), asked.down(), most), false);
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
        Asked asked = new Asked(width, height, halo, grain);
        long least = 2L * halo + LEAST_CORE;
        if (tile < least) {
            throw new IllegalArgumentException(
                    "a tile of %d pixels is too small for a halo of %d: at least %d".formatted(tile, halo, least));
        }
        int side = tile / grain;
        return new WindowPlan(
                asked, new Grid(asked.across().about(side), asked.down().about(side)), false);
    }

    /** {@link #fixed(int, int, int, int, int, int)} with a grain of 1. */
    public static WindowPlan fixed(int width, int height, int halo, int windowWidth, int windowHeight) {
        return fixed(width, height, halo, windowWidth, windowHeight, 1);
    }

    /**
     * Windows of one given size, whatever the picture's: along a side that is shorter than the window's there is one
     * window, which reaches beyond the picture.
     *
     * @throws IllegalArgumentException if a size or the grain is below 1, the halo below 0, the window no multiple of the
     *     grain, or two halos leave no core
     */
    public static WindowPlan fixed(int width, int height, int halo, int windowWidth, int windowHeight, int grain) {
        Asked asked = new Asked(width, height, halo, grain);
        if (windowWidth % grain != 0 || windowHeight % grain != 0) {
            throw new IllegalArgumentException(
                    "a window of %dx%d is no multiple of %d".formatted(windowWidth, windowHeight, grain));
        }
        if (Math.min(windowWidth, windowHeight) <= 2L * Side.ceilDiv(halo, grain) * grain) {
            throw new IllegalArgumentException(
                    "a window of %dx%d leaves no core inside a halo of %d".formatted(windowWidth, windowHeight, halo));
        }
        Grid grid = new Grid(
                asked.across().grownTo(windowWidth / grain).exactly(windowWidth / grain),
                asked.down().grownTo(windowHeight / grain).exactly(windowHeight / grain));
        return new WindowPlan(asked, grid, true);
    }

    /**
     * What to try when one run of this plan does not fit the memory: windows of at most half the area, or of the least
     * size where that is larger than half. Empty where the windows are of the least size already ({@code 2 * halo + 16}
     * a side, or the picture's own side), or of a fixed size.
     */
    public Optional<WindowPlan> smaller() {
        long area = (long) grid.columns().span() * grid.rows().span();
        long least = (long) asked.across().leastSpan() * asked.down().leastSpan();
        return fixed || area <= least
                ? Optional.empty()
                : Optional.of(
                        fitted(asked.width, asked.height, asked.halo, Math.max(1, windowPixels() / 2), asked.grain)
                                .cropped(asked.columns, asked.rows));
    }

    /**
     * The same windows for a picture that is only the middle of what was planned, the rest being its extension: cores are
     * cut to the picture, and coordinates are the picture's, so that windows begin left of it and above it.
     *
     * @param columns how many are cropped at the left and as many at the right, a multiple of the grain
     * @param rows how many are cropped at the top and as many at the bottom, a multiple of the grain
     * @throws IllegalArgumentException if they are no multiples, below 0, more than the halo rounded up to the grain, or
     *     leave no picture
     */
    public WindowPlan cropped(int columns, int rows) {
        int most = Side.ceilDiv(asked.halo, asked.grain) * asked.grain;
        if (Math.min(columns, rows) < 0
                || Math.max(columns, rows) > most
                || columns % asked.grain != 0
                || rows % asked.grain != 0
                || 2L * columns >= asked.width
                || 2L * rows >= asked.height) {
            throw new IllegalArgumentException(
                    "%d columns and %d rows cannot be cropped off %dx%d with a halo of %d and a grain of %d"
                            .formatted(columns, rows, asked.width, asked.height, asked.halo, asked.grain));
        }
        return new WindowPlan(asked.cropped(columns, rows), grid, fixed);
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
        return (double) windowPixels() * grid.windows() / asked.pixels();
    }

    /** Columns of each window. */
    public int windowWidth() {
        return grid.columns().span() * asked.grain;
    }

    /** Rows of each window. */
    public int windowHeight() {
        return grid.rows().span() * asked.grain;
    }

    /** Pixels that lie at least between a core and a window edge that is not the picture's. */
    public int halo() {
        return asked.halo;
    }

    private long windowPixels() {
        return (long) windowWidth() * windowHeight();
    }

    private List<Window> band(int row) {
        Axis columns = grid.columns();
        Axis rows = grid.rows();
        int grain = asked.grain;
        List<Window> band = new ArrayList<>(columns.count());
        int y = rows.start(row) * grain - asked.rows;
        int coreY = Math.max(rows.cut(row) * grain - asked.rows, 0);
        int bottom = Math.min(rows.cut(row + 1) * grain - asked.rows, asked.height - 2 * asked.rows);
        for (int i = 0; i < columns.count(); i++) {
            int x = columns.start(i) * grain - asked.columns;
            int coreX = Math.max(columns.cut(i) * grain - asked.columns, 0);
            int right = Math.min(columns.cut(i + 1) * grain - asked.columns, asked.width - 2 * asked.columns);
            band.add(new Window(x, y, windowWidth(), windowHeight(), coreX, coreY, right - coreX, bottom - coreY));
        }
        return List.copyOf(band);
    }
}
