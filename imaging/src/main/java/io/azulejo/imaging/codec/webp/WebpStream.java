package io.azulejo.imaging.codec.webp;

import io.azulejo.imaging.codec.reading.Deadline;
import java.io.IOException;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory as a stream, which ends the decoding at the deadline and where a bit stream is exhausted: the decoder
 * takes an end of file for zeros and goes on for as long as it likes. It looks ahead by two steps of eight bytes, for
 * which zeros stand behind the file.
 */
final class WebpStream extends ImageInputStreamImpl {
    private static final int AHEAD = 24;
    private static final int READS_BETWEEN_CHECKS = 1 << 12;

    private final byte[] bytes;
    private final Deadline deadline;
    private int reads;

    WebpStream(List<byte[]> parts, Deadline deadline) {
        int length = AHEAD;
        for (byte[] part : parts) {
            length = Math.addExact(length, part.length);
        }
        this.bytes = new byte[length];
        this.deadline = deadline;
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, bytes, at, part.length);
            at += part.length;
        }
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public int read() throws IOException {
        check(1);
        return bytes[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        check(length);
        System.arraycopy(bytes, (int) streamPos, target, offset, length);
        streamPos += length;
        return length;
    }

    private void check(int wanted) throws IOException {
        bitOffset = 0;
        if (++reads % READS_BETWEEN_CHECKS == 0 && deadline.passed()) {
            throw new IOException("the deadline has passed");
        }
        if (streamPos > bytes.length - wanted) {
            throw new Exhausted();
        }
    }

    /** The bit stream wants bytes that it does not have. No EOFException: that one the decoder ignores. */
    static final class Exhausted extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
