package io.azulejo.imaging.picture;

import java.util.List;
import java.util.Optional;

/**
 * What a file says beside its pixels, each block as the formats embed it. The arrays are shared and must not be
 * changed.
 *
 * @param icc an ICC profile that fits the picture's colour model
 * @param exif a TIFF stream (beginning {@code II*\0} or {@code MM\0*}), without the {@code Exif\0\0} of JPEG
 * @param xmp an XMP packet in UTF-8
 * @param iptc an IPTC-IIM block
 * @param photoshop Photoshop's image resources, but for those that hold one of the other blocks
 * @param geo a TIFF stream of the tags that say where the picture lies on the map (GeoTIFF 1.1)
 * @param colour the chunks of PNG (third edition, section 11.3.2) by which a picture states its colour without a
 *     profile: cICP, mDCV, cLLI, sRGB, gAMA, cHRM, whole and one behind the other
 * @param texts texts and comments, in their order
 * @param resolution pixels per unit of length, where the file states it outside EXIF
 */
public record Metadata(
        Optional<byte[]> icc,
        Optional<byte[]> exif,
        Optional<byte[]> xmp,
        Optional<byte[]> iptc,
        Optional<byte[]> photoshop,
        Optional<byte[]> geo,
        Optional<byte[]> colour,
        List<Text> texts,
        Optional<Resolution> resolution) {

    /** Nothing beside the pixels. */
    public static final Metadata NONE =
            new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The list is copied. */
    public Metadata {
        texts = List.copyOf(texts);
    }

    /** Without texts, and without colour but that of a profile. */
    public Metadata(
            Optional<byte[]> icc,
            Optional<byte[]> exif,
            Optional<byte[]> xmp,
            Optional<byte[]> iptc,
            Optional<byte[]> photoshop,
            Optional<byte[]> geo,
            Optional<Resolution> resolution) {
        this(icc, exif, xmp, iptc, photoshop, geo, Optional.empty(), List.of(), resolution);
    }

    /** Only the blocks that most formats have. */
    public Metadata(
            Optional<byte[]> icc,
            Optional<byte[]> exif,
            Optional<byte[]> xmp,
            Optional<byte[]> iptc,
            Optional<Resolution> resolution) {
        this(icc, exif, xmp, iptc, Optional.empty(), Optional.empty(), resolution);
    }

    /** The same with other texts and comments. */
    public Metadata withTexts(List<Text> other) {
        return new Metadata(icc, exif, xmp, iptc, photoshop, geo, colour, other, resolution);
    }

    /** The same with colour stated otherwise. */
    public Metadata withColour(Optional<byte[]> other) {
        return new Metadata(icc, exif, xmp, iptc, photoshop, geo, other, texts, resolution);
    }

    /** The same with another packet of XMP. */
    public Metadata withXmp(byte[] other) {
        return new Metadata(icc, exif, Optional.of(other), iptc, photoshop, geo, colour, texts, resolution);
    }

    /**
     * A text or a comment.
     *
     * @param keyword what it says: 1 to 79 printable characters of Latin-1, {@link #COMMENT} where that is not said
     * @param language a language tag, empty where none is stated
     * @param translated the keyword in that language, empty where it is not given
     * @param encoding what its bytes were
     */
    public record Text(String keyword, String language, String translated, String text, Encoding encoding) {
        /** The keyword of a comment. */
        public static final String COMMENT = "Comment";

        /** What the bytes of a text were. */
        public enum Encoding {
            LATIN_1,
            UTF_8,
            /** Of no stated encoding and no UTF-8: each character stands for a byte. */
            UNKNOWN
        }
    }

    /** Pixels per metre, exact where the file said so; a ratio only where no unit is given. */
    public record Resolution(double x, double y, boolean perMetre) {
        /** An inch in metres. */
        public static final double INCH = 0.0254;

        /** So many pixels per inch in both directions. */
        public static Resolution perInch(double pixels) {
            return new Resolution(pixels / INCH, pixels / INCH, true);
        }

        /** The same of the picture turned by an EXIF orientation, 1 to 8: from 5 on rows become columns. */
        public Resolution turned(int orientation) {
            return orientation < 5 ? this : new Resolution(/* x= */ y, /* y= */ x, perMetre);
        }
    }
}
