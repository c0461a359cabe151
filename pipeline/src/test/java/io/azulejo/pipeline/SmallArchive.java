package io.azulejo.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder for pictures and, beside it, a place for what is made of them; anew for every test. */
public abstract class SmallArchive {
    @TempDir
    protected Path temporary;

    protected Path input;
    protected Path output;

    @BeforeEach
    protected final void folders() throws IOException {
        input = Files.createDirectories(temporary.resolve("scans"));
        output = temporary.resolve("out");
    }

    /** Adds a picture of 24x20 pixels, a JPEG if it is named so and else a PNG. */
    protected final void picture(String name, long seed) throws Exception {
        Path file = input.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, name.endsWith("jpg") ? TestPictures.jpeg(24, 20, seed) : TestPictures.png(24, 20, seed));
    }

    protected Restore restore() {
        return new Restore(input, output);
    }
}
