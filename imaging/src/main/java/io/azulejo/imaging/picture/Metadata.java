package io.azulejo.imaging.picture;

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
 * @param resolution pixels per unit of length, where the file states it outside EXIF
 */
public record Metadata(
        Optional<byte[]> icc,
        Optional<byte[]> exif,
        Optional<byte[]> xmp,
        Optional<byte[]> iptc,
        Optional<byte[]> photoshop,
        Optional<byte[]> geo,
        Optional<Resolution> resolution) {

    /** Nothing beside the pixels. */
    public static final Metadata NONE =
            new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Without Photoshop's resources and a place on the map. */
    public Metadata(
            Optional<byte[]> icc,
            Optional<byte[]> exif,
            Optional<byte[]> xmp,
            Optional<byte[]> iptc,
            Optional<Resolution> resolution) {
        this(icc, exif, xmp, iptc, Optional.empty(), Optional.empty(), resolution);
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
