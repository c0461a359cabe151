package io.azulejo.pipeline.plan;

import io.azulejo.imaging.codec.Format;
import io.azulejo.pipeline.listing.Extensions;
import io.azulejo.pipeline.store.StorePaths;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names for {@code --files}: a picture's relative path with the extension of what it became. Where two pictures would
 * claim one name, both keep their old extension in it ({@code a.jpg.png}), then a number is added ({@code a.jpg-2.png}).
 * Bytes of a name that are no text are written {@code %F1}, as every system takes it.
 * A name that is taken is never given again. For one thread.
 */
public final class FileKeys {
    private final Set<String> taken;
    private final Map<String, Integer> claims = new HashMap<>();

    /** Begins with the names that committed rows have. */
    public FileKeys(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** Announces a picture; all are announced before the first is {@linkplain #assign named}. */
    public void claim(String path, Format written) {
        claims.merge(plain(StorePaths.portable(path), written), 1, Integer::sum);
    }

    /** The name of an announced picture. */
    public String assign(String path, Format written) {
        String name = StorePaths.portable(path);
        String plain = plain(name, written);
        if (claims.getOrDefault(plain, 0) < 2 && taken.add(plain)) {
            return plain;
        }
        String extension = written.extensions().get(0);
        String key = name + "." + extension;
        for (int i = 2; !taken.add(key); i++) {
            key = "%s-%d.%s".formatted(name, i, extension);
        }
        return key;
    }

    /** The name of one picture alone: its own extension where that stands for the format, else the format's. */
    static String plain(String path, Format written) {
        Optional<String> extension = Extensions.of(path);
        boolean fits = extension
                .map(found -> written.extensions().contains(found.toLowerCase(Locale.ROOT)))
                .orElse(false);
        return fits ? path : Extensions.stem(path) + "." + written.extensions().get(0);
    }
}
