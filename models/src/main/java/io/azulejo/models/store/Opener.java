package io.azulejo.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How a model's location becomes bytes; a pipeline plugs its own store in here. Safe for many threads. */
@FunctionalInterface
public interface Opener {
    /** Opens files of this machine. */
    Opener LOCAL = location -> {
        Path path;
        try {
            path = Path.of(location);
        } catch (InvalidPathException e) {
            NoSuchFileException missing = new NoSuchFileException(location);
            missing.initCause(e);
            throw missing;
        }
        if (Files.isDirectory(path)) {
            throw new FileSystemException(location, null, "this is a folder");
        }
        return Files.newInputStream(path);
    };

    /**
     * Opens what lies at {@code location}, as the user wrote it.
     *
     * @throws NoSuchFileException or {@link java.io.FileNotFoundException} if nothing is there
     * @throws IOException if it cannot be read
     */
    InputStream open(String location) throws IOException;
}
