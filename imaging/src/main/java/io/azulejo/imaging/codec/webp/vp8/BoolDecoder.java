package io.azulejo.imaging.codec.webp.vp8;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;

/** The bool decoder: bits of known probability, from an arithmetic code (RFC 6386, section 7). For one thread. */
final class BoolDecoder {
    /** Encoders may leave out as many zeros at the end as a decoder holds ahead. */
    private static final int MOST_BEYOND = 2;

    private final byte[] data;
    private final int end;
    private int next;
    private int beyond;
    /** What is read and not yet used up; its bits above {@link #held} are compared with the range. */
    private long value;

    /** Bits of {@link #value} that lie below the range; more are read where there are none. */
    private int held = -8;
    /** One less than the range, 127 to 254. */
    private int range = 254;

    /** Reads {@code length} bytes at most, and no more than there are. */
    BoolDecoder(byte[] data, int from, int length) {
        this.data = data;
        this.next = from;
        this.end = (int) Math.min(data.length, (long) from + length);
    }

    /** A bit that is 0 with a probability of {@code probability} in 256. */
    int bit(int probability) throws PictureException {
        if (held < 0) {
            fill();
        }
        int split = (range * probability) >> 8;
        int above = (int) (value >>> held) - split;
        int left;
        int bit;
        if (above > 0) {
            left = range - split;
            value -= (long) (split + 1) << held;
            bit = 1;
        } else {
            left = split + 1;
            bit = 0;
        }
        int shift = Integer.numberOfLeadingZeros(left) - 24;
        range = (left << shift) - 1;
        held -= shift;
        return bit;
    }

    /** A bit that is as likely 1 as 0. */
    boolean flag() throws PictureException {
        return bit(128) != 0;
    }

    /** A number without sign, from its highest bit on. */
    int number(int bits) throws PictureException {
        int number = 0;
        for (int i = 0; i < bits; i++) {
            number = (number << 1) | bit(128);
        }
        return number;
    }

    /** A number with a sign behind it where a flag says that there is one, else 0. */
    int optional(int bits) throws PictureException {
        if (!flag()) {
            return 0;
        }
        int number = number(bits);
        return flag() ? -number : number;
    }

    private void fill() throws PictureException {
        if (end - next >= 4) {
            int four = (data[next] << 24) | ((data[next + 1] & 0xff) << 16) | ((data[next + 2] & 0xff) << 8);
            value = (value << 32) | ((four | (data[next + 3] & 0xff)) & 0xffffffffL);
            next += 4;
            held += 32;
        } else if (next < end) {
            value = (value << 8) | (data[next++] & 0xff);
            held += 8;
        } else if (++beyond <= MOST_BEYOND) {
            value <<= 8;
            held += 8;
        } else {
            throw new PictureException(FailureKind.TRUNCATED, "the bit stream ends before its pixels do");
        }
    }
}
