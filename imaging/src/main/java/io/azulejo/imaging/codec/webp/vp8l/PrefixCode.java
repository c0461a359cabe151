package io.azulejo.imaging.codec.webp.vp8l;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;

/**
 * A canonical prefix code of symbols by their lengths (RFC 9649, section 3.7.2). Codes of up to eight bits are looked up,
 * longer ones counted down. For many threads.
 */
final class PrefixCode {
    private static final int MOST_BITS = 15;
    private static final int LOOKED_UP_BITS = 8;
    /** Where the lengths of codes of lengths stand (section 3.7.2.1.2). */
    private static final int[] ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    private static final int[] REPEAT_BITS = {2, 3, 7};
    private static final int[] REPEAT_LEAST = {3, 3, 11};

    /** Codes by their length, and symbols by their code. */
    private final int[] counts = new int[MOST_BITS + 1];

    private final char[] symbols;
    /** Symbol and length by the bits that come next; a length of 0 where the code is longer. */
    private final int[] table;

    /** CORRUPT where the lengths are those of no code. */
    private PrefixCode(byte[] lengths) throws PictureException {
        int used = 0;
        int longest = 0;
        for (byte length : lengths) {
            if (length > 0) {
                counts[length]++;
                used++;
                longest = Math.max(longest, length);
            }
        }
        int[] starts = new int[MOST_BITS + 2];
        int room = 1;
        for (int length = 1; length <= MOST_BITS; length++) {
            starts[length + 1] = starts[length] + counts[length];
            room = 2 * room - counts[length];
            if (room < 0) {
                break;
            }
        }
        // One symbol alone needs no bits, whatever its length.
        if (used == 0 || (used > 1 && room != 0)) {
            throw new PictureException(FailureKind.CORRUPT, "lengths of codes that cannot be");
        }
        symbols = new char[used];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                symbols[starts[lengths[symbol]]++] = (char) symbol;
            }
        }
        table = used == 1 ? new int[0] : table(Math.min(longest, LOOKED_UP_BITS));
    }

    private int[] table(int bits) {
        int[] looked = new int[1 << bits];
        int code = 0;
        int index = 0;
        for (int length = 1; length <= bits; length++) {
            for (int i = 0; i < counts[length]; i++, code++) {
                int entry = (symbols[index++] << 8) | length;
                for (int at = Integer.reverse(code) >>> (32 - length); at < looked.length; at += 1 << length) {
                    looked[at] = entry;
                }
            }
            code <<= 1;
        }
        return looked;
    }

    /** Reads the next symbol. */
    int read(BitReader bits) throws PictureException {
        if (table.length == 0) {
            return symbols[0];
        }
        int ahead = bits.peek();
        int entry = table[ahead & (table.length - 1)];
        if (entry != 0) {
            bits.skip(entry & 0xff);
            return entry >> 8;
        }
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= MOST_BITS; length++) {
            code |= (ahead >> (length - 1)) & 1;
            if (code - first < counts[length]) {
                bits.skip(length);
                return symbols[index + code - first];
            }
            index += counts[length];
            first = (first + counts[length]) << 1;
            code <<= 1;
        }
        throw new IllegalStateException("a code without end");
    }

    /** Reads a code of so many symbols. */
    static PrefixCode read(BitReader bits, int size) throws PictureException {
        byte[] lengths = new byte[size];
        if (bits.read(1) != 0) {
            boolean two = bits.read(1) != 0;
            mark(lengths, bits.read(bits.read(1) != 0 ? 8 : 1));
            if (two) {
                mark(lengths, bits.read(8));
            }
            return new PrefixCode(lengths);
        }
        byte[] ofLengths = new byte[ORDER.length];
        int count = 4 + bits.read(4);
        for (int i = 0; i < count; i++) {
            ofLengths[ORDER[i]] = (byte) bits.read(3);
        }
        readLengths(bits, new PrefixCode(ofLengths), lengths);
        return new PrefixCode(lengths);
    }

    private static void mark(byte[] lengths, int symbol) throws PictureException {
        if (symbol >= lengths.length) {
            throw new PictureException(
                    FailureKind.CORRUPT, "symbol %d where there are %d".formatted(symbol, lengths.length));
        }
        lengths[symbol] = 1;
    }

    private static void readLengths(BitReader bits, PrefixCode code, byte[] lengths) throws PictureException {
        int most = lengths.length;
        if (bits.read(1) != 0) {
            most = 2 + bits.read(2 + 2 * bits.read(3));
            if (most > lengths.length) {
                throw new PictureException(
                        FailureKind.CORRUPT, "%d lengths for %d symbols".formatted(most, lengths.length));
            }
        }
        byte previous = 8;
        int symbol = 0;
        while (symbol < lengths.length && most-- > 0) {
            int length = code.read(bits);
            if (length < 16) {
                lengths[symbol++] = (byte) length;
                previous = length > 0 ? (byte) length : previous;
                continue;
            }
            int repeat = REPEAT_LEAST[length - 16] + bits.read(REPEAT_BITS[length - 16]);
            if (symbol + repeat > lengths.length) {
                throw new PictureException(
                        FailureKind.CORRUPT, "lengths of more than %d symbols".formatted(lengths.length));
            }
            for (int i = 0; i < repeat; i++) {
                lengths[symbol++] = length == 16 ? previous : 0;
            }
        }
    }
}
