package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the metadata of a decoded picture becomes that of its restored version. Immutable, safe for many threads.
 *
 * @param strip whether only the colour space, the mark, and who made and owns the picture are kept
 * @param mark what the picture says of its restoration; empty to say nothing
 * @param dpi what becomes of a stated resolution
 * @param scale output over input, a side
 */
public record CarryOver(boolean strip, Optional<Mark> mark, Dpi dpi, int scale) {
    /** Marks of ours begin so, whatever the version. */
    private static final String SOFTWARE = "Azulejo ";

    /**
     * Metadata with what was decided about it.
     *
     * @param notes a line each
     */
    public record Carried(Metadata metadata, List<String> notes) {}

    /**
     * The metadata of the restored picture. The same metadata give the same bytes.
     *
     * @param source as a decoder gives it: blocks well-formed, and upright
     * @param output shape of the restored picture
     */
    public Carried carry(Metadata source, Shape output) {
        List<String> notes = new ArrayList<>();
        Optional<Exif> exif = source.exif().flatMap(Exif::parse);
        Optional<XmpPacket> xmp = source.xmp().flatMap(XmpPacket::parse);
        Metadata metadata = strip ? stripped(source, exif, xmp, notes) : whole(source, exif, xmp, output, notes);
        return new Carried(metadata, List.copyOf(notes));
    }

    private Metadata whole(
            Metadata source, Optional<Exif> exif, Optional<XmpPacket> xmp, Shape output, List<String> notes) {
        Optional<XmpPacket> packet = mark.isPresent() ? Optional.of(xmp.orElseGet(XmpPacket::blank)) : xmp;
        packet.ifPresent(one -> {
            Xmp.restore(one, dpi, scale, output);
            mark.ifPresent(says -> says.write(one, notes));
        });
        return new Metadata(
                source.icc(),
                exif.map(block -> block.restored(dpi, scale, output)),
                packet.map(XmpPacket::bytes),
                source.iptc(),
                source.photoshop().map(resources -> ImageResources.restored(resources, dpi, scale)),
                source.geo().map(tags -> GeoTags.restored(tags, scale)),
                source.colour(),
                source.texts(),
                resolution(source, exif));
    }

    private Metadata stripped(Metadata source, Optional<Exif> exif, Optional<XmpPacket> xmp, List<String> notes) {
        XmpPacket packet = Ownership.packet(xmp, source.iptc(), exif, source.texts(), SOFTWARE);
        mark.ifPresent(says -> says.write(packet, notes));
        if (source.icc().isEmpty() && exif.map(Exif::otherColours).orElse(false)) {
            notes.add("EXIF, which says that the colours are not those of sRGB, left out: stripped");
        }
        return new Metadata(
                        source.icc(),
                        Ownership.exif(packet, exif),
                        packet.isBlank() ? Optional.empty() : Optional.of(packet.bytes()),
                        Optional.empty(),
                        dpi.kind() == Dpi.Kind.SET ? resolution(source, exif) : Optional.empty())
                .withColour(source.colour());
    }

    /** What EXIF alone states is stated outside it too: readers of PNG and JPEG look there first. */
    private Optional<Resolution> resolution(Metadata source, Optional<Exif> exif) {
        if (dpi.kind() == Dpi.Kind.SET) {
            return Optional.of(Resolution.perInch(dpi.perInch()));
        }
        return source.resolution().or(() -> exif.flatMap(Exif::resolution)).map(stated -> dpi.applied(stated, scale));
    }
}
