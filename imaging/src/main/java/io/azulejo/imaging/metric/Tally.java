package io.azulejo.imaging.metric;

/** The sums of one metric over the rows of a picture or a band, as far as they were added. For one thread. */
interface Tally {
    /** Takes the next row of both pictures, which it reads and does not keep. */
    void add(ColourRow reference, ColourRow restored);

    /** The sums so far, in an array of this metric's own length; sums of neighbouring bands add term by term. */
    double[] sums();
}
