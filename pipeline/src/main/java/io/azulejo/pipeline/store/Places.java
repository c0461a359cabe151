package io.azulejo.pipeline.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * What users write for a place, and what tables show of it. A name is taken letter by letter: no character of it is an
 * escape, so that spaces, {@code #}, {@code %} and {@code +} stand for themselves.
 */
public final class Places {
    private static final Pattern WITH_AUTHORITY =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(/.*)?", Pattern.DOTALL);
    private static final Pattern LOCAL_URI = Pattern.compile("file:(/.*)", Pattern.DOTALL);

    private static final Pattern UP = Pattern.compile("(^|/)\\.\\.(/|$)");

    private Places() {}

    /**
     * The place that a user named: {@code scheme://authority/path}, {@code file:/path}, or a path of this machine,
     * relative to the working folder.
     *
     * @throws IllegalArgumentException if it is empty, or no place can have such a name
     */
    public static Path parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty name stands for no place");
        }
        Matcher uri = WITH_AUTHORITY.matcher(text);
        if (uri.matches() && !(uri.group(1).equals("file") && uri.group(2).isEmpty())) {
            String path = uri.group(3) == null ? "/" : uri.group(3);
            return path(uri.group(1), uri.group(2), path);
        }
        Matcher local = LOCAL_URI.matcher(text);
        String path = local.matches() ? local.group(1).replaceFirst("^//+", "/") : text;
        return path(
                "file",
                "",
                java.nio.file.Path.of(path).toAbsolutePath().normalize().toString());
    }

    /**
     * The place {@code relative} below {@code root}; {@code relative} uses {@code /} and is taken letter by letter.
     *
     * @throws IllegalArgumentException if it leads up, out of the root
     */
    public static Path below(Path root, String relative) {
        if (UP.matcher(relative).find()) {
            throw new IllegalArgumentException("%s leads out of %s".formatted(relative, show(root)));
        }
        URI uri = root.toUri();
        String base = uri.getPath().endsWith("/") ? uri.getPath() : uri.getPath() + "/";
        return path(uri.getScheme(), uri.getAuthority(), base + relative);
    }

    /** The path of {@code place} below {@code root}, or its whole path where it does not lie there. */
    public static String relative(Path root, Path place) {
        String base = root.toUri().getPath();
        String path = place.toUri().getPath();
        String prefix = base.endsWith("/") ? base : base + "/";
        return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    }

    /** Whether {@code place} is {@code root} or lies below it. */
    public static boolean within(Path root, Path place) {
        URI a = root.toUri();
        URI b = place.toUri();
        if (!java.util.Objects.equals(a.getScheme(), b.getScheme())
                || !java.util.Objects.equals(authority(a), authority(b))) {
            return false;
        }
        String base = a.getPath().endsWith("/") ? a.getPath() : a.getPath() + "/";
        return (b.getPath() + "/").startsWith(base);
    }

    /** As tables and messages show it: {@code scheme://authority/path} with the path letter by letter. */
    public static String show(Path place) {
        URI uri = place.toUri();
        return uri.getScheme() + "://" + authority(uri) + uri.getPath();
    }

    /** The same place with every link of this machine's file system resolved; itself where it does not exist. */
    public static Path resolved(Path place) {
        if (!"file".equals(place.toUri().getScheme())) {
            return place;
        }
        java.nio.file.Path local = java.nio.file.Path.of(place.toUri().getPath());
        java.nio.file.Path missing = java.nio.file.Path.of("");
        java.nio.file.Path existing = local;
        while (existing != null) {
            try {
                java.nio.file.Path real = existing.toRealPath().resolve(missing);
                return path("file", "", real.toString());
            } catch (java.io.IOException e) {
                java.nio.file.Path name = existing.getFileName();
                missing = name == null ? missing : name.resolve(missing);
                existing = existing.getParent();
            }
        }
        return place;
    }

    private static String authority(URI uri) {
        return uri.getAuthority() == null ? "" : uri.getAuthority();
    }

    private static Path path(String scheme, String authority, String path) {
        try {
            return new Path(
                    new URI(scheme, authority == null || authority.isEmpty() ? null : authority, path, null, null));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "%s://%s%s names no place: %s".formatted(scheme, authority, path, e.getReason()), e);
        }
    }
}
