package io.azulejo.pipeline.store;

import io.azulejo.imaging.scratch.Scratch;
import io.azulejo.imaging.scratch.ScratchException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What an encoder writes, with its checksum: in memory up to a limit, in a scratch file beyond it. That no scratch file can
 * be written is told as an {@link UnwritableException}. For one thread; closing it frees the scratch file.
 */
public final class EncodedFile implements Closeable {
    private final int limit;
    private Scratch scratch;
    private MessageDigest digest;

    /** Holds up to {@code limit} bytes in memory. */
    public EncodedFile(int limit) {
        this.limit = limit;
        this.scratch = new Scratch(limit);
        this.digest = Sha256.begun();
    }

    /** Forgets what was written and begins anew. */
    public OutputStream restart() throws IOException {
        close();
        scratch = new Scratch(limit);
        digest = Sha256.begun();
        return new Target();
    }

    /** The bytes, where they did not pass the limit. */
    public Optional<byte[]> bytes() {
        return scratch.inMemory();
    }

    /** The bytes as a stream, from memory or the scratch file. */
    public InputStream open() {
        return scratch.stream();
    }

    /** Bytes written. */
    public long size() {
        return scratch.size();
    }

    /** {@code SHA-256:} and what {@code sha256sum} prints; to be asked once, when all is written. */
    public String checksum() {
        return Sha256.checksum(digest);
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }

    private final class Target extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                scratch.write(bytes, offset, length);
            } catch (ScratchException e) {
                throw UnwritableException.of(e);
            }
            digest.update(bytes, offset, length);
        }
    }
}
