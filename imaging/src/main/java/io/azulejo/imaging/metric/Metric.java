package io.azulejo.imaging.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measure of quality. A further one implements this and is listed in {@link Metrics}. Stateless and safe for many
 * threads; what it keeps of a picture lies in a {@link Tally}.
 */
interface Metric {
    /** The name that users write and results carry. */
    String name();

    Need need();

    /**
     * How many rows beyond its own a row's share of the sums depends on, above and below. The tally of the rows
     * {@code from} to {@code to} (exclusive) of a picture is given the rows {@code from - reach} to {@code to + reach}
     * as far as the picture has them.
     */
    int reach();

    /**
     * Begins a picture or a band of one.
     *
     * @param planes 1 for grey, 3 for RGB
     * @param width of the rows to come, at least 1
     * @return empty if this metric says nothing about such pictures
     */
    Optional<Tally> tally(int planes, int width);

    /**
     * What the sums of a whole picture say; those of its bands are added term by term.
     *
     * @return empty if nothing was left to measure
     */
    OptionalDouble value(double[] sums);
}
