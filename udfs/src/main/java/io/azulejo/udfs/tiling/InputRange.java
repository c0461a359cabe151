package io.azulejo.udfs.tiling;

import java.util.Arrays;

/**
 * How far the values of a picture's planes lie apart, 0..1, as far as it matters: planes whose values all lie near one
 * another are nearly blank. For one thread.
 */
final class InputRange {
    /** Values that lie no further apart than this are near one another: 8 levels of 255. */
    private static final float NEAR = 8 / 255f;

    private final float[] least = new float[3];
    private final float[] most = new float[3];
    private boolean varied;
    private boolean wide;

    InputRange() {
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
    }

    /** Looks at a line of one plane. */
    void look(int plane, float[] line, int length) {
        if (wide) {
            return;
        }
        float low = least[plane];
        float high = most[plane];
        for (int x = 0; x < length; x++) {
            low = Math.min(low, line[x]);
            high = Math.max(high, line[x]);
        }
        least[plane] = low;
        most[plane] = high;
        varied |= low < high;
        // No value is near both ends any more.
        wide = high - low > 2 * NEAR;
    }

    /** Whether any plane held more than one value. */
    boolean varied() {
        return varied;
    }

    /** Whether all values of a plane are near {@code value}. */
    boolean near(int plane, float value) {
        return !wide && value - least[plane] <= NEAR && most[plane] - value <= NEAR;
    }

    /** Adds what another one saw. */
    void add(InputRange other) {
        varied |= other.varied;
        for (int plane = 0; plane < least.length; plane++) {
            least[plane] = Math.min(least[plane], other.least[plane]);
            most[plane] = Math.max(most[plane], other.most[plane]);
            varied |= least[plane] < most[plane];
            wide |= other.wide || most[plane] - least[plane] > 2 * NEAR;
        }
    }
}
