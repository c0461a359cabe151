package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.util.Optional;

/** What an XMP packet (ISO 16684-1, part 2 for TIFF and EXIF properties) says of the stored pixels, set right. */
public final class Xmp {
    private static final XmpName ORIENTATION = XmpName.tiff("Orientation");
    private static final XmpName X_RESOLUTION = XmpName.tiff("XResolution");
    private static final XmpName Y_RESOLUTION = XmpName.tiff("YResolution");
    private static final XmpName UNIT = XmpName.tiff("ResolutionUnit");
    private static final XmpName THUMBNAILS = new XmpName("http://ns.adobe.com/xap/1.0/", "xmp", "Thumbnails");

    private Xmp() {}

    /**
     * The packet for an upright picture: {@code tiff:Orientation} 1 where it is stated, resolutions exchanged where rows
     * became columns, and without thumbnails; the same bytes where there is nothing to set right. One that is not
     * well-formed XML, or no XMP, is left out with a finding.
     *
     * @throws PictureException CORRUPT where the strictness gives a picture up for such a packet
     */
    public static Optional<byte[]> upright(Optional<byte[]> stored, Findings findings) throws PictureException {
        if (stored.isEmpty()) {
            return stored;
        }
        Optional<XmpPacket> parsed = XmpPacket.parse(stored.get());
        if (parsed.isEmpty()) {
            findings.report(
                    Strictness.WARNING,
                    FailureKind.CORRUPT,
                    "XMP left out: not well-formed, or no XMP (%d bytes)".formatted(stored.get().length));
            return Optional.empty();
        }
        XmpPacket packet = parsed.get();
        String orientation = packet.text(ORIENTATION).orElse("1");
        if (orientation.equals("1") && packet.properties(THUMBNAILS).isEmpty()) {
            return stored;
        }
        packet.replace(ORIENTATION, "1");
        packet.remove(THUMBNAILS);
        Optional<String> x = packet.text(X_RESOLUTION);
        Optional<String> y = packet.text(Y_RESOLUTION);
        if (orientation.compareTo("5") >= 0 && x.isPresent() && y.isPresent()) {
            packet.replace(X_RESOLUTION, y.get());
            packet.replace(Y_RESOLUTION, x.get());
        }
        return Optional.of(packet.bytes());
    }

    /** Resolution and pixel counts, where they are stated, for the picture with {@code scale} times the pixels a side. */
    static void restore(XmpPacket packet, Dpi dpi, int scale, Shape output) {
        boolean set = dpi.kind() == Dpi.Kind.SET;
        if (set || !packet.text(UNIT).orElse("2").equals("1")) {
            restore(packet, X_RESOLUTION, dpi, scale);
            restore(packet, Y_RESOLUTION, dpi, scale);
        }
        if (set) {
            packet.replace(UNIT, "2");
        }
        for (XmpName width : new XmpName[] {XmpName.tiff("ImageWidth"), XmpName.exif("PixelXDimension")}) {
            packet.replace(width, Integer.toString(output.width()));
        }
        for (XmpName height : new XmpName[] {XmpName.tiff("ImageLength"), XmpName.exif("PixelYDimension")}) {
            packet.replace(height, Integer.toString(output.height()));
        }
    }

    /** A ratio such as {@code 300/1}, or a number; what is neither stays. */
    private static void restore(XmpPacket packet, XmpName name, Dpi dpi, int scale) {
        Optional<String> stated = packet.text(name).filter(text -> text.matches("[0-9]{1,15}(/[0-9]{1,15})?"));
        if (stated.isEmpty()) {
            return;
        }
        String[] parts = stated.get().split("/", -1);
        long numerator = Long.parseLong(parts[0]) * dpi.factor(scale);
        String denominator = parts.length == 1 ? "" : "/" + parts[1];
        packet.replace(name, dpi.kind() == Dpi.Kind.SET ? dpi.perInch() + "/1" : numerator + denominator);
    }
}
