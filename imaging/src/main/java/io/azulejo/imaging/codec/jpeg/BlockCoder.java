package io.azulejo.imaging.codec.jpeg;

import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** Quantised blocks as Huffman codes (T.81, section F.1.2) in a buffered stream. For one thread. */
final class BlockCoder {
    /** Order in which coefficients are coded (T.81, figure 5): place in the block by place in the file. */
    static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private static final int END_OF_BLOCK = 0x00;
    private static final int SIXTEEN_ZEROS = 0xf0;
    /** Longest block: 64 codes of 16 bits with 11 bits each, every byte stuffed. */
    private static final int MOST_BLOCK_BYTES = 512;

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int length;
    private long bits;
    private int bitCount;

    BlockCoder(OutputStream out) {
        this.out = out;
    }

    /** Code and length by symbol: {@code code << 8 | length}. */
    static int[] codes(JPEGHuffmanTable table) {
        int[] codes = new int[256];
        short[] lengths = table.getLengths();
        short[] values = table.getValues();
        int code = 0;
        int next = 0;
        for (int i = 0; i < lengths.length; i++) {
            for (int j = 0; j < lengths[i]; j++) {
                codes[values[next++]] = code++ << 8 | (i + 1);
            }
            code <<= 1;
        }
        return codes;
    }

    /** Writes a block, whose first coefficient is coded as its difference from {@code previous}. */
    void write(int[] quantised, int previous, int[] dcCodes, int[] acCodes) throws IOException {
        if (buffer.length - length < MOST_BLOCK_BYTES) {
            flush();
        }
        putCoefficient(dcCodes, 0, quantised[0] - previous);
        int zeros = 0;
        for (int k = 1; k < 64; k++) {
            int value = quantised[ZIGZAG[k]];
            if (value == 0) {
                zeros++;
                continue;
            }
            for (; zeros > 15; zeros -= 16) {
                put(acCodes[SIXTEEN_ZEROS]);
            }
            putCoefficient(acCodes, zeros << 4, value);
            zeros = 0;
        }
        if (zeros > 0) {
            put(acCodes[END_OF_BLOCK]);
        }
    }

    /** Fills the last byte with ones and writes everything to the stream, which it does not flush. */
    void finish() throws IOException {
        put(0x7f << 8 | 7);
        flush();
    }

    /** A symbol of run and size, then the value's own bits. */
    private void putCoefficient(int[] codes, int run, int value) {
        int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
        put(codes[run | size]);
        int own = value < 0 ? value - 1 : value;
        put((own & ((1 << size) - 1)) << 8 | size);
    }

    private void put(int codeAndLength) {
        int count = codeAndLength & 0xff;
        bits = bits << count | (codeAndLength >>> 8);
        bitCount += count;
        while (bitCount >= 8) {
            bitCount -= 8;
            byte octet = (byte) (bits >> bitCount);
            buffer[length++] = octet;
            if (octet == (byte) 0xff) {
                buffer[length++] = 0;
            }
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }
}
