package io.azulejo.imaging.codec.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Who made a picture, who is to be named and who owns it, wherever that is said: what is left of metadata that is
 * stripped.
 */
final class Ownership {
    private static final XmpName CREATOR = XmpName.dc("creator");
    private static final XmpName RIGHTS = XmpName.dc("rights");
    private static final XmpName CREDIT = XmpName.photoshop("Credit");
    private static final XmpName AGENT = XmpName.event("softwareAgent");

    private Ownership() {}

    /**
     * A packet that says who owns the picture and how it was marked before, and nothing else: from XMP, else IPTC-IIM,
     * else EXIF.
     *
     * @param software how entries of the history begin that are marks
     */
    static XmpPacket packet(Optional<XmpPacket> xmp, Optional<byte[]> iptc, Optional<Exif> exif, String software) {
        XmpPacket kept = XmpPacket.blank();
        xmp.ifPresent(packet -> {
            for (Element property : packet.elements()) {
                if (CREATOR.names(property) || RIGHTS.names(property) || Mark.HISTORY.names(property)) {
                    kept.adopt(property);
                }
            }
            packet.text(CREDIT).ifPresent(credit -> kept.set(CREDIT, credit));
            packet.text(Mark.SOURCE_TYPE).ifPresent(type -> kept.set(Mark.SOURCE_TYPE, type));
        });
        for (Element entry : kept.items(Mark.HISTORY)) {
            if (!agent(entry).startsWith(software)) {
                entry.getParentNode().removeChild(entry);
            }
        }
        if (kept.items(Mark.HISTORY).isEmpty()) {
            kept.remove(Mark.HISTORY);
        }
        if (kept.items(CREATOR).isEmpty()) {
            kept.remove(CREATOR);
            for (String creator : texts(iptc, Iptc.BY_LINE, exif, Exif.ARTIST)) {
                kept.addItem(CREATOR, "Seq").setTextContent(creator);
            }
        }
        if (kept.items(RIGHTS).isEmpty()) {
            kept.remove(RIGHTS);
            List<String> rights = texts(iptc, Iptc.COPYRIGHT_NOTICE, exif, Exif.COPYRIGHT);
            if (!rights.isEmpty()) {
                Element item = kept.addItem(RIGHTS, "Alt");
                item.setAttribute("xml:lang", "x-default");
                item.setTextContent(rights.get(0));
            }
        }
        if (kept.text(CREDIT).isEmpty() && iptc.isPresent()) {
            Iptc.texts(iptc.get(), Iptc.CREDIT).stream().findFirst().ifPresent(credit -> kept.set(CREDIT, credit));
        }
        return kept;
    }

    /** An EXIF block of Artist and Copyright; empty where the packet knows neither. */
    static Optional<byte[]> exif(XmpPacket packet) {
        List<String> creators =
                packet.items(CREATOR).stream().map(Node::getTextContent).toList();
        return ExifBlock.of(
                creators.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", creators)),
                packet.items(RIGHTS).stream().map(Node::getTextContent).findFirst());
    }

    private static List<String> texts(Optional<byte[]> iptc, int dataSet, Optional<Exif> exif, int tag) {
        List<String> texts = iptc.map(block -> Iptc.texts(block, dataSet)).orElse(List.of());
        if (!texts.isEmpty() || exif.isEmpty()) {
            return texts;
        }
        // EXIF parts the photographer's copyright from the editor's by a zero.
        List<String> parts = new ArrayList<>();
        String whole = exif.get()
                .text(tag)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .orElse("");
        for (String part : whole.split("\0")) {
            String text = Iptc.text(part.getBytes(StandardCharsets.ISO_8859_1));
            if (!text.isEmpty()) {
                parts.add(text);
            }
        }
        return parts.isEmpty() ? parts : List.of(String.join("; ", parts));
    }

    /** The software of an entry of the history, which stands in it as an attribute or an element. */
    private static String agent(Element entry) {
        String attribute = entry.getAttributeNS(AGENT.namespace(), AGENT.local());
        for (Element child : XmpPacket.elements(entry)) {
            if (!attribute.isEmpty()) {
                return attribute;
            }
            attribute = AGENT.names(child) ? child.getTextContent() : agent(child);
        }
        return attribute;
    }
}
