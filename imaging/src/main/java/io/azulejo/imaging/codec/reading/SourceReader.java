package io.azulejo.imaging.codec.reading;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;

/**
 * Reads a {@link ByteSource} in order through a small buffer, skipping without reading; integers are big-endian.
 * Notices the deadline whenever the buffer is filled. For one thread.
 */
public final class SourceReader {
    /** A header is given up when so many bytes were read of it. */
    public static final int MOST_HEADER_BYTES = 1 << 28;

    private static final int BUFFER_BYTES = 1 << 14;

    private final ByteSource source;
    private final Deadline deadline;
    private final long size;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    /** Position in the source of the buffer's first byte. */
    private long base;

    private int next;
    private int limit;
    /** Bytes that may still be read. */
    private long allowance;

    public SourceReader(ByteSource source, Deadline deadline) throws IOException {
        this(source, deadline, Long.MAX_VALUE);
    }

    /** Reads a header: CORRUPT beyond {@value #MOST_HEADER_BYTES} bytes, those that are read again included. */
    public static SourceReader ofHeader(ByteSource source, Deadline deadline) throws IOException {
        return new SourceReader(source, deadline, MOST_HEADER_BYTES);
    }

    private SourceReader(ByteSource source, Deadline deadline, long allowance) throws IOException {
        this.allowance = allowance;
        this.source = source;
        this.deadline = deadline;
        this.size = source.size();
    }

    /** Position of the next byte. */
    public long position() {
        return base + next;
    }

    /** Length of the source. */
    public long size() {
        return size;
    }

    /** Bytes from here to the end; 0 beyond it. */
    public long remaining() {
        return Math.max(0, size - position());
    }

    /** Goes on at another position, which may lie beyond the end. */
    public void seek(long position) {
        if (position >= base && position <= base + limit) {
            next = (int) (position - base);
        } else {
            base = position;
            next = 0;
            limit = 0;
        }
    }

    /** The next byte, or -1 at the end. */
    public int read() throws IOException, PictureException {
        if (next == limit && !fill()) {
            return -1;
        }
        return buffer[next++] & 0xff;
    }

    /** Reads up to {@code length} bytes; fewer than asked, perhaps 0, only where the source ends. */
    public int read(byte[] target, int offset, int length) throws IOException, PictureException {
        int done = 0;
        while (done < length) {
            if (next == limit && length - done >= BUFFER_BYTES) {
                spend(length - done);
                int count = source.read(position(), target, offset + done, length - done);
                if (count <= 0) {
                    break;
                }
                seek(position() + count);
                done += count;
            } else if (next == limit && !fill()) {
                break;
            } else {
                int count = Math.min(length - done, limit - next);
                System.arraycopy(buffer, next, target, offset + done, count);
                next += count;
                done += count;
            }
        }
        return done;
    }

    /**
     * The next {@code length} bytes.
     *
     * @throws PictureException TRUNCATED, before anything is allocated, if the source has fewer
     */
    public byte[] bytes(int length) throws IOException, PictureException {
        if (length > remaining()) {
            throw ended();
        }
        byte[] bytes = new byte[length];
        if (read(bytes, 0, length) < length) {
            throw ended();
        }
        return bytes;
    }

    /** One byte, 0..255; TRUNCATED at the end. */
    public int u8() throws IOException, PictureException {
        int value = read();
        if (value < 0) {
            throw ended();
        }
        return value;
    }

    /** Two bytes, big-endian; TRUNCATED at the end. */
    public int u16() throws IOException, PictureException {
        return u8() << 8 | u8();
    }

    /** Four bytes, big-endian, as a signed number; TRUNCATED at the end. */
    public int s32() throws IOException, PictureException {
        return u16() << 16 | u16();
    }

    /** Goes on at the next byte 0xFF; false, and at the end, if there is none. */
    public boolean seekMarker() throws IOException, PictureException {
        while (next < limit || fill()) {
            while (next < limit) {
                if (buffer[next] == (byte) 0xff) {
                    return true;
                }
                next++;
            }
        }
        return false;
    }

    private boolean fill() throws IOException, PictureException {
        spend(BUFFER_BYTES);
        base += next;
        next = 0;
        int count = source.read(base, buffer, 0, BUFFER_BYTES);
        limit = Math.max(0, count);
        return limit > 0;
    }

    private void spend(int bytes) throws PictureException {
        deadline.check();
        allowance -= bytes;
        if (allowance < 0) {
            throw new PictureException(
                    FailureKind.CORRUPT, "its header does not end within %d bytes".formatted(MOST_HEADER_BYTES));
        }
    }

    private PictureException ended() {
        return new PictureException(FailureKind.TRUNCATED, "the file ends early, after %d bytes".formatted(size));
    }
}
