package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.codec.LeftOut;
import io.azulejo.imaging.codec.MetadataKind;
import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.metadata.ContentCredentials;
import io.azulejo.imaging.codec.metadata.FoundExif;
import io.azulejo.imaging.codec.metadata.IccProfile;
import io.azulejo.imaging.codec.metadata.ImageResources;
import io.azulejo.imaging.codec.metadata.Texts;
import io.azulejo.imaging.codec.metadata.Xmp;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.PictureException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what the application segments and comments of a JPEG say. For one thread. */
final class JpegMetadata {
    static final byte[] EXIF = ascii("Exif\0\0");
    static final byte[] XMP = ascii("http://ns.adobe.com/xap/1.0/\0");
    static final byte[] ICC = ascii("ICC_PROFILE\0");
    static final byte[] PHOTOSHOP = ascii("Photoshop 3.0\0");
    static final byte[] JFIF = ascii("JFIF\0");
    static final byte[] EXTENDED_XMP = ascii("http://ns.adobe.com/xmp/extension/\0");
    private static final byte[] ADOBE = ascii("Adobe");
    private static final byte[] MPF = ascii("MPF\0");
    private static final byte[] DUCKY = ascii("Ducky");
    private static final byte[] THUMBNAIL = ascii("JFXX\0");
    private static final Pattern OWNER = Pattern.compile("([A-Za-z_][A-Za-z0-9_ .-]{1,23})\0");
    /** Of a picture with a gain map (ISO 21496-1, annex C). */
    private static final byte[] GAIN_MAP = ascii("urn:iso:std:iso:ts:21496:-1\0");

    private final Findings findings;
    private final FoundExif exif;
    private final JpegXmp xmp;
    private Optional<Resolution> resolution = Optional.empty();
    /** Parts of the profile by their sequence number (ICC.1:2022, annex B.4). */
    private final TreeMap<Integer, byte[]> iccParts = new TreeMap<>();

    private int iccCount;
    private long iccBytes;
    private final ByteArrayOutputStream resources = new ByteArrayOutputStream(0);
    private JpegIndex index = JpegIndex.NONE;
    private boolean gainMap;
    private boolean jfif;
    private int adobeTransform = -1;
    private final Texts comments = new Texts();
    private final LeftOut others = new LeftOut(MetadataKind.SEGMENTS);

    JpegMetadata(Findings findings) {
        this.findings = findings;
        this.exif = new FoundExif(findings);
        this.xmp = new JpegXmp(findings);
    }

    /**
     * Takes the segment of marker APP0..APP15 or COM, without its length.
     *
     * @param at where its first byte lies in the file
     */
    void take(int marker, byte[] segment, long at) throws PictureException {
        if (marker == 0xe0 && starts(segment, JFIF) && segment.length >= 12) {
            takeJfif(segment);
        } else if (marker == 0xe1 && starts(segment, EXIF)) {
            exif.take(segment, false);
        } else if (marker == 0xe1 && starts(segment, XMP)) {
            xmp.takeMain(rest(segment, XMP));
        } else if (marker == 0xe1 && starts(segment, EXTENDED_XMP)) {
            xmp.takeExtended(rest(segment, EXTENDED_XMP));
        } else if (marker == 0xe2 && starts(segment, ICC) && segment.length > ICC.length + 2) {
            takeIcc(segment);
        } else if (marker == 0xe2 && starts(segment, MPF)) {
            if (index.entries().isEmpty()) {
                index = JpegIndex.parse(ByteBuffer.wrap(rest(segment, MPF)), at + MPF.length);
            }
        } else if (marker == 0xe2 && starts(segment, GAIN_MAP)) {
            gainMap = true;
        } else if (marker == 0xeb && ContentCredentials.in(segment)) {
            findings.note(MetadataKind.CREDENTIALS.note());
        } else if (marker == 0xed && starts(segment, PHOTOSHOP) && resources.size() < IccProfile.MOST_BYTES) {
            resources.writeBytes(rest(segment, PHOTOSHOP));
        } else if (marker == 0xee && starts(segment, ADOBE) && segment.length >= 12) {
            adobeTransform = segment[11] & 0xff;
        } else if (marker == JpegSegments.COMMENT) {
            comments.addComment(segment);
        } else if (marker == 0xec && starts(segment, DUCKY)) {
            JpegDucky.texts(segment).forEach(comments::add);
        } else if (!(marker == 0xe0 && (starts(segment, JFIF) || starts(segment, THUMBNAIL)))) {
            others.add("APP%d%s".formatted(marker - 0xe0, owner(segment)));
        }
    }

    /** The pictures behind the first. */
    JpegIndex index() {
        return index;
    }

    /** Whether one of them is said to be a gain map. */
    boolean gainMap() {
        return gainMap || xmp.says("GainMap") || xmp.says("hdr-gain-map");
    }

    boolean jfif() {
        return jfif;
    }

    /** The colour transform of the Adobe segment (0 none, 1 YCbCr, 2 YCCK), or -1 without one. */
    int adobeTransform() {
        return adobeTransform;
    }

    /** How the stored pixels are to be turned. */
    int orientation() {
        return exif.orientation();
    }

    /** A profile for so many stored components; one that does not fit is left out with a note. */
    Optional<byte[]> icc(int components) throws PictureException {
        if (iccParts.isEmpty()) {
            return Optional.empty();
        }
        if (iccParts.size() != iccCount || iccParts.firstKey() != 1 || iccParts.lastKey() != iccCount) {
            findings.report(
                    Strictness.WARNING,
                    FailureKind.CORRUPT,
                    "ICC profile left out: %d of %d parts are there".formatted(iccParts.size(), iccCount));
            return Optional.empty();
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream((int) iccBytes);
        iccParts.values().forEach(joined::writeBytes);
        return IccProfile.fitting(Optional.of(joined.toByteArray()), components, findings);
    }

    /** What was found, for the upright picture, with a given profile. */
    Metadata metadata(Optional<byte[]> icc) throws PictureException {
        byte[] photoshop = resources.toByteArray();
        others.note(findings);
        return new Metadata(
                        icc,
                        exif.upright(orientation()),
                        Xmp.upright(xmp.packet(), orientation(), findings),
                        ImageResources.iptc(photoshop),
                        ImageResources.others(photoshop, orientation() != 1),
                        Optional.empty(),
                        resolution.map(stated -> stated.turned(orientation())))
                .withTexts(comments.kept(findings));
    }

    static boolean starts(byte[] segment, byte[] prefix) {
        return segment.length >= prefix.length && Arrays.equals(segment, 0, prefix.length, prefix, 0, prefix.length);
    }

    private void takeJfif(byte[] segment) {
        jfif = true;
        int unit = segment[7];
        int x = (segment[8] & 0xff) << 8 | (segment[9] & 0xff);
        int y = (segment[10] & 0xff) << 8 | (segment[11] & 0xff);
        if (x == 0 || y == 0 || (unit == 0 && x == y)) {
            return;
        }
        double perMetre = unit == 1 ? 1 / Resolution.INCH : unit == 2 ? 100 : 1;
        resolution = Optional.of(new Resolution(x * perMetre, y * perMetre, unit == 1 || unit == 2));
    }

    /** By what a segment says whose it is, where that is a word. */
    private static String owner(byte[] segment) {
        String head = new String(segment, 0, Math.min(segment.length, 32), StandardCharsets.ISO_8859_1);
        Matcher word = OWNER.matcher(head);
        return word.lookingAt() ? " (" + word.group(1) + ")" : "";
    }

    private void takeIcc(byte[] segment) {
        int number = segment[ICC.length] & 0xff;
        iccCount = segment[ICC.length + 1] & 0xff;
        byte[] part = Arrays.copyOfRange(segment, ICC.length + 2, segment.length);
        if (iccBytes + part.length <= IccProfile.MOST_BYTES && iccParts.putIfAbsent(number, part) == null) {
            iccBytes += part.length;
        }
    }

    private static byte[] rest(byte[] segment, byte[] prefix) {
        return Arrays.copyOfRange(segment, prefix.length, segment.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
