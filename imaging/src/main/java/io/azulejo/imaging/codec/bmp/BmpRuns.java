package io.azulejo.imaging.codec.bmp;

import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Rows of palette indices from run lengths (Microsoft, "Bitmap Compression"). Pixels that are skipped have index 0. For
 * one thread.
 */
final class BmpRuns {
    private final SourceReader in;
    private final BmpHeader header;
    private final byte[] row;
    private int x;
    /** Rows to give before the codes go on: the rest of a row just ended, and rows skipped. */
    private int pending;

    private int nextX;
    private boolean ended;
    private boolean overrun;

    BmpRuns(SourceReader in, BmpHeader header) {
        this.in = in;
        this.header = header;
        this.row = new byte[header.width()];
    }

    /** Whether a run went beyond the end of its row, where it was cut. */
    boolean overrun() {
        return overrun;
    }

    /** The next stored row, valid until the next call; TRUNCATED if the file ends before the codes do. */
    byte[] next() throws PictureException, IOException {
        Arrays.fill(row, (byte) 0);
        if (pending == 0 && !ended) {
            x = nextX;
            nextX = 0;
            readRow();
        }
        if (pending > 0) {
            pending--;
        }
        return row;
    }

    private void readRow() throws PictureException, IOException {
        while (pending == 0 && !ended) {
            int count = in.u8();
            int value = in.u8();
            if (count > 0) {
                put(count, value);
            } else if (value == 0) {
                pending = 1;
            } else if (value == 1) {
                ended = true;
            } else if (value == 2) {
                int right = in.u8();
                int down = in.u8();
                pending = down;
                if (down > 0) {
                    nextX = x + right;
                } else {
                    x += right;
                }
            } else {
                readAbsolute(value);
            }
        }
    }

    private void readAbsolute(int count) throws PictureException, IOException {
        boolean four = header.compression() == BmpHeader.RLE4;
        int bytes = four ? (count + 1) / 2 : count;
        for (int i = 0; i < bytes; i++) {
            int value = in.u8();
            if (four) {
                put(Math.min(2, count - 2 * i), value);
            } else {
                put(1, value);
            }
        }
        if ((bytes & 1) != 0) {
            in.u8();
        }
    }

    /** Writes pixels of one index, or in 4 bits of two indices by turns. */
    private void put(int count, int value) {
        boolean four = header.compression() == BmpHeader.RLE4;
        for (int i = 0; i < count; i++, x++) {
            if (x >= row.length) {
                overrun = true;
                return;
            }
            row[x] = (byte) (!four ? value : (i & 1) == 0 ? value >> 4 : value & 15);
        }
    }
}
