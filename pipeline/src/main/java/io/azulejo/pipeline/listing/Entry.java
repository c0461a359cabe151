package io.azulejo.pipeline.listing;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One listed object, or a folder that cannot be listed.
 *
 * @param path the identity of the picture: relative to what was asked for, with {@code /}; of a folder with one at its end
 * @param uri where it lies, as {@link io.azulejo.pipeline.store.StorePaths#show} writes it
 * @param bytes its length; 0 where a manifest names what cannot be found
 * @param modified when it changed, in milliseconds since 1970 UTC
 * @param etag the store's own word for its content; empty where the store has none
 * @param sha256 what a manifest promises of its bytes, in 64 small hexadecimal digits; empty where nothing does
 */
public record Entry(String path, String uri, long bytes, long modified, String etag, String sha256)
        implements Serializable {

    /** The schemes of some objects. */
    public static Set<String> schemes(List<Entry> entries) {
        Set<String> schemes = new TreeSet<>();
        entries.forEach(
                entry -> schemes.add(entry.uri().substring(0, entry.uri().indexOf(':'))));
        return schemes;
    }

    /** Whether it is a folder that cannot be listed, and stands for all that may lie in it. */
    public boolean folder() {
        return path.endsWith("/");
    }

    /** An object of which nothing was promised. */
    public Entry(String path, String uri, long bytes, long modified, String etag) {
        this(path, uri, bytes, modified, etag, "");
    }
}
