package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;

/** LZW with codes from the high bit, which grow one code early (TIFF 6.0, section 13). For one thread. */
final class TiffLzw implements TiffUnpacker {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int MOST_CODES = 4096;

    private final TiffInput in;
    private final short[] prefix = new short[MOST_CODES];
    private final byte[] suffix = new byte[MOST_CODES];
    private final byte[] first = new byte[MOST_CODES];
    /** The string of the code in hand, last byte first. */
    private final byte[] stack = new byte[MOST_CODES + 1];

    private int stacked;
    private int bits = 9;
    private int next = FIRST_FREE;
    private int previous = -1;
    private int buffer;
    private int buffered;
    private boolean started;

    TiffLzw(TiffInput in) {
        this.in = in;
        for (int i = 0; i < 256; i++) {
            suffix[i] = (byte) i;
            first[i] = (byte) i;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws PictureException, IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            while (stacked > 0 && at < end) {
                target[at++] = stack[--stacked];
            }
            if (at < end && !nextString()) {
                break;
            }
        }
        return at - offset;
    }

    private boolean nextString() throws PictureException, IOException {
        int code = nextCode();
        while (code == CLEAR) {
            bits = 9;
            next = FIRST_FREE;
            previous = -1;
            code = nextCode();
        }
        if (code < 0 || code == END) {
            return false;
        }
        boolean unfinished = code == next && previous >= 0;
        if (code >= next && !unfinished) {
            throw TiffUnpacker.corrupt("LZW code %d where there are %d".formatted(code, next));
        }
        if (unfinished) {
            stack[stacked++] = first[previous];
        }
        int at = unfinished ? previous : code;
        byte head = first[at];
        for (; at > END; at = prefix[at]) {
            stack[stacked++] = suffix[at];
        }
        stack[stacked++] = suffix[at];
        if (previous >= 0 && next < MOST_CODES) {
            prefix[next] = (short) previous;
            suffix[next] = head;
            first[next] = first[previous];
            next++;
            if (next >= (1 << bits) - 1 && bits < 12) {
                bits++;
            }
        }
        previous = code;
        return true;
    }

    private int nextCode() throws PictureException, IOException {
        while (buffered < bits) {
            int value = in.read();
            if (value < 0) {
                return -1;
            }
            buffer = buffer << 8 | value;
            buffered += 8;
        }
        buffered -= bits;
        int code = (buffer >>> buffered) & ((1 << bits) - 1);
        if (!started && code != CLEAR && (buffer >>> (buffered + bits - 8) & 0xff) == 0 && (buffer & 1) != 0) {
            throw new PictureException(
                    FailureKind.UNSUPPORTED, "LZW as it was written before TIFF 5.0: save it again with LZW");
        }
        started = true;
        return code;
    }
}
