package io.azulejo.imaging.scratch;

import io.azulejo.imaging.codec.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that are written once, in order, and read at any place: in memory up to a limit, beyond it in a scratch file. The
 * file loses its name as soon as it is open, so that it is gone when it is closed and when its process is killed. All
 * scratch files of a JVM together are bounded by the system property {@value #BOUND}, by default half of what the folder
 * had room for when the first one was made. For one thread.
 */
public final class Scratch extends OutputStream implements ByteSource, Closeable {
    /** Bytes that all scratch files of a JVM may take at once. */
    public static final String BOUND = "azulejo.scratch.bytes";

    private static final AtomicLong TAKEN = new AtomicLong();
    private static long bound;

    private final int inMemory;
    private ByteArrayOutputStream memory;
    /** What is in memory, once it is read. */
    private byte[] whole;

    private FileChannel file;
    private long size;
    /** What of {@link #TAKEN} is this one's. */
    private long taken;

    /** @param inMemory bytes that are held in memory at most */
    public Scratch(int inMemory) {
        this(inMemory, 32);
    }

    /** @param expected how many bytes will come, so that memory need not grow */
    public Scratch(int inMemory, long expected) {
        this.inMemory = inMemory;
        this.memory = new ByteArrayOutputStream((int) Math.min(expected, inMemory));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && size + length <= inMemory) {
            memory.write(bytes, offset, length);
            whole = null;
        } else {
            if (file == null) {
                file = open();
                byte[] begun = memory.toByteArray();
                memory = null;
                whole = null;
                append(begun, 0, begun.length);
            }
            append(bytes, offset, length);
        }
        size += length;
    }

    private static FileChannel open() throws ScratchException {
        try {
            Path path = Files.createTempFile("azulejo-", ".scratch");
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            // Where a system lets go of the name of an open file, a killed process leaves nothing behind.
            path.toFile().delete();
            return channel;
        } catch (IOException e) {
            throw new ScratchException("cannot be written: " + e.getMessage(), e);
        }
    }

    private void append(byte[] bytes, int offset, int length) throws ScratchException {
        take(length);
        taken += length;
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (rest.hasRemaining()) {
                file.write(rest);
            }
        } catch (IOException e) {
            throw new ScratchException("cannot be written: " + e.getMessage(), e);
        }
    }

    private static void take(int bytes) throws ScratchException {
        long most = bound();
        if (TAKEN.addAndGet(bytes) > most) {
            TAKEN.addAndGet(-bytes);
            throw new ScratchException(
                    "holds the %,d bytes that all scratch files of this process may take: allow more with -D%s, or run fewer tasks at once"
                            .formatted(most, BOUND),
                    null);
        }
    }

    private static synchronized long bound() throws ScratchException {
        if (bound == 0) {
            try {
                FileStore store = Files.getFileStore(Path.of(ScratchException.folder()));
                bound = Math.max(1, Long.getLong(BOUND, store.getUsableSpace() / 2));
            } catch (IOException e) {
                throw new ScratchException("cannot be looked at: " + e.getMessage(), e);
            }
        }
        return bound;
    }

    /** Bytes written. */
    @Override
    public long size() {
        return size;
    }

    /** The bytes, where they are held in memory; not to be changed. */
    public Optional<byte[]> inMemory() {
        return file == null ? Optional.of(whole()) : Optional.empty();
    }

    private byte[] whole() {
        if (whole == null) {
            whole = memory.toByteArray();
        }
        return whole;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
        if (position >= size) {
            return length == 0 ? 0 : -1;
        }
        ByteBuffer target = ByteBuffer.wrap(buffer, offset, (int) Math.min(length, size - position));
        if (file == null) {
            return ByteSource.of(whole()).read(position, buffer, offset, length);
        }
        int filled = 0;
        while (target.hasRemaining()) {
            int count = file.read(target, position + filled);
            if (count < 0) {
                break;
            }
            filled += count;
        }
        return filled;
    }

    /** All of them, from the first; to be read before this is closed. */
    public InputStream stream() {
        return new InputStream() {
            private long at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = Scratch.this.read(at, buffer, offset, length);
                at += Math.max(0, count);
                return count;
            }
        };
    }

    /** Writes all of them to a stream. */
    public void copyTo(OutputStream out) throws IOException {
        if (file == null) {
            memory.writeTo(out);
        } else {
            stream().transferTo(out);
        }
    }

    /** Frees everything; a second time nothing. */
    @Override
    public void close() throws IOException {
        memory = new ByteArrayOutputStream();
        whole = null;
        if (file != null) {
            TAKEN.addAndGet(-taken);
            taken = 0;
            FileChannel closed = file;
            file = null;
            closed.close();
        }
        size = 0;
    }
}
