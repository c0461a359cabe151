package io.azulejo.pipeline.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files whose names have any bytes, made without code of ours. */
public final class OddNames {
    private OddNames() {}

    /** The file below a folder whose name has a byte for every letter of a Latin-1 text. */
    public static Path file(Path folder, String latin) {
        StringBuilder coded = new StringBuilder();
        for (String name : latin.split("/")) {
            coded.append('/')
                    .append(URLEncoder.encode(name, StandardCharsets.ISO_8859_1).replace("+", "%20"));
        }
        Path file = Path.of(URI.create(folder.toUri().toString().replaceFirst("/$", "") + coded));
        assumeTrue(taken(file), "this disk takes no name that is not UTF-8");
        return file;
    }

    private static boolean taken(Path file) {
        try {
            Path tried = Files.createDirectories(file.getParent()).resolve(file.getFileName());
            if (!Files.exists(tried)) {
                Files.delete(Files.createFile(tried));
            }
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
