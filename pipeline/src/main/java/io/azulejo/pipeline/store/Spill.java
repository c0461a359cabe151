package io.azulejo.pipeline.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What an encoder writes, with its checksum: in memory up to a limit, in a scratch file beyond it. For one thread;
 * closing it frees the scratch file.
 */
public final class Spill implements Closeable {
    private final int limit;
    private ByteArrayOutputStream memory;
    private Scratch file;
    private MessageDigest digest;
    private long size;

    /** Holds up to {@code limit} bytes in memory. */
    public Spill(int limit) {
        this.limit = limit;
        this.memory = new ByteArrayOutputStream();
        this.digest = Sha256.begun();
    }

    /** Forgets what was written and begins anew. */
    public OutputStream restart() throws IOException {
        close();
        memory = new ByteArrayOutputStream();
        digest = Sha256.begun();
        size = 0;
        return new Target();
    }

    /** The bytes, where they did not pass the limit. */
    public Optional<byte[]> bytes() {
        return file == null ? Optional.of(memory.toByteArray()) : Optional.empty();
    }

    /** The bytes as a stream, from memory or the scratch file. */
    public InputStream open() throws IOException {
        if (file == null) {
            return new ByteArrayInputStream(memory.toByteArray());
        }
        file.flush();
        return Files.newInputStream(file.file());
    }

    /** Bytes written. */
    public long size() {
        return size;
    }

    /** {@code SHA-256:} and what {@code sha256sum} prints; to be asked once, when all is written. */
    public String checksum() {
        return Sha256.checksum(digest);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            Files.deleteIfExists(file.file());
            file = null;
        }
    }

    private final class Target extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (file == null && size + length > limit) {
                file = new Scratch(".encoded");
                memory.writeTo(file);
                memory = new ByteArrayOutputStream();
            }
            (file == null ? memory : file).write(bytes, offset, length);
            digest.update(bytes, offset, length);
            size += length;
        }
    }
}
