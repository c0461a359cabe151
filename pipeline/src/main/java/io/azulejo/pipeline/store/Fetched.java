package io.azulejo.pipeline.store;

import io.azulejo.imaging.codec.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * An object brought here whole, with its checksum: in memory where it is small, in a scratch file where it is not. For
 * one thread; closing it frees the scratch file.
 */
public final class Fetched implements ByteSource, Closeable {
    /** An object of more goes to a scratch file. */
    static final int MEMORY_BYTES = 64 << 20;

    private static final int COPY_BYTES = 1 << 16;

    private final byte[] memory;
    private final java.nio.file.Path scratch;
    private final FileChannel channel;
    private final String checksum;

    private Fetched(byte[] memory, java.nio.file.Path scratch, FileChannel channel, String checksum) {
        this.memory = memory;
        this.scratch = scratch;
        this.channel = channel;
        this.checksum = checksum;
    }

    /**
     * Reads an object.
     *
     * @param listed its length as listed: how it is opened and held hangs on it
     * @param most bytes that are read; an object may have grown since it was listed
     * @throws TooLongException if there are more
     * @throws UnwritableException if this machine has no room for it
     * @throws IOException if it is gone, may not be read, or reading breaks off
     */
    public static Fetched read(Path place, long listed, long most, Configuration configuration) throws IOException {
        MessageDigest digest = Sha256.begun();
        try (InputStream in = open(place, listed, "whole-file", configuration)) {
            ByteArrayOutputStream memory = new ByteArrayOutputStream((int) Math.min(listed, MEMORY_BYTES));
            byte[] buffer = new byte[COPY_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                if (memory.size() + (long) count > most) {
                    throw new TooLongException(most);
                }
                memory.write(buffer, 0, count);
                if (memory.size() > MEMORY_BYTES) {
                    return spilled(memory, in, most, digest);
                }
            }
            return new Fetched(memory.toByteArray(), null, null, Sha256.checksum(digest));
        }
    }

    /**
     * Opens an object with the hints of an object store: one that is not told the length asks for it first, which is one
     * more request a picture.
     */
    static FSDataInputStream open(Path place, long listed, String policy, Configuration configuration)
            throws IOException {
        LocalDisk.mustBeRegular(place);
        FutureDataInputStreamBuilder opening =
                place.getFileSystem(configuration).openFile(place).opt("fs.option.openfile.read.policy", policy);
        if (listed > 0) {
            opening.optLong("fs.option.openfile.length", listed);
        }
        return FutureIO.awaitFuture(opening.build());
    }

    private static Fetched spilled(ByteArrayOutputStream begun, InputStream in, long most, MessageDigest digest)
            throws IOException {
        Scratch scratch = new Scratch(".fetched");
        boolean kept = false;
        try {
            try (OutputStream out = scratch) {
                begun.writeTo(out);
                long size = begun.size();
                byte[] buffer = new byte[COPY_BYTES];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    size += count;
                    if (size > most) {
                        throw new TooLongException(most);
                    }
                    digest.update(buffer, 0, count);
                    out.write(buffer, 0, count);
                }
            }
            Fetched fetched = new Fetched(
                    null,
                    scratch.file(),
                    FileChannel.open(scratch.file(), StandardOpenOption.READ),
                    Sha256.checksum(digest));
            kept = true;
            return fetched;
        } finally {
            if (!kept) {
                Files.deleteIfExists(scratch.file());
            }
        }
    }

    /** There are more bytes than may be read. */
    public static final class TooLongException extends IOException {
        TooLongException(long most) {
            super("it has more than %,d bytes".formatted(most));
        }
    }

    /** {@code SHA-256:} and what {@code sha256sum} prints. */
    public String checksum() {
        return checksum;
    }

    @Override
    public long size() throws IOException {
        return memory == null ? channel.size() : memory.length;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
        if (memory != null) {
            return ByteSource.of(memory).read(position, buffer, offset, length);
        }
        ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
        int filled = 0;
        while (target.hasRemaining()) {
            int count = channel.read(target, position + filled);
            if (count < 0) {
                return filled == 0 ? -1 : filled;
            }
            filled += count;
        }
        return filled;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(scratch);
        }
    }
}
