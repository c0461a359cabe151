package io.azulejo.imaging.window;

/** The columns and rows of a plan's windows, in grains. */
record Grid(Axis columns, Axis rows) {
    /**
     * Of the grids whose windows are no larger than {@code most}, or of the least size where that is larger, the one
     * that sees the least in all; among equals, that of the fewest windows. Rounding to whole grains is left out of the
     * comparison, so that it never costs further windows.
     */
    static Grid fitted(Side across, Side down, long most) {
        long limit = Math.max(most, (long) across.leastSpan() * down.leastSpan());
        Grid best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int count = 1; ; count++) {
            Axis columns = across.shared(count);
            long tallest = limit / columns.span();
            if (tallest >= down.leastSpan()) {
                Grid grid = new Grid(columns, down.atMost(tallest));
                double seen = across.seen(count) * down.seen(grid.rows.count());
                if (best == null || seen < least || (seen == least && grid.windows() < best.windows())) {
                    least = seen;
                    best = grid;
                }
            }
            if (columns.span() == across.leastSpan()) {
                return best;
            }
        }
    }

    long windows() {
        return (long) columns.count() * rows.count();
    }
}
