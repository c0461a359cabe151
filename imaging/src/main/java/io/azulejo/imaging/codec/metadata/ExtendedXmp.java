package io.azulejo.imaging.codec.metadata;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * An XMP packet in two parts, because a segment of JPEG holds 64 KB (XMP specification, part 3, section 1.1.3.1): the
 * main one, and what did not fit, under its MD5 sum.
 *
 * @param main a whole packet that names the sum
 * @param sum 32 hexadecimal digits in upper case
 * @param extension properties without a packet's frame
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the sum stands for the bytes.
public record ExtendedXmp(byte[] main, String sum, byte[] extension) {
    /** The sum of the extended part that a packet names; empty where it names none or is no XMP. */
    public static Optional<String> named(byte[] packet) {
        return XmpPacket.parse(packet).flatMap(main -> main.text(XmpPacket.EXTENSION));
    }

    /** One packet of both parts; empty where one of them is no XMP or the sum is another. */
    public static Optional<byte[]> join(byte[] main, byte[] extension) {
        Optional<XmpPacket> packet = XmpPacket.parse(main);
        Optional<XmpPacket> more = XmpPacket.parse(extension);
        if (packet.isEmpty() || more.isEmpty() || !named(main).equals(Optional.of(md5(extension)))) {
            return Optional.empty();
        }
        more.get().elements().forEach(packet.get()::adopt);
        packet.get().remove(XmpPacket.EXTENSION);
        return Optional.of(packet.get().bytes());
    }

    /**
     * Parts a packet, the longest properties first, so that the main one takes at most so many bytes; empty where that
     * cannot be.
     */
    public static Optional<ExtendedXmp> split(byte[] packet, int room) {
        Optional<XmpPacket> parsed = XmpPacket.parse(packet);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        XmpPacket main = parsed.get();
        XmpPacket more = XmpPacket.blank();
        List<Element> movable = new ArrayList<>(main.elements());
        movable.removeIf(Mark.SOURCE_TYPE::names);
        movable.sort(
                Comparator.comparingInt(property -> -property.getTextContent().length()));
        main.set(XmpPacket.EXTENSION, "0".repeat(32));
        for (Element property : movable) {
            if (main.bytes().length <= room) {
                break;
            }
            more.adopt(property);
            property.getParentNode().removeChild(property);
        }
        byte[] extension = more.bareBytes();
        main.set(XmpPacket.EXTENSION, md5(extension));
        byte[] bytes = main.bytes();
        return bytes.length <= room ? Optional.of(new ExtendedXmp(bytes, md5(extension), extension)) : Optional.empty();
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
