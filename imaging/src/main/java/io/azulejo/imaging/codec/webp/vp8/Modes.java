package io.azulejo.imaging.codec.webp.vp8;

import io.azulejo.imaging.picture.PictureException;
import java.util.Arrays;

/** How the macroblocks of a frame are predicted, read one after the other (RFC 6386, sections 10, 11 and 19.3). For one thread. */
final class Modes {
    /** Modes of a part; the first four are those of whole macroblocks and of chroma too. */
    static final int MEAN = 0;

    static final int SLOPE = 1;
    static final int DOWN = 2;
    static final int ACROSS = 3;
    static final int LEFT_DOWN = 4;
    static final int RIGHT_DOWN = 5;
    static final int DOWN_RIGHT = 6;
    static final int DOWN_LEFT = 7;
    static final int ACROSS_DOWN = 8;
    static final int ACROSS_UP = 9;

    private static final int COUNT = 10;
    /** Section 11.2: a mode is its negative, another number is where to go on. */
    private static final int[] TREE = {
        -MEAN,
        2,
        -SLOPE,
        4,
        -DOWN,
        6,
        8,
        12,
        -ACROSS,
        10,
        -RIGHT_DOWN,
        -DOWN_RIGHT,
        -LEFT_DOWN,
        14,
        -DOWN_LEFT,
        16,
        -ACROSS_DOWN,
        -ACROSS_UP
    };

    private final Header header;
    private final BoolDecoder bits;
    /** Modes above and to the left of the macroblock in hand, four a macroblock. */
    private final int[] above;

    private final int[] left = new int[4];

    /** Of the macroblock in hand: its segment, whether it has coefficients, and whether luma is predicted in parts. */
    int segment;

    boolean empty;
    boolean parted;
    int luma;
    int chroma;
    final int[] parts = new int[16];

    Modes(Header header, int columns) {
        this.header = header;
        this.bits = header.modes();
        this.above = new int[4 * columns];
    }

    /** Goes to the first macroblock of the next row. */
    void startRow() {
        Arrays.fill(left, MEAN);
    }

    /** Reads the next macroblock of a row. */
    void read(int column) throws PictureException {
        if (header.segmented()) {
            int[] tree = header.segmentTree();
            segment = bits.bit(tree[0]) == 0 ? bits.bit(tree[1]) : 2 + bits.bit(tree[2]);
        }
        empty = header.skip() >= 0 && bits.bit(header.skip()) != 0;
        parted = bits.bit(145) == 0;
        if (parted) {
            readParts(4 * column);
        } else {
            boolean first = bits.bit(156) == 0;
            luma = first ? bits.bit(163) == 0 ? MEAN : DOWN : bits.bit(128) == 0 ? ACROSS : SLOPE;
            Arrays.fill(left, luma);
            Arrays.fill(above, 4 * column, 4 * column + 4, luma);
        }
        chroma = bits.bit(142) == 0 ? MEAN : bits.bit(114) == 0 ? DOWN : bits.bit(183) == 0 ? ACROSS : SLOPE;
    }

    private void readParts(int at) throws PictureException {
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                int probabilities = (above[at + x] * COUNT + left[y]) * (COUNT - 1);
                int place = 0;
                do {
                    place = TREE[place + bits.bit(Tables.MODES[probabilities + (place >> 1)])];
                } while (place > 0);
                parts[4 * y + x] = -place;
                above[at + x] = -place;
                left[y] = -place;
            }
        }
    }
}
