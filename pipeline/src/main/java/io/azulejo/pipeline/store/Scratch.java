package io.azulejo.pipeline.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A scratch file of this machine, written once; the folder for them is that of the JVM. That it cannot be written is
 * told of the folder, as an {@link UnwritableException}. For one thread.
 */
final class Scratch extends OutputStream {
    private final Path file;
    private final OutputStream out;

    /** @param suffix of its name, for who finds it after a kill */
    Scratch(String suffix) throws UnwritableException {
        Path made = null;
        try {
            made = Files.createTempFile("azulejo-", suffix);
            out = Files.newOutputStream(made);
        } catch (IOException e) {
            throw unwritable(e);
        }
        file = made;
    }

    Path file() {
        return file;
    }

    private static UnwritableException unwritable(IOException cause) {
        return new UnwritableException(
                "the scratch folder %s (java.io.tmpdir)".formatted(System.getProperty("java.io.tmpdir")), cause);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
