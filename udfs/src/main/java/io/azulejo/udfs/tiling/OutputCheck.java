package io.azulejo.udfs.tiling;

import java.util.Arrays;

/** What a network's output looks like as a whole: finite or not, of one value or not. For one thread. */
final class OutputCheck {
    private final float[] first = new float[3];
    private boolean begun;
    private boolean varied;
    private float trace;

    /** Looks at a line of one plane. */
    void look(int plane, float[] line, int length) {
        if (!begun) {
            Arrays.fill(first, Float.NaN);
            begun = true;
        }
        if (Float.isNaN(first[plane])) {
            first[plane] = line[0];
        }
        float one = first[plane];
        float sum = 0;
        boolean different = false;
        for (int x = 0; x < length; x++) {
            // NaN and infinity times 0 are NaN, and stay in the sum.
            sum += line[x] * 0f;
            different |= line[x] != one;
        }
        trace += sum;
        varied |= different;
    }

    /** Whether every sample so far was a finite number. */
    boolean finite() {
        return !Float.isNaN(trace);
    }

    /** The first value of a plane: the only one where nothing varied. */
    float value(int plane) {
        return first[plane];
    }

    /** Whether any plane held more than one value. */
    boolean varied() {
        return varied;
    }

    /** Adds what another check saw. */
    void add(OutputCheck other) {
        if (!other.begun) {
            return;
        }
        if (!begun) {
            System.arraycopy(other.first, 0, first, 0, first.length);
            begun = true;
        }
        trace += other.trace;
        varied |= other.varied;
        for (int plane = 0; plane < first.length; plane++) {
            varied |= !Float.isNaN(first[plane])
                    && !Float.isNaN(other.first[plane])
                    && first[plane] != other.first[plane];
        }
    }
}
