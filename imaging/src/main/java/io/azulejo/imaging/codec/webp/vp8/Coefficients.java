package io.azulejo.imaging.codec.webp.vp8;

import io.azulejo.imaging.picture.PictureException;
import java.util.Arrays;

/** Coefficients of macroblocks, read one after the other and multiplied (RFC 6386, sections 13 and 14.1). For one thread. */
final class Coefficients {
    /** Kinds of blocks: luma without its first coefficients, averages of luma, chroma, luma. */
    private static final int LUMA_REST = 0;

    private static final int AVERAGES = 1;
    private static final int CHROMA = 2;
    private static final int LUMA = 3;

    /** Bits behind the smallest number of a class of large ones (section 13.2). */
    private static final int[][] LARGE = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };

    /** Blocks in a macroblock that are remembered to their right or below: 4 of luma, 2 and 2 of chroma, the averages. */
    private static final int REMEMBERED = 9;

    private final int[] probabilities;
    /** Whether blocks above and to the left have coefficients. */
    private final int[] above;

    private final int[] left = new int[REMEMBERED];
    private final int[] averages = new int[16];
    /** Of the macroblock in hand: 16 blocks of luma, 4 of each chroma, 16 coefficients each. */
    final int[] values = new int[24 * 16];

    Coefficients(Header header, int columns) {
        this.probabilities = header.coefficients();
        this.above = new int[REMEMBERED * columns];
    }

    /** Goes to the first macroblock of the next row. */
    void startRow() {
        Arrays.fill(left, 0);
    }

    /** A macroblock without any: what is remembered of averages stays where it has none. */
    void skip(int column, boolean parted) {
        int at = REMEMBERED * column;
        int forgotten = parted ? REMEMBERED - 1 : REMEMBERED;
        Arrays.fill(left, 0, forgotten, 0);
        Arrays.fill(above, at, at + forgotten, 0);
        Arrays.fill(values, 0);
    }

    /** Reads a macroblock; whether any coefficient is not 0. */
    boolean read(BoolDecoder bits, int column, boolean parted, int[] multipliers) throws PictureException {
        Arrays.fill(values, 0);
        int at = REMEMBERED * column;
        boolean any = false;
        if (!parted) {
            readAverages(bits, at, multipliers);
        }
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                int first = parted ? 0 : 1;
                int block = 16 * (4 * y + x);
                int end = readBlock(
                        bits, parted ? LUMA : LUMA_REST, above[at + x] + left[y], first, values, block, multipliers, 0);
                above[at + x] = end > first ? 1 : 0;
                left[y] = above[at + x];
                any |= end > 1 || values[block] != 0;
            }
        }
        for (int i = 0; i < 8; i++) {
            int row = 4 + 2 * (i / 4) + i / 2 % 2;
            int over = at + 4 + 2 * (i / 4) + i % 2;
            int end = readBlock(bits, CHROMA, above[over] + left[row], 0, values, 16 * (16 + i), multipliers, 4);
            above[over] = end > 0 ? 1 : 0;
            left[row] = above[over];
            any |= end > 0;
        }
        return any;
    }

    /** The first coefficients of luma, which have a transform of their own. */
    private void readAverages(BoolDecoder bits, int at, int[] multipliers) throws PictureException {
        int place = REMEMBERED - 1;
        Arrays.fill(averages, 0);
        int end = readBlock(bits, AVERAGES, above[at + place] + left[place], 0, averages, 0, multipliers, 2);
        above[at + place] = end > 0 ? 1 : 0;
        left[place] = above[at + place];
        if (end > 0) {
            Transform.spread(averages, values);
        }
    }

    /** Reads a block; the number of its last coefficient that is not 0, plus 1. */
    private int readBlock(
            BoolDecoder bits, int kind, int context, int first, int[] target, int at, int[] multipliers, int multiplier)
            throws PictureException {
        int p = place(kind, first, context);
        for (int n = first; n < 16; n++) {
            if (bits.bit(probabilities[p]) == 0) {
                return n;
            }
            while (bits.bit(probabilities[p + 1]) == 0) {
                if (++n == 16) {
                    return 16;
                }
                p = place(kind, n, 0);
            }
            int value = 1;
            if (bits.bit(probabilities[p + 2]) != 0) {
                value = large(bits, p);
            }
            p = place(kind, n + 1, value == 1 ? 1 : 2);
            int factor = multipliers[multiplier + (n > 0 ? 1 : 0)];
            target[at + Tables.ZIGZAG[n]] = (bits.flag() ? -value : value) * factor;
        }
        return 16;
    }

    private static int place(int kind, int number, int context) {
        return ((kind * Tables.BANDS + Tables.BAND[number]) * Tables.CONTEXTS + context) * Tables.PLACES;
    }

    /** A number of 2 or more. */
    private int large(BoolDecoder bits, int p) throws PictureException {
        if (bits.bit(probabilities[p + 3]) == 0) {
            return bits.bit(probabilities[p + 4]) == 0 ? 2 : 3 + bits.bit(probabilities[p + 5]);
        }
        if (bits.bit(probabilities[p + 6]) == 0) {
            if (bits.bit(probabilities[p + 7]) == 0) {
                return 5 + bits.bit(159);
            }
            int two = 2 * bits.bit(165);
            return 7 + two + bits.bit(145);
        }
        int high = bits.bit(probabilities[p + 8]);
        int kind = 2 * high + bits.bit(probabilities[p + 9 + high]);
        int more = 0;
        for (int probability : LARGE[kind]) {
            more = 2 * more + bits.bit(probability);
        }
        return 3 + (8 << kind) + more;
    }
}
