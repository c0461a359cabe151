package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.util.Optional;

/** What an XMP packet (ISO 16684-1, part 2 for TIFF and EXIF properties) says of the stored pixels, set right. */
public final class Xmp {
    static final XmpName ORIENTATION = XmpName.tiff("Orientation");
    private static final XmpName X_RESOLUTION = XmpName.tiff("XResolution");
    private static final XmpName Y_RESOLUTION = XmpName.tiff("YResolution");
    private static final XmpName UNIT = XmpName.tiff("ResolutionUnit");
    private static final XmpName THUMBNAILS = new XmpName("http://ns.adobe.com/xap/1.0/", "xmp", "Thumbnails");

    private Xmp() {}

    /**
     * The packet for an upright picture, without thumbnails and without what it says of things beside the picture that
     * are not carried over ({@link Companions}). Where the pixels were turned, {@code tiff:Orientation} says 1 where it is
     * stated, and resolutions are exchanged where rows became columns; else an orientation stays as it is stated, as
     * viewers do not turn by it, with a note. The same bytes where there is nothing to set right. A packet that is not
     * well-formed XML, or no XMP, is left out with a finding.
     *
     * @param applied the orientation that was applied to the pixels, 1 to 8
     * @throws PictureException CORRUPT where the strictness gives a picture up for such a packet
     */
    public static Optional<byte[]> upright(Optional<byte[]> stored, int applied, Findings findings)
            throws PictureException {
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
        boolean changed = Companions.remove(packet, applied != 1, findings);
        changed |= !packet.properties(THUMBNAILS).isEmpty();
        packet.remove(THUMBNAILS);
        changed |= turn(packet, applied, findings);
        return changed ? Optional.of(packet.bytes()) : stored;
    }

    /** Whether there was anything to set right. */
    private static boolean turn(XmpPacket packet, int applied, Findings findings) {
        for (String stated : packet.texts(ORIENTATION)) {
            boolean number = stated.matches("[0-9]{1,4}");
            if (applied != 1 && !stated.equals(Integer.toString(applied))) {
                findings.note("orientation %s in XMP contradicts the %d that was applied: set to 1"
                        .formatted(number ? stated : "that is no number", applied));
            } else if (applied == 1 && !stated.equals("1")) {
                findings.note("orientation %s in XMP was not applied and stays: viewers do not turn by XMP"
                        .formatted(number ? stated : "that is no number"));
            }
        }
        if (applied == 1) {
            return false;
        }
        boolean oriented = packet.text(ORIENTATION).isPresent();
        packet.replace(ORIENTATION, "1");
        Optional<String> x = packet.text(X_RESOLUTION);
        Optional<String> y = packet.text(Y_RESOLUTION);
        boolean exchanged = applied >= 5 && x.isPresent() && y.isPresent();
        if (exchanged) {
            packet.replace(X_RESOLUTION, y.get());
            packet.replace(Y_RESOLUTION, x.get());
        }
        return oriented || exchanged;
    }

    /** What is stated of an orientation and is one of 2 to 8: nobody turned by it. */
    static Optional<String> unapplied(XmpPacket packet) {
        return packet.text(ORIENTATION).filter(stated -> stated.matches("[2-8]"));
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
