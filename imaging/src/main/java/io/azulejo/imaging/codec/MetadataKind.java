package io.azulejo.imaging.codec;

import static io.azulejo.imaging.codec.Fate.ANOTHER_FORMAT;
import static io.azulejo.imaging.codec.Fate.AS_ALPHA;
import static io.azulejo.imaging.codec.Fate.AS_COMMENT;
import static io.azulejo.imaging.codec.Fate.AS_TEXT;
import static io.azulejo.imaging.codec.Fate.IN_EXIF;
import static io.azulejo.imaging.codec.Fate.IN_PIXELS;
import static io.azulejo.imaging.codec.Fate.IN_XMP;
import static io.azulejo.imaging.codec.Fate.KEPT;
import static io.azulejo.imaging.codec.Fate.LEFT_OUT;
import static io.azulejo.imaging.codec.Fate.MEANINGLESS;
import static io.azulejo.imaging.codec.Fate.NO_ROOM;

import io.azulejo.imaging.codec.metadata.StatedColour;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that the formats can say beside the pixels that are restored, and what becomes of it in those that are
 * written: the one table from which the notes come and to which docs/output.md is held.
 */
public enum MetadataKind {
    ICC_PROFILE("ICC profile", "PNG, JPEG, TIFF, WebP, GIF, BMP", "that of CMYK is used and not kept", KEPT),
    LINKED_PROFILE("ICC profile in another file", "BMP", "that file is not read", LEFT_OUT),
    EXIF("EXIF", "PNG, JPEG, TIFF, WebP", "colour space and comment in it too; in JPEG up to 64 KB", KEPT),
    XMP("XMP", "PNG, JPEG, TIFF, WebP, GIF", "in JPEG up to 4 MiB", KEPT),
    IPTC(
            "IPTC",
            "JPEG, TIFF; PNG and GIF, as exiftool and ImageMagick write it",
            "",
            metadata -> metadata.iptc().isPresent(),
            KEPT,
            KEPT,
            KEPT,
            NO_ROOM),
    PHOTOSHOP(
            "Photoshop's resources",
            "JPEG, TIFF, PNG, GIF, as IPTC",
            "but thumbnails, guides, slices, layers; paths not where the picture had to be turned",
            metadata -> metadata.photoshop().isPresent(),
            KEPT,
            KEPT,
            KEPT,
            NO_ROOM),
    GEO(
            "GeoTIFF tags",
            "TIFF: GeoTIFF, GDAL, RPC",
            "not where the picture had to be turned",
            metadata -> metadata.geo().isPresent(),
            NO_ROOM,
            NO_ROOM,
            KEPT,
            NO_ROOM),
    INTERGRAPH("Intergraph's matrix", "TIFF", "what it says of pixels would not hold", LEFT_OUT),
    RESOLUTION("resolution", "PNG, JPEG, TIFF, BMP, EXIF", "by `--dpi`", KEPT, KEPT, KEPT, IN_EXIF),
    ORIENTATION("orientation", "EXIF, TIFF, XMP", "then it says 1; see below", IN_PIXELS),
    SOURCE_TYPE("digital source type", "XMP", "the stronger word stays; see below", KEPT),
    OWNER_TEXTS(
            "texts Title, Author, Description, Copyright",
            "PNG",
            "in XMP as dc:title, dc:creator, dc:description, dc:rights, unless it says others",
            KEPT,
            IN_XMP,
            IN_XMP,
            IN_XMP),
    COMMENTS(
            "comments",
            "PNG (text Comment), JPEG, GIF",
            "in XMP as exif:UserComment, unless it says another",
            AS_TEXT,
            KEPT,
            IN_XMP,
            IN_XMP),
    TEXTS(
            "other texts",
            "PNG, also where XMP says another",
            "as a comment with the keyword before it",
            metadata -> !metadata.texts().isEmpty(),
            KEPT,
            AS_COMMENT,
            NO_ROOM,
            NO_ROOM),
    CODE_POINTS(
            "colour by code points (cICP)",
            "PNG, with mDCV and cLLI",
            "no note where it is sRGB",
            StatedColour::byCodePoints,
            KEPT,
            NO_ROOM,
            NO_ROOM,
            NO_ROOM),
    GAMMA(
            "colour by gamma and primaries (gAMA, cHRM)",
            "PNG, BMP",
            "no note where it is sRGB, or a profile is there",
            StatedColour::byGamma,
            KEPT,
            NO_ROOM,
            NO_ROOM,
            NO_ROOM),
    SRGB("sRGB", "PNG", "without it readers take the same", KEPT, MEANINGLESS, MEANINGLESS, MEANINGLESS),
    SIGNIFICANT_BITS(
            "number of significant bits (sBIT)", "PNG", "in a restored sample all bits are significant", LEFT_OUT),
    TRANSPARENCY("transparency", "PNG, GIF, TIFF, WebP, BMP", "", AS_ALPHA, ANOTHER_FORMAT, AS_ALPHA, AS_ALPHA),
    BACKGROUND(
            "colour of the background (bKGD)",
            "PNG with transparency",
            "it only tells viewers what to put behind the picture",
            LEFT_OUT),
    PALETTE_HINTS("palette hints (hIST, sPLT, PLTE of RGB)", "PNG", "a restored picture has no palette", MEANINGLESS),
    CHANGED("time of the last change (tIME)", "PNG", "restoring has changed the picture since", LEFT_OUT),
    THUMBNAILS(
            "thumbnails", "EXIF, XMP, Photoshop, JPEG (JFXX), TIFF (SubIFDs)", "of the picture as it was", MEANINGLESS),
    CREDENTIALS("C2PA content credentials", "PNG, JPEG, TIFF, WebP", "they vouch for the file as it was", LEFT_OUT),
    PAGES(
            "pages and frames but the first",
            "PNG, TIFF, GIF, WebP",
            "the note says how many there are; times and loops of an animation go with them",
            LEFT_OUT),
    MORE_PICTURES(
            "what lies behind the picture (further pictures, gain maps, videos)",
            "JPEG",
            "the first picture alone is restored; see below",
            LEFT_OUT),
    MORE_SAMPLES("samples that are neither colour nor alpha", "TIFF", "", LEFT_OUT),
    STORAGE(
            "how it was stored",
            "PNG (iDOT), JPEG (APP14, Ducky's quality), TIFF (strips, tables, inks), GIF, BMP",
            "it is stored anew",
            MEANINGLESS),
    CHUNKS(
            "chunks",
            "PNG (oFFs, pCAL, sCAL, sTER, those of programs), WebP",
            "what they say is not carried over",
            LEFT_OUT),
    SEGMENTS("application segments", "JPEG (APP0 to APP15 of programs)", "what they say is not carried over", LEFT_OUT),
    EXTENSIONS("extensions", "GIF (plain text, those of programs)", "what they say is not carried over", LEFT_OUT),
    TAGS("tags", "TIFF (private, and those of other kinds)", "what they say is not carried over", LEFT_OUT);

    /** The formats that are written, in the order of the table. */
    static final List<Format> WRITTEN = List.of(Format.PNG, Format.JPEG, Format.TIFF, Format.WEBP);

    private static final List<String> KEYWORDS = List.of(
            "Title",
            "Author",
            "Description",
            "Copyright",
            "Creation Time",
            "Software",
            "Disclaimer",
            "Warning",
            "Source",
            Text.COMMENT);

    private final String label;
    private final String found;
    private final String reason;
    private final Predicate<Metadata> stated;
    private final List<Fate> fates;

    /** @param fates one of each written format, or one of all */
    MetadataKind(String label, String found, String reason, Fate... fates) {
        this(label, found, reason, metadata -> false, fates);
    }

    /** @param stated whether metadata as an encoder gets them say it */
    MetadataKind(String label, String found, String reason, Predicate<Metadata> stated, Fate... fates) {
        this.label = label;
        this.found = found;
        this.reason = reason;
        this.stated = stated;
        this.fates = List.of(fates);
    }

    /** What becomes of it in a format that is written. */
    public Fate fate(Format format) {
        return fates.get(fates.size() == 1 ? 0 : WRITTEN.indexOf(format));
    }

    /** The note that it was left out. */
    public String note() {
        return label + " left out: " + reason;
    }

    /** The note that it was left out, with what it says or the names of what was. */
    public String note(String said) {
        return "%s %s left out: %s".formatted(label, said, reason);
    }

    /** What of some metadata a format has no place for, a line each. */
    static List<String> omissions(Metadata metadata, Format format) {
        List<String> omissions = new ArrayList<>();
        for (MetadataKind kind : values()) {
            if (kind.stated.test(metadata) && kind.fate(format) == NO_ROOM) {
                omissions.add("%s left out: %s has no room for %s"
                        .formatted(
                                kind == TEXTS ? "texts " + keywords(metadata.texts()) : kind.label,
                                name(format),
                                kind.label.endsWith("s") ? "them" : "it"));
            }
        }
        return omissions;
    }

    /** The table of docs/output.md. */
    static String table() {
        StringBuilder table = new StringBuilder("| | found in | ");
        WRITTEN.forEach(format -> table.append(name(format)).append(" | "));
        table.append("|\n").append("| --- ".repeat(3 + WRITTEN.size())).append("|\n");
        for (MetadataKind kind : values()) {
            String fates =
                    WRITTEN.stream().map(format -> kind.fate(format).words()).collect(Collectors.joining(" | "));
            table.append("| %s | %s | %s | %s |\n".formatted(kind.label, kind.found, fates, kind.reason));
        }
        return table.toString();
    }

    /** Keywords that PNG names; of others, which may be anything, how many there are. */
    private static String keywords(List<Text> texts) {
        List<String> known = texts.stream()
                .map(Text::keyword)
                .filter(KEYWORDS::contains)
                .distinct()
                .toList();
        long others = texts.stream()
                .filter(text -> !KEYWORDS.contains(text.keyword()))
                .count();
        String more = others == 0 ? "" : "%d of other keywords".formatted(others);
        return "("
                + Stream.concat(known.stream(), Stream.of(more))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String name(Format format) {
        return format == Format.WEBP ? "WebP" : format.name();
    }
}
