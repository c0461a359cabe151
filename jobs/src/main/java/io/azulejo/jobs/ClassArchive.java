package io.azulejo.jobs;

import io.azulejo.imaging.codec.Codecs;
import io.azulejo.imaging.codec.EncodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs the commands once over pictures of a few pixels, so that the JVM has loaded what they need when it writes the
 * archive of its classes; {@code bin/azulejo} starts it in the background.
 */
final class ClassArchive {
    private ClassArchive() {}

    /**
     * Runs them.
     *
     * @param args a folder that may be filled
     */
    public static void main(String[] args) throws IOException, PictureException {
        Path folder = Path.of(args[0]);
        String input = folder.resolve("input").toString();
        String reference = folder.resolve("reference").toString();
        String output = folder.resolve("output").toString();
        for (Format format : new Format[] {Format.PNG, Format.JPEG}) {
            grey(Path.of(input, format.label()), format, 16);
            grey(Path.of(reference, format.label()), format, 32);
        }
        String[] restore = {
            "restore",
            "--input",
            input,
            "--output",
            output,
            "--reference",
            reference,
            "--files",
            folder + "/files",
            "--json"
        };
        int failures = Azulejo.run("models", "list");
        // The first restores, the second finds all done.
        failures += Azulejo.run(restore) + Azulejo.run(restore);
        failures +=
                Azulejo.run("measure", "--input", output, "--reference", reference, "--output", folder + "/quality");
        System.exit(failures);
    }

    private static void grey(Path file, Format format, int side) throws IOException, PictureException {
        Shape shape = new Shape(side, side, 3, 8);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                RowSink sink = Codecs.of(format).encode(out, shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < side; y++) {
                sink.write(new byte[shape.rowBytes()], 0);
            }
        }
    }
}
