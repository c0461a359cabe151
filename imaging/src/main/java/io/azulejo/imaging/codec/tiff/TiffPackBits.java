package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;

/** PackBits (TIFF 6.0, section 9). For one thread. */
final class TiffPackBits implements TiffUnpacker {
    private final TiffInput in;
    private int copies;
    private int literals;
    private byte value;

    TiffPackBits(TiffInput in) {
        this.in = in;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws PictureException, IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (literals > 0) {
                int count = in.read(target, at, Math.min(literals, end - at));
                if (count <= 0) {
                    break;
                }
                literals -= count;
                at += count;
            } else if (copies > 0) {
                copies--;
                target[at++] = value;
            } else if (!nextRun()) {
                break;
            }
        }
        return at - offset;
    }

    private boolean nextRun() throws PictureException, IOException {
        int code = in.read();
        if (code < 0) {
            return false;
        }
        if (code < 128) {
            literals = code + 1;
        } else if (code > 128) {
            int next = in.read();
            value = (byte) next;
            copies = next < 0 ? 0 : 257 - code;
        }
        return true;
    }
}
