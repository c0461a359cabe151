package io.azulejo.imaging.codec.tiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the strips of a picture until their lengths are known, which a TIFF says before them: up to 64 MiB in memory,
 * more in a temporary file. For one thread.
 */
final class TiffSpool implements AutoCloseable {
    private static final int MOST_IN_MEMORY = 64 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path path;
    private OutputStream file;
    private long length;

    /** Bytes so far. */
    long length() {
        return length;
    }

    void write(byte[] bytes, int count) throws IOException {
        if (file == null && length + count > MOST_IN_MEMORY) {
            path = Files.createTempFile("azulejo-", ".tiff");
            file = Files.newOutputStream(path);
            memory.writeTo(file);
            memory.reset();
        }
        if (file == null) {
            memory.write(bytes, 0, count);
        } else {
            file.write(bytes, 0, count);
        }
        length += count;
    }

    void copyTo(OutputStream out) throws IOException {
        if (file == null) {
            memory.writeTo(out);
        } else {
            file.close();
            Files.copy(path, out);
        }
    }

    /** Frees everything; a second time nothing. */
    @Override
    public void close() throws IOException {
        memory.reset();
        if (file != null) {
            file.close();
            Files.deleteIfExists(path);
        }
    }
}
