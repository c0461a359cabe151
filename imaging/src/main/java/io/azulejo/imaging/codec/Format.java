package io.azulejo.imaging.codec;

import java.util.List;
import java.util.Locale;

/** Formats of picture files, with their media type and the extensions that stand for them (the first is ours). */
public enum Format {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg", "jpe", "jfif"),
    TIFF("image/tiff", "tif", "tiff"),
    WEBP("image/webp", "webp"),
    BMP("image/bmp", "bmp"),
    GIF("image/gif", "gif"),
    JPEG2000("image/jp2", "jp2", "j2k"),
    PNM("image/x-portable-anymap", "pnm", "pbm", "pgm", "ppm"),
    HEIF("image/heif", "heic", "heif"),
    AVIF("image/avif", "avif"),
    PSD("image/vnd.adobe.photoshop", "psd");

    private final String mediaType;
    private final List<String> extensions;

    Format(String mediaType, String... extensions) {
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    public String mediaType() {
        return mediaType;
    }

    /** Extensions without the dot, in lower case; the first is the one that new files get. */
    public List<String> extensions() {
        return extensions;
    }

    /** What {@code results.format} and {@code --format} call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
