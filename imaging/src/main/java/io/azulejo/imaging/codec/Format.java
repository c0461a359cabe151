package io.azulejo.imaging.codec;

import java.util.List;
import java.util.Locale;

/**
 * Formats of picture files, with the name that people give them, their media type and the extensions that stand for them
 * (the first is ours).
 *
 * <p>Those that archives hold and no codec reads are here too: such a file is a picture that is refused by name, and not
 * something else that is passed over. An extension that other files have as well (hdr, fit, rgb) is left out: such files
 * are known by their content.
 */
public enum Format {
    PNG("PNG", "image/png", "png"),
    JPEG("JPEG", "image/jpeg", "jpg", "jpeg", "jpe", "jfif"),
    TIFF("TIFF", "image/tiff", "tif", "tiff"),
    WEBP("WebP", "image/webp", "webp"),
    BMP("BMP", "image/bmp", "bmp"),
    GIF("GIF", "image/gif", "gif"),
    JPEG2000("JPEG 2000", "image/jp2", "jp2", "j2k", "j2c", "jpc", "jpf", "jpx"),
    JPEG_XL("JPEG XL", "image/jxl", "jxl"),
    JPEG_XR("JPEG XR", "image/jxr", "jxr", "wdp", "hdp"),
    JPEG_LS("JPEG-LS", "image/jls", "jls"),
    PNM("PNM", "image/x-portable-anymap", "pnm", "pbm", "pgm", "ppm", "pam", "pfm"),
    HEIF("HEIF", "image/heif", "heic", "heif", "hif"),
    AVIF("AVIF", "image/avif", "avif"),
    PSD("Photoshop's own format", "image/vnd.adobe.photoshop", "psd", "psb"),
    XCF("GIMP's own format", "image/x-xcf", "xcf"),
    CAMERA_RAW(
            "a camera raw file",
            "image/x-dcraw",
            "dng",
            "nef",
            "nrw",
            "cr2",
            "cr3",
            "crw",
            "arw",
            "srf",
            "sr2",
            "raf",
            "orf",
            "rw2",
            "rwl",
            "pef",
            "srw",
            "x3f",
            "mrw",
            "erf",
            "kdc",
            "dcr",
            "3fr",
            "iiq",
            "mef",
            "mos"),
    ICO("a Windows icon or cursor", "image/vnd.microsoft.icon", "ico", "cur"),
    TGA("TGA", "image/x-tga", "tga", "targa"),
    PCX("PCX", "image/x-pcx", "pcx", "dcx"),
    SGI("SGI", "image/sgi", "sgi"),
    SUN_RASTER("Sun raster", "image/x-sun-raster", "ras"),
    EXR("OpenEXR", "image/x-exr", "exr"),
    RADIANCE("Radiance HDR", "image/vnd.radiance", "rgbe"),
    DDS("DDS", "image/vnd.ms-dds", "dds"),
    QOI("QOI", "image/qoi", "qoi"),
    FITS("FITS", "image/fits", "fits", "fts"),
    DPX("DPX", "image/x-dpx", "dpx"),
    CINEON("Cineon", "image/x-cineon", "cin"),
    MNG("MNG or JNG", "video/x-mng", "mng", "jng"),
    DJVU("DjVu", "image/vnd.djvu", "djvu", "djv"),
    MRSID("MrSID", "image/x-mrsid-image", "sid"),
    DICOM("DICOM", "application/dicom", "dcm");

    private final String title;
    private final String mediaType;
    private final List<String> extensions;

    Format(String title, String mediaType, String... extensions) {
        this.title = title;
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    /** What people call it, in words that follow "this is". */
    public String title() {
        return title;
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
