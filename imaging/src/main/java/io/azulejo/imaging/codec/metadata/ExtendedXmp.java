package io.azulejo.imaging.codec.metadata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

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
    private record Sized(Element element, long bytes) {}

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
        main.set(XmpPacket.EXTENSION, "0".repeat(32));
        long excess = main.bytes().length - (long) room;
        for (Sized property : movable(main)) {
            if (excess <= 0) {
                break;
            }
            excess -= property.bytes();
            more.adopt(property.element());
            property.element().getParentNode().removeChild(property.element());
        }
        byte[] extension = more.bareBytes();
        main.set(XmpPacket.EXTENSION, md5(extension));
        byte[] bytes = main.bytes();
        return bytes.length <= room ? Optional.of(new ExtendedXmp(bytes, md5(extension), extension)) : Optional.empty();
    }

    /** Properties that may be moved, the longest first. */
    private static List<Sized> movable(XmpPacket packet) {
        List<Sized> movable = new ArrayList<>();
        for (Element property : packet.elements()) {
            if (!DigitalSource.TYPE.names(property) && !XmpPacket.EXTENSION.names(property)) {
                movable.add(new Sized(property, leastBytes(property)));
            }
        }
        movable.sort(Comparator.comparingLong(Sized::bytes).reversed());
        return movable;
    }

    /**
     * Bytes that a node takes in a packet, or fewer: characters that are escaped there count as themselves, and
     * declarations of prefixes, which are written only where they are needed, as nothing.
     */
    private static long leastBytes(Node node) {
        if (!(node instanceof Element)) {
            return utf8(node.getNodeValue());
        }
        long bytes = "</>".length() + utf8(node.getNodeName());
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
                bytes += " =''".length() + utf8(attribute.getNodeName()) + utf8(attribute.getNodeValue());
            }
        }
        if (node.hasChildNodes()) {
            bytes += "<>".length() + utf8(node.getNodeName());
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            bytes += leastBytes(child);
        }
        return bytes;
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
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
