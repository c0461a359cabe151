package io.azulejo.imaging.codec.gif;

import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;

/** Palette indices from the LZW codes of one frame (GIF89a, appendix F). For one thread. */
final class GifCodes {
    private static final int MOST_CODES = 4096;

    private final SourceReader in;
    private final int rootBits;
    private final int clear;
    private final short[] prefix = new short[MOST_CODES];
    private final byte[] suffix = new byte[MOST_CODES];
    private final byte[] first = new byte[MOST_CODES];
    /** The string of the code in hand, last index first. */
    private final byte[] stack = new byte[MOST_CODES + 1];

    private int stacked;
    private int bits;
    private int next;
    private int previous = -1;
    private int buffer;
    private int buffered;
    private int blockLeft;
    private boolean ended;

    /** Reads the size of the first codes; the sub-blocks begin behind it. */
    GifCodes(SourceReader in) throws PictureException, IOException {
        this.in = in;
        this.rootBits = in.u8();
        if (rootBits < 1 || rootBits > 11) {
            throw new PictureException(FailureKind.CORRUPT, "LZW codes of %d bits; GIF has 2 to 8".formatted(rootBits));
        }
        this.clear = 1 << rootBits;
        for (int i = 0; i < clear; i++) {
            suffix[i] = (byte) i;
            first[i] = (byte) i;
        }
        reset();
    }

    /**
     * Reads a row.
     *
     * @return how many indices were there; fewer than asked only where the data ends
     * @throws PictureException CORRUPT for a code that cannot be
     */
    int read(byte[] row, int length) throws PictureException, IOException {
        int done = 0;
        while (done < length) {
            while (stacked > 0 && done < length) {
                row[done++] = stack[--stacked];
            }
            if (done < length && !nextString()) {
                break;
            }
        }
        return done;
    }

    /** Goes behind the last sub-block. */
    void finish() throws PictureException, IOException {
        if (!ended) {
            in.seek(in.position() + blockLeft);
            for (int length = in.read(); length > 0; length = in.read()) {
                in.seek(in.position() + length);
            }
        }
    }

    private boolean nextString() throws PictureException, IOException {
        int code = nextCode();
        while (code == clear) {
            reset();
            code = nextCode();
        }
        if (code < 0 || code == clear + 1) {
            return false;
        }
        boolean unfinished = code == next && previous >= 0;
        if (code >= next && !unfinished) {
            throw new PictureException(FailureKind.CORRUPT, "LZW code %d where there are %d".formatted(code, next));
        }
        if (unfinished) {
            stack[stacked++] = first[previous];
        }
        int at = unfinished ? previous : code;
        byte head = first[at];
        while (at >= clear) {
            stack[stacked++] = suffix[at];
            at = prefix[at];
        }
        stack[stacked++] = suffix[at];
        if (previous >= 0 && next < MOST_CODES) {
            prefix[next] = (short) previous;
            suffix[next] = head;
            first[next] = first[previous];
            next++;
            if (next == 1 << bits && bits < 12) {
                bits++;
            }
        }
        previous = code;
        return true;
    }

    private void reset() {
        bits = rootBits + 1;
        next = clear + 2;
        previous = -1;
    }

    private int nextCode() throws PictureException, IOException {
        while (buffered < bits) {
            if (blockLeft == 0) {
                blockLeft = ended ? 0 : in.read();
                if (blockLeft <= 0) {
                    blockLeft = 0;
                    ended = true;
                    return -1;
                }
            }
            int value = in.read();
            if (value < 0) {
                ended = true;
                blockLeft = 0;
                return -1;
            }
            blockLeft--;
            buffer |= value << buffered;
            buffered += 8;
        }
        int code = buffer & ((1 << bits) - 1);
        buffer >>>= bits;
        buffered -= bits;
        return code;
    }
}
