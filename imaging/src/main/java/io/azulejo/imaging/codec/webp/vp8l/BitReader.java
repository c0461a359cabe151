package io.azulejo.imaging.codec.webp.vp8l;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;

/** Numbers from the low bits of bytes on. For one thread. */
final class BitReader {
    private final byte[] data;
    private int next;
    /** What is read and not yet used up, from the low bits on. */
    private long value;

    private int held;

    BitReader(byte[] data, int from) {
        this.data = data;
        this.next = from;
    }

    /** The next bits, 24 at most, as a number. */
    int read(int bits) throws PictureException {
        int number = peek() & ((1 << bits) - 1);
        skip(bits);
        return number;
    }

    /** At least 24 bits, which are not used up; beyond the end there are zeros. */
    int peek() {
        while (held < 32 && next < data.length) {
            value |= (data[next++] & 0xffL) << held;
            held += 8;
        }
        return (int) value;
    }

    /** Uses bits up that were {@linkplain #peek seen}; TRUNCATED where there are fewer. */
    void skip(int bits) throws PictureException {
        if (bits > held) {
            throw new PictureException(FailureKind.TRUNCATED, "the bit stream ends before its pixels do");
        }
        value >>>= bits;
        held -= bits;
    }
}
