package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.picture.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** XMP packets to test with. */
public final class XmpPackets {
    /** The mark of a restored picture. */
    public static final Mark MARK = new Mark(
            "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced",
            "Azulejo 1.2.3",
            "model m, sha256 00, scale 2");

    private static final String NAMES = " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            + " xmlns:tiff=\"http://ns.adobe.com/tiff/1.0/\""
            + " xmlns:exif=\"http://ns.adobe.com/exif/1.0/\""
            + " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
            + " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\""
            + " xmlns:stEvt=\"http://ns.adobe.com/xap/1.0/sType/ResourceEvent#\""
            + " xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\""
            + " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\""
            + " xmlns:own=\"http://example.org/own/\"";

    private XmpPackets() {}

    /** A packet of properties that are attributes, and properties that are elements. */
    public static byte[] of(String attributes, String elements) {
        String packet = "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta"
                + " xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
                + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\""
                + NAMES + " " + attributes + ">" + elements
                + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
        return packet.getBytes(StandardCharsets.UTF_8);
    }

    /** Metadata of a packet alone. */
    public static Metadata alone(byte[] packet) {
        return new Metadata(
                Optional.empty(), Optional.empty(), Optional.of(packet), Optional.empty(), Optional.empty());
    }

    /** The value of a simple property, as {@code tiff:Orientation}; null where the packet has none. */
    public static String value(byte[] packet, String name) {
        XmpPacket parsed = XmpPacket.parse(packet).orElseThrow();
        return parsed.text(name(name)).orElse(null);
    }

    /** The elements of a property that is a list. */
    static List<Element> items(byte[] packet, String name) {
        return XmpPacket.parse(packet).orElseThrow().items(name(name));
    }

    /** A name with one of the prefixes of {@link #of}. */
    static XmpName name(String name) {
        String prefix = name.substring(0, name.indexOf(':'));
        String declared = " xmlns:" + prefix + "=\"";
        int from = NAMES.indexOf(declared) + declared.length();
        return new XmpName(
                NAMES.substring(from, NAMES.indexOf('"', from)), prefix, name.substring(prefix.length() + 1));
    }
}
