package io.azulejo.imaging.codec.webp;

import io.azulejo.imaging.codec.reading.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Pieces of memory as one stream, which ends the decoding at the deadline and where a bit stream is left: the decoder
 * takes an end of file for zeros and goes on for as long as it likes. It looks ahead by two steps of eight bytes, for
 * which zeros stand behind the pieces.
 */
final class WebpStream extends ImageInputStreamImpl {
    private static final byte[] AHEAD = new byte[24];
    private static final int READS_BETWEEN_CHECKS = 1 << 12;

    private final List<byte[]> parts;
    private final long[] starts;
    private final Deadline deadline;
    private int part;
    private int reads;

    WebpStream(List<byte[]> parts, Deadline deadline) {
        this.parts = new ArrayList<>(parts);
        this.parts.add(AHEAD);
        this.deadline = deadline;
        this.starts = new long[this.parts.size() + 1];
        for (int i = 0; i < this.parts.size(); i++) {
            starts[i + 1] = starts[i] + this.parts.get(i).length;
        }
    }

    @Override
    public long length() {
        return starts[parts.size()];
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        find();
        return parts.get(part)[(int) (streamPos++ - starts[part])] & 0xff;
    }

    /** Gives as many bytes as are asked for, over as many pieces as that takes. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        bitOffset = 0;
        int done = 0;
        while (done < length) {
            find();
            int from = (int) (streamPos - starts[part]);
            int count = Math.min(length - done, parts.get(part).length - from);
            System.arraycopy(parts.get(part), from, target, offset + done, count);
            streamPos += count;
            done += count;
        }
        return done;
    }

    /** Makes the part current that holds the next byte. */
    private void find() throws IOException {
        if (++reads % READS_BETWEEN_CHECKS == 0 && deadline.passed()) {
            throw new IOException("the deadline has passed");
        }
        if (streamPos >= length()) {
            throw new Exhausted();
        }
        while (streamPos < starts[part]) {
            part--;
        }
        while (streamPos >= starts[part + 1]) {
            part++;
        }
    }

    /** The bit stream wants bytes that it does not have. No EOFException: that one the decoder ignores. */
    static final class Exhausted extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
