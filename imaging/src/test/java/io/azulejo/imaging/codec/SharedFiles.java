package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Test data that is shared between checkouts and never copied into the project. */
final class SharedFiles {
    private SharedFiles() {}

    /** A folder of the shared data; the test is skipped where there is none. */
    static Path folder(String name) {
        Path folder = Path.of(System.getProperty("azulejo.shared", "shared")).resolve(name);
        assumeTrue(Files.isDirectory(folder), "shared data " + name + " is not here");
        return folder;
    }

    /** Rows of {@code hostile/expectations.tsv} without its heading. */
    static List<String[]> expectations() {
        try (var lines = Files.lines(folder("data/hostile").resolve("expectations.tsv"))) {
            return lines.skip(1).map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
