package io.azulejo.pipeline.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Writes what Spark needs of a JVM into a file that {@code java @FILE} reads; the build runs it once, and the launcher
 * and the tests read the file.
 */
public final class JvmOptions {
    private JvmOptions() {}

    public static void main(String[] args) throws IOException {
        String options = JavaModuleOptions.defaultModuleOptions().trim().replaceAll("\\s+(?=-)", "\n");
        // Only Spark's machine learning uses it, and every start would warn of it.
        options = options.replaceFirst("(?m)^--add-modules=jdk\\.incubator\\.vector\\R", "");
        Files.writeString(Path.of(args[0]), options + "\n");
    }
}
