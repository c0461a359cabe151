package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.metadata.ContentCredentials;
import io.azulejo.imaging.codec.metadata.FoundExif;
import io.azulejo.imaging.codec.metadata.IccProfile;
import io.azulejo.imaging.codec.metadata.ImageResources;
import io.azulejo.imaging.codec.metadata.Xmp;
import io.azulejo.imaging.codec.png.PngChunks.Chunk;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * Collects what a PNG says beside its pixels. For one thread.
 *
 * <p>EXIF before the pixels turns the picture: the chunk eXIf (PNG third edition, section 5.6, wants it there), else a
 * raw profile. EXIF behind them is kept and does not turn: the size of the picture is known before it is read.
 */
final class PngMetadata {
    private static final int ICCP = PngChunks.type("iCCP");
    private static final int EXIF = PngChunks.type("eXIf");
    private static final int PHYS = PngChunks.type("pHYs");
    private static final int CABX = PngChunks.type("caBX");
    private static final int TEXT = PngChunks.type("tEXt");
    private static final int ZTXT = PngChunks.type("zTXt");
    private static final int ITXT = PngChunks.type("iTXt");

    private final Findings findings;
    private final boolean orientationOnly;
    private Optional<byte[]> icc = Optional.empty();
    private final FoundExif exif;
    private Optional<byte[]> xmp = Optional.empty();
    private Optional<byte[]> iptc = Optional.empty();
    private Optional<byte[]> resources = Optional.empty();
    private Optional<Resolution> resolution = Optional.empty();

    /** With {@code orientationOnly} nothing is read but what turns the picture. */
    PngMetadata(Findings findings, boolean orientationOnly) {
        this.findings = findings;
        this.orientationOnly = orientationOnly;
        this.exif = new FoundExif(findings);
    }

    /** What is said of the orientation, so far. */
    int orientation() {
        return exif.orientation();
    }

    /** What was found, for the upright picture of so many colour channels, whose pixels were turned so. */
    Metadata metadata(int colours, int orientation) throws PictureException {
        return new Metadata(
                IccProfile.fitting(icc, colours, findings),
                exif.upright(orientation),
                Xmp.upright(xmp, orientation, findings),
                iptc.or(() -> resources.flatMap(ImageResources::iptc)),
                resources.flatMap(block -> ImageResources.others(block, orientation != 1)),
                Optional.empty(),
                resolution.map(stated -> stated.turned(orientation)));
    }

    /** Reads an ancillary chunk, or goes behind it. */
    void take(PngChunks chunks, Chunk chunk, boolean behindPixels) throws PictureException, IOException {
        int type = chunk.type();
        boolean text = type == TEXT || type == ZTXT || type == ITXT;
        boolean wanted = orientationOnly
                ? type == EXIF || type == TEXT || type == ZTXT
                : type == ICCP || type == EXIF || type == PHYS || (text && chunk.length() > 0);
        if (!wanted) {
            if (type == CABX) {
                findings.note(ContentCredentials.LEFT_OUT);
            }
            chunks.skip(chunk);
            return;
        }
        // Hexadecimal digits and line breaks take a little more than twice the block.
        Optional<byte[]> body = chunks.optional(chunk, 3 * PngText.MOST_BYTES);
        if (body.isEmpty()) {
            return;
        }
        byte[] bytes = body.get();
        if (type == EXIF) {
            exif.take(bytes, !behindPixels);
        } else if (type == PHYS && bytes.length == 9) {
            takeResolution(bytes);
        } else if (type == ICCP) {
            icc = PngText.deflated(bytes);
            if (icc.isEmpty()) {
                findings.report(
                        Strictness.WARNING,
                        FailureKind.CORRUPT,
                        "ICC profile left out: damaged, or of more than %d bytes".formatted(PngText.MOST_BYTES));
            }
        } else if (text) {
            takeText(type, bytes);
        }
    }

    private void takeResolution(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long x = buffer.getInt() & 0xffffffffL;
        long y = buffer.getInt() & 0xffffffffL;
        if (x > 0 && y > 0) {
            resolution = Optional.of(new Resolution(x, y, buffer.get() == 1));
        }
    }

    private void takeText(int type, byte[] bytes) throws PictureException {
        String keyword = PngText.keyword(bytes);
        boolean raw = keyword.startsWith(PngText.RAW_PROFILE);
        if (!raw && !keyword.equals(PngText.XMP)) {
            return;
        }
        Optional<byte[]> text = type == ITXT
                ? PngText.international(bytes)
                : type == ZTXT ? PngText.deflated(bytes) : Optional.of(PngText.plain(bytes));
        Optional<byte[]> block = raw ? text.flatMap(PngText::rawProfile) : text;
        if (block.isEmpty()) {
            findings.report(
                    Strictness.WARNING,
                    FailureKind.CORRUPT,
                    "%s left out: damaged, or of more than %d bytes"
                            .formatted(raw ? "raw profile" : "XMP", PngText.MOST_BYTES));
        } else if (raw) {
            takeRawProfile(keyword.substring(PngText.RAW_PROFILE.length()).toLowerCase(Locale.ROOT), block.get());
        } else {
            xmp = block;
        }
    }

    private void takeRawProfile(String name, byte[] block) throws PictureException {
        switch (name) {
            case "exif", "app1" -> exif.take(block, false);
            case "iptc", "8bim" -> {
                if (block.length > 0 && block[0] == '8') {
                    resources = Optional.of(block);
                } else {
                    iptc = Optional.of(block);
                }
            }
            case "xmp" -> xmp = xmp.or(() -> Optional.of(block));
            case "icc", "icm" -> icc = icc.or(() -> Optional.of(block));
            default -> {
                // Other profiles say nothing that is kept.
            }
        }
    }
}
