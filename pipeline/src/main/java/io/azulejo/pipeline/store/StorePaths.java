package io.azulejo.pipeline.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * What users write for a place, and what tables show of it. A name is taken letter by letter, so that spaces, {@code #},
 * {@code %} and {@code +} stand for themselves. On a disk a name is bytes: {@code \x80} to {@code \xFF} stand for those
 * that are no UTF-8, and in a name that has such a thing in it {@code \\} stands for a backslash.
 */
public final class StorePaths {
    private static final Pattern WITH_AUTHORITY =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(/.*)?", Pattern.DOTALL);
    private static final Pattern LOCAL_URI = Pattern.compile("file:(/.*)", Pattern.DOTALL);

    private static final Pattern UP = Pattern.compile("(^|/)\\.\\.(/|$)");

    private StorePaths() {}

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
        return of(DiskNames.path(DiskNames.read(path)).toAbsolutePath().normalize());
    }

    /** The place of a file of this machine. */
    public static Path of(java.nio.file.Path file) {
        return path("file", "", DiskNames.text(file));
    }

    /** The file of this machine that a place is; whatever bytes its name has. */
    public static java.nio.file.Path file(Path place) {
        return DiskNames.path(place.toUri().getPath());
    }

    /** Whether a place is a file of this machine. */
    public static boolean onDisk(Path place) {
        return "file".equals(place.toUri().getScheme());
    }

    /** Whether a place can be read and not be written to, because its name has bytes that are no text here. */
    public static boolean readOnly(Path place) {
        return onDisk(place) && DiskNames.readOnly(place.toUri().getPath());
    }

    /** A name that every system takes for a file, of a path that {@link #relative} gave: bytes that are no text become {@code %F1}. */
    public static String portable(String relative) {
        return DiskNames.portable(relative);
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

    /** The path of {@code place} below {@code root}, or its whole path where it does not lie there, as {@link #show} has it. */
    public static String relative(Path root, Path place) {
        String base = path(root);
        String path = path(place);
        String prefix = base.endsWith("/") ? base : base + "/";
        return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    }

    /** The path of a place, without scheme and authority, as {@link #show} has it. */
    public static String path(Path place) {
        String path = place.toUri().getPath();
        return onDisk(place) ? DiskNames.shown(path) : path;
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

    /**
     * As tables and messages show it, and {@link #parse} takes it back: {@code scheme://authority/path} with the path
     * letter by letter.
     */
    public static String show(Path place) {
        URI uri = place.toUri();
        return uri.getScheme() + "://" + authority(uri) + path(place);
    }

    /** The same place with every link of this machine's file system resolved; itself where it does not exist. */
    public static Path resolved(Path place) {
        if (!onDisk(place)) {
            return place;
        }
        java.nio.file.Path local = file(place);
        java.nio.file.Path missing = java.nio.file.Path.of("");
        java.nio.file.Path existing = local;
        while (existing != null) {
            try {
                return of(existing.toRealPath().resolve(missing));
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
