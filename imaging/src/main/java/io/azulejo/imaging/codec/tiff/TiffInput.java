package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.Arrays;

/** The bytes of one segment, turned round where the file stores its bits from the low end. For one thread. */
final class TiffInput {
    private final SourceReader in;
    private final boolean reversed;
    private long left;

    /** Bytes from {@code offset} on; fewer than {@code length} if the file ends before. */
    TiffInput(SourceReader in, long offset, long length, boolean reversed) {
        this.in = in;
        this.reversed = reversed;
        in.seek(offset);
        this.left = Math.min(length, in.remaining());
    }

    /** The next byte, or -1 at the end. */
    int read() throws PictureException, IOException {
        if (left == 0) {
            return -1;
        }
        left--;
        int value = in.read();
        return reversed && value >= 0 ? Integer.reverse(value) >>> 24 : value;
    }

    /** Reads up to {@code length} bytes; fewer, perhaps 0, only at the end. */
    int read(byte[] target, int offset, int length) throws PictureException, IOException {
        int count = in.read(target, offset, (int) Math.min(left, length));
        left -= count;
        for (int i = offset; reversed && i < offset + count; i++) {
            target[i] = (byte) (Integer.reverse(target[i]) >>> 24);
        }
        return count;
    }

    /** All that is left. */
    byte[] rest() throws PictureException, IOException {
        byte[] bytes = new byte[(int) Math.min(left, Integer.MAX_VALUE - 8)];
        int count = read(bytes, 0, bytes.length);
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }
}
