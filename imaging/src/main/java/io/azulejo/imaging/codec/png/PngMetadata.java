package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.codec.LeftOut;
import io.azulejo.imaging.codec.MetadataKind;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.metadata.FoundBlock;
import io.azulejo.imaging.codec.metadata.FoundExif;
import io.azulejo.imaging.codec.metadata.IccProfile;
import io.azulejo.imaging.codec.metadata.ImageResources;
import io.azulejo.imaging.codec.metadata.StatedColour;
import io.azulejo.imaging.codec.metadata.Texts;
import io.azulejo.imaging.codec.metadata.Xmp;
import io.azulejo.imaging.codec.png.PngChunks.Chunk;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what a PNG says beside its pixels. For one thread.
 *
 * <p>EXIF before the pixels turns the picture: the chunk eXIf (PNG third edition, section 5.6, wants it there), else a
 * raw profile. EXIF behind them is kept and does not turn: the size of the picture is known before it is read.
 */
final class PngMetadata {
    private static final Set<String> FORMS = Set.of(PngText.PLAIN, PngText.COMPRESSED, PngText.INTERNATIONAL);
    /** Where pixels are stored, hints for a palette, and what belongs to an animation. */
    private static final Set<String> MEANINGLESS = Set.of("iDOT", "hIST", "sPLT", "acTL", "fcTL", "fdAT");

    private static final String XMP_PREFIX = "http://ns.adobe.com/xap/1.0/\0";
    private static final String RESOURCES_PREFIX = "8BIM";

    private final Findings findings;
    private final boolean orientationOnly;
    private final FoundBlock icc;
    private Optional<byte[]> rawIcc = Optional.empty();
    private final FoundExif exif;
    private final FoundBlock xmp;
    private Optional<byte[]> rawXmp = Optional.empty();
    private Optional<byte[]> iptc = Optional.empty();
    private Optional<byte[]> resources = Optional.empty();
    private Optional<Resolution> resolution = Optional.empty();
    private Optional<byte[]> significantBits = Optional.empty();
    private boolean background;
    private final StatedColour colour = new StatedColour();
    private final Texts texts = new Texts();
    private final LeftOut others = new LeftOut(MetadataKind.CHUNKS);

    /** With {@code orientationOnly} nothing is read but what turns the picture. */
    PngMetadata(Findings findings, boolean orientationOnly) {
        this.findings = findings;
        this.orientationOnly = orientationOnly;
        this.exif = new FoundExif(findings);
        this.icc = new FoundBlock("ICC profile", findings);
        this.xmp = new FoundBlock("XMP packet", findings);
    }

    /** What is said of the orientation, so far. */
    int orientation() {
        return exif.orientation();
    }

    /** What was found, for the upright picture whose pixels were turned so; that something was left out is noted. */
    Metadata metadata(PngHeader header, Shape shape, int orientation) throws PictureException {
        int depth = header.hasPalette() ? 8 : header.depth();
        if (significantBits.isPresent() && fewer(significantBits.get(), depth)) {
            findings.note(MetadataKind.SIGNIFICANT_BITS.note());
        }
        if (background && shape.hasAlpha()) {
            findings.note(MetadataKind.BACKGROUND.note());
        }
        others.note(findings);
        rawIcc.ifPresent(icc::take);
        rawXmp.ifPresent(xmp::take);
        return new Metadata(
                        IccProfile.fitting(icc.block(), shape.colours(), findings),
                        exif.upright(orientation),
                        Xmp.upright(xmp.block(), orientation, findings),
                        iptc.or(() -> resources.flatMap(ImageResources::iptc)),
                        resources.flatMap(block -> ImageResources.others(block, orientation != 1)),
                        Optional.empty(),
                        resolution.map(stated -> stated.turned(orientation)))
                .withColour(colour.block())
                .withTexts(texts.kept(findings));
    }

    private static boolean fewer(byte[] bits, int depth) {
        for (byte one : bits) {
            if (one < depth) {
                return true;
            }
        }
        return false;
    }

    /** Reads an ancillary chunk, or goes behind it. */
    void take(PngChunks chunks, Chunk chunk, boolean behindPixels) throws PictureException, IOException {
        String name = chunk.name();
        boolean text = FORMS.contains(name);
        boolean states = StatedColour.has(name) && !behindPixels;
        boolean read =
                text || states || Set.of("eXIf", "iCCP", "pHYs", "sBIT", "tIME").contains(name);
        boolean wanted = orientationOnly ? text || name.equals("eXIf") : read && !(text && texts.full());
        if (!wanted) {
            pass(name);
            chunks.skip(chunk);
            return;
        }
        // Hexadecimal digits and line breaks take a little more than twice the block.
        Optional<byte[]> body = chunks.optional(chunk, 3 * PngText.MOST_BYTES);
        if (body.isEmpty()) {
            return;
        }
        byte[] bytes = body.get();
        if (states) {
            if (!colour.take(name, bytes)) {
                others.add(name);
            }
        } else if (text) {
            takeText(name, bytes);
        } else {
            switch (name) {
                case "eXIf" -> exif.take(bytes, !behindPixels);
                case "iCCP" -> takeIcc(bytes);
                case "pHYs" -> takeResolution(bytes);
                case "sBIT" -> significantBits = body;
                default -> noteChanged(bytes);
            }
        }
    }

    /** Remembers the name of a chunk that is not read. */
    private void pass(String name) {
        if (name.equals("caBX")) {
            findings.note(MetadataKind.CREDENTIALS.note());
        } else if (name.equals("bKGD")) {
            background = true;
        } else if (!orientationOnly && !FORMS.contains(name) && !MEANINGLESS.contains(name)) {
            others.add(name);
        }
    }

    private void noteChanged(byte[] time) {
        if (time.length == 7) {
            int year = (time[0] & 0xff) << 8 | (time[1] & 0xff);
            findings.note(MetadataKind.CHANGED.note("%04d-%02d-%02d %02d:%02d:%02d"
                    .formatted(year, time[2] & 0xff, time[3] & 0xff, time[4] & 0xff, time[5] & 0xff, time[6] & 0xff)));
        } else {
            others.add("tIME");
        }
    }

    private void takeIcc(byte[] chunk) throws PictureException {
        Optional<byte[]> profile = PngText.deflated(chunk);
        profile.ifPresent(icc::take);
        if (profile.isEmpty()) {
            findings.report(
                    Strictness.WARNING,
                    FailureKind.CORRUPT,
                    "ICC profile left out: damaged, or of more than %d bytes".formatted(PngText.MOST_BYTES));
        }
    }

    private void takeResolution(byte[] bytes) {
        if (bytes.length != 9) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long x = buffer.getInt() & 0xffffffffL;
        long y = buffer.getInt() & 0xffffffffL;
        if (x > 0 && y > 0) {
            resolution = Optional.of(new Resolution(x, y, buffer.get() == 1));
        }
    }

    private void takeText(String form, byte[] bytes) throws PictureException {
        String keyword = PngText.keyword(bytes);
        boolean raw = keyword.startsWith(PngText.RAW_PROFILE);
        if (!raw && !keyword.equals(PngText.XMP)) {
            Optional<Text> text = PngText.text(form, bytes);
            if (text.isPresent()) {
                texts.add(text.get());
            } else {
                leftOut("text");
            }
            return;
        }
        Optional<byte[]> text = PngText.body(form, bytes);
        Optional<byte[]> block = raw ? text.flatMap(PngText::rawProfile) : text;
        if (block.isEmpty()) {
            leftOut(raw ? "raw profile" : "XMP");
        } else if (raw) {
            takeRawProfile(keyword.substring(PngText.RAW_PROFILE.length()).toLowerCase(Locale.ROOT), block.get());
        } else {
            xmp.take(block.get());
        }
    }

    private void leftOut(String what) throws PictureException {
        findings.report(
                Strictness.WARNING,
                FailureKind.CORRUPT,
                "%s left out: damaged, or of more than %d bytes".formatted(what, PngText.MOST_BYTES));
    }

    /** Names are those of ImageMagick's profiles; what they hold is seen by its first bytes, as exiftool does. */
    private void takeRawProfile(String name, byte[] block) throws PictureException {
        switch (name) {
            case "exif", "app1" -> {
                if (starts(block, XMP_PREFIX)) {
                    rawXmp = rawXmp.or(() -> Optional.of(rest(block, XMP_PREFIX)));
                } else {
                    exif.take(block, false);
                }
            }
            case "iptc", "8bim" -> {
                if (!starts(block, RESOURCES_PREFIX)) {
                    iptc = iptc.or(() -> Optional.of(block));
                } else if (name.equals("8bim") || resources.isEmpty()) {
                    iptc = iptc.or(() -> ImageResources.iptc(block));
                    resources = Optional.of(block);
                }
            }
            case "xmp" -> rawXmp = rawXmp.or(() -> Optional.of(block));
            case "icc", "icm" -> rawIcc = rawIcc.or(() -> Optional.of(block));
            default -> others.add("raw profile");
        }
    }

    private static boolean starts(byte[] block, String prefix) {
        return new String(block, 0, Math.min(block.length, prefix.length()), StandardCharsets.ISO_8859_1)
                .equals(prefix);
    }

    private static byte[] rest(byte[] block, String prefix) {
        return Arrays.copyOfRange(block, prefix.length(), block.length);
    }
}
