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
 * @param resolution pixels per unit of length, where the file states it outside EXIF
 */
public record Metadata(
        Optional<byte[]> icc,
        Optional<byte[]> exif,
        Optional<byte[]> xmp,
        Optional<byte[]> iptc,
        Optional<Resolution> resolution) {

    /** Nothing beside the pixels. */
    public static final Metadata NONE =
            new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Pixels per metre, exact where the file said so; a ratio only where no unit is given. */
    public record Resolution(double x, double y, boolean perMetre) {}
}
