package io.azulejo.pipeline.listing;

import io.azulejo.imaging.codec.Format;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the end of a name says about its content: a first guess for listing, and the name of what is written. */
public final class Extensions {
    private static final Set<String> PICTURES = Arrays.stream(Format.values())
            .flatMap(format -> format.extensions().stream())
            .collect(Collectors.toUnmodifiableSet());

    private Extensions() {}

    /** The picture extension of a path, as written, without its dot; empty where it has none. */
    public static Optional<String> of(String path) {
        int dot = path.lastIndexOf('.');
        if (dot <= path.lastIndexOf('/') + 1) {
            return Optional.empty();
        }
        String extension = path.substring(dot + 1);
        return PICTURES.contains(extension.toLowerCase(Locale.ROOT)) ? Optional.of(extension) : Optional.empty();
    }

    /** The path without its picture extension. */
    public static String stem(String path) {
        return of(path).map(extension -> path.substring(0, path.length() - extension.length() - 1))
                .orElse(path);
    }
}
