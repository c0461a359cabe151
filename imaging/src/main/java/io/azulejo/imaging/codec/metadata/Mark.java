package io.azulejo.imaging.codec.metadata;

import java.util.List;
import java.util.Optional;
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
    static final XmpName SOURCE_TYPE =
            new XmpName("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt", "DigitalSourceType");
    static final XmpName HISTORY = new XmpName("http://ns.adobe.com/xap/1.0/mm/", "xmpMM", "History");

    /**
     * Writes the mark: {@code Iptc4xmpExt:DigitalSourceType} (IPTC Photo Metadata 2024.1), unless a stronger word is
     * there, and one more entry of {@code xmpMM:History} (ISO 16684-1, section 8.2.6 "ResourceEvent").
     *
     * @param notes takes what was decided about a word that was there
     */
    void write(XmpPacket packet, List<String> notes) {
        Optional<String> stated = packet.text(SOURCE_TYPE).filter(word -> !word.isEmpty());
        String ours = SourceType.word(sourceType);
        if (stated.isPresent() && SourceType.of(stated.get()).isPresent()) {
            SourceType theirs = SourceType.of(stated.get()).get();
            if (theirs.atLeast(sourceType) && !theirs.word().equals(ours)) {
                notes.add("digital source type stays %s, which says more than %s".formatted(theirs.word(), ours));
            } else if (!theirs.word().equals(ours)) {
                notes.add("digital source type %s takes the place of %s".formatted(ours, theirs.word()));
            }
            if (!theirs.atLeast(sourceType)) {
                packet.set(SOURCE_TYPE, sourceType);
            }
        } else {
            if (stated.isPresent()) {
                notes.add("digital source type %s takes the place of a word that IPTC does not have".formatted(ours));
            }
            packet.set(SOURCE_TYPE, sourceType);
        }
        Element entry = packet.addItem(HISTORY, "Seq");
        entry.setAttributeNS(XmpPacket.RDF, "rdf:parseType", "Resource");
        field(packet, entry, "action", "restored");
        field(packet, entry, "softwareAgent", software);
        field(packet, entry, "parameters", parameters);
    }

    private static void field(XmpPacket packet, Element entry, String name, String value) {
        packet.child(entry, XmpName.event(name)).setTextContent(value);
    }
}
