package io.azulejo.udfs.adopt;

import java.util.Optional;

/** How a network's samples are coded: black, and how much further white lies. */
public enum ValueRange {
    /** 0..1. */
    UNIT("0..1", 0, 1),
    /** 0..255. */
    BYTE("0..255", 0, 255),
    /** -1..1. */
    SIGNED("-1..1", -1, 2);

    private final String label;
    private final float black;
    private final float white;

    ValueRange(String label, float black, float white) {
        this.label = label;
        this.black = black;
        this.white = white;
    }

    /** What {@code --range} calls it. */
    public String label() {
        return label;
    }

    /** The one of a label. */
    public static Optional<ValueRange> of(String label) {
        for (ValueRange range : values()) {
            if (range.label.equals(label)) {
                return Optional.of(range);
            }
        }
        return Optional.empty();
    }

    /** The code of black. */
    float black() {
        return black;
    }

    /** The code of white less that of black. */
    float white() {
        return white;
    }
}
