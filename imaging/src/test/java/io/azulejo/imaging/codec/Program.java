package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of someone else, installed on this machine, that writes or reads pictures. */
record Program(Path place) {
    /**
     * Looks for a program along the path; the test is skipped where none is that says so of itself.
     *
     * @param says what it prints of itself when it is asked for its version
     * @param debian the package that brings it
     */
    static Program named(String name, String option, String says, String debian) throws Exception {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path place = Path.of(folder, name);
            if (Files.isExecutable(place) && new Program(place).printed(option).contains(says)) {
                return new Program(place);
            }
        }
        assumeTrue(false, "%s is not on the path (Debian: %s)".formatted(name, debian));
        throw new IllegalStateException(name);
    }

    static Program imageMagick() throws Exception {
        return named("convert", "-version", "Version: ImageMagick", "imagemagick");
    }

    /** Runs it. What it prints is returned; that it fails is an error. */
    byte[] run(Object... arguments) throws IOException, InterruptedException {
        return bytes(false, arguments);
    }

    private String printed(String option) throws Exception {
        return new String(bytes(true, option), StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes(boolean asked, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(place.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(asked);
        if (!asked) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        byte[] bytes = process.getInputStream().readAllBytes();
        int exit = process.waitFor();
        if (exit != 0 && !asked) {
            throw new IOException("%s ended with %d".formatted(command, exit));
        }
        return bytes;
    }
}
