package io.azulejo.imaging.codec.metadata;

import java.util.List;
import org.w3c.dom.Element;

/**
 * What a restored picture says of its restoration. There is no time in it and no random number: the same restoration
 * gives the same words.
 *
 * @param sourceType an IPTC digital source type (a URI)
 * @param software name and version of what restored it
 * @param parameters what it was restored with, for a person to read
 */
public record Mark(String sourceType, String software, String parameters) {
    static final XmpName HISTORY = new XmpName("http://ns.adobe.com/xap/1.0/mm/", "xmpMM", "History");

    /** A name from outside may hold what XML does not. */
    public Mark {
        sourceType = PacketXml.allowed(sourceType);
        software = PacketXml.allowed(software);
        parameters = PacketXml.allowed(parameters);
    }

    /**
     * Writes the mark: {@code Iptc4xmpExt:DigitalSourceType} (IPTC Photo Metadata Standard, Digital Source Type), unless
     * a stronger word is there, and one more entry of {@code xmpMM:History} (XMP specification, part 2, ResourceEvent).
     *
     * @param notes takes what was decided about a word that was there
     */
    void write(XmpPacket packet, List<String> notes) {
        DigitalSource.write(packet, sourceType, notes);
        Element entry = packet.addItem(HISTORY, "Seq");
        packet.declare(XmpName.event(""), entry);
        entry.setAttributeNS(XmpPacket.RDF, "rdf:parseType", "Resource");
        field(packet, entry, "action", "restored");
        field(packet, entry, "softwareAgent", software);
        field(packet, entry, "parameters", parameters);
    }

    private static void field(XmpPacket packet, Element entry, String name, String value) {
        packet.child(entry, XmpName.event(name)).setTextContent(value);
    }
}
