package io.azulejo.imaging.window;

/**
 * Equal spans spread evenly over one side of a picture, the outer ones flush with its ends, and the cuts half-way in
 * the overlap of neighbours.
 *
 * @param length of the side
 * @param span length of each span, at most {@code length}
 * @param count of spans
 */
record Axis(int length, int span, int count) {
    /** Where span {@code i} begins. */
    int start(int i) {
        return count == 1 ? 0 : (int) ((long) i * (length - span) / (count - 1));
    }

    /** Where the core of span {@code i} begins; {@code cut(count)} is where the last one ends. */
    int cut(int i) {
        if (i == 0 || i == count) {
            return i == 0 ? 0 : length;
        }
        return (int) (((long) start(i - 1) + span + start(i)) / 2);
    }
}
