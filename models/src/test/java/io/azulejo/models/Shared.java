package io.azulejo.models;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Reference files that lie beside the project and are no part of it. */
public final class Shared {
    private Shared() {}

    /** A file or folder there; the test is skipped where it is absent. */
    public static Path path(String relative) {
        String root = System.getProperty("azulejo.shared");
        assumeTrue(root != null, "the property azulejo.shared is not set");
        Path path = Path.of(root, relative);
        assumeTrue(Files.exists(path), "the reference files are not here: " + relative);
        return path;
    }
}
