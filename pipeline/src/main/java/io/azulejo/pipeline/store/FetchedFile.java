package io.azulejo.pipeline.store;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.scratch.Scratch;
import io.azulejo.imaging.scratch.ScratchException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
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
public final class FetchedFile implements ByteSource, Closeable {
    /** An object of more goes to a scratch file. */
    static final int MEMORY_BYTES = 64 << 20;

    private static final int COPY_BYTES = 1 << 16;

    private final Scratch scratch;
    private final String checksum;

    private FetchedFile(Scratch scratch, String checksum) {
        this.scratch = scratch;
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
    public static FetchedFile read(Path place, long listed, long most, Configuration configuration) throws IOException {
        MessageDigest digest = Sha256.begun();
        Scratch scratch = new Scratch(MEMORY_BYTES, listed);
        boolean kept = false;
        try (InputStream in = open(place, listed, "whole-file", configuration)) {
            byte[] buffer = new byte[COPY_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                if (scratch.size() + count > most) {
                    throw new TooLongException(most);
                }
                scratch.write(buffer, 0, count);
            }
            kept = true;
            return new FetchedFile(scratch, Sha256.checksum(digest));
        } catch (ScratchException e) {
            throw UnwritableException.of(e);
        } finally {
            if (!kept) {
                scratch.close();
            }
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
    public long size() {
        return scratch.size();
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
        return scratch.read(position, buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
