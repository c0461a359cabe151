package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.picture.Metadata.Text;
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
     * A packet that says who owns the picture, how it was marked before, and an orientation that was not applied, and
     * nothing else: from XMP, else IPTC-IIM, else EXIF, else texts.
     *
     * @param software how entries of the history begin that are marks
     */
    static XmpPacket packet(
            Optional<XmpPacket> xmp, Optional<byte[]> iptc, Optional<Exif> exif, List<Text> texts, String software) {
        XmpPacket kept = XmpPacket.blank();
        xmp.ifPresent(packet -> {
            for (Element property : packet.elements()) {
                if (CREATOR.names(property) || RIGHTS.names(property) || Mark.HISTORY.names(property)) {
                    kept.adopt(property);
                }
            }
            DigitalSource.copy(packet, kept);
            // Nobody turned by it: without it the picture would lie on its side for good.
            Xmp.unapplied(packet).ifPresent(stated -> kept.set(Xmp.ORIENTATION, stated));
        });
        for (Element entry : kept.items(Mark.HISTORY)) {
            if (!agent(entry).startsWith(software)) {
                entry.getParentNode().removeChild(entry);
            }
        }
        if (kept.items(Mark.HISTORY).isEmpty()) {
            kept.remove(Mark.HISTORY);
        }
        if (silent(kept.items(CREATOR))) {
            kept.remove(CREATOR);
            List<List<String>> creators = List.of(
                    simple(xmp, CREATOR),
                    texts(iptc, Iptc.BY_LINE, exif, Exif.ARTIST),
                    texts(texts, "Author"),
                    texts(texts, "Artist"));
            for (String creator : first(creators)) {
                kept.addItem(CREATOR, "Seq").setTextContent(creator);
            }
        }
        if (silent(kept.items(RIGHTS))) {
            kept.remove(RIGHTS);
            List<String> rights = first(List.of(
                    simple(xmp, RIGHTS),
                    texts(iptc, Iptc.COPYRIGHT_NOTICE, exif, Exif.COPYRIGHT),
                    texts(texts, "Copyright")));
            if (!rights.isEmpty()) {
                Element item = kept.addItem(RIGHTS, "Alt");
                item.setAttribute("xml:lang", "x-default");
                item.setTextContent(rights.get(0));
            }
        }
        credit(xmp, iptc).ifPresent(credit -> kept.set(CREDIT, credit));
        return kept;
    }

    /**
     * An EXIF block of Artist and Copyright, and of the orientation that the source's states and that was not applied;
     * empty where none of them is known.
     */
    static Optional<byte[]> exif(XmpPacket packet, Optional<Exif> source) {
        List<String> creators = says(packet, CREATOR);
        return ExifBlock.of(
                source.map(Exif::orientation).orElse(1),
                creators.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", creators)),
                says(packet, RIGHTS).stream().findFirst());
    }

    private static List<String> says(XmpPacket packet, XmpName list) {
        return packet.items(list).stream()
                .map(Node::getTextContent)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static boolean silent(List<Element> items) {
        return items.stream()
                .allMatch(item -> item.getTextContent().isBlank()
                        && XmpPacket.elements(item).isEmpty()
                        && !item.hasAttributeNS(XmpPacket.RDF, "resource"));
    }

    /** What a property says that is no list, as an attribute or an element; none where it says nothing. */
    private static List<String> simple(Optional<XmpPacket> xmp, XmpName name) {
        return xmp.map(packet -> packet.texts(name)).orElse(List.of());
    }

    /** Of a list, which it should not be, the first item. */
    private static Optional<String> credit(Optional<XmpPacket> xmp, Optional<byte[]> iptc) {
        List<String> credits = new ArrayList<>();
        xmp.ifPresent(packet -> packet.items(CREDIT)
                .forEach(item -> credits.add(item.getTextContent().strip())));
        credits.addAll(simple(xmp, CREDIT));
        iptc.ifPresent(block -> credits.addAll(Iptc.texts(block, Iptc.CREDIT)));
        return credits.stream().filter(credit -> !credit.isEmpty()).findFirst();
    }

    /** The first list that says something. */
    private static List<String> first(List<List<String>> lists) {
        return lists.stream().filter(list -> !list.isEmpty()).findFirst().orElse(List.of());
    }

    private static List<String> texts(List<Text> texts, String keyword) {
        return texts.stream()
                .filter(text -> text.keyword().equals(keyword))
                .map(Texts::words)
                .filter(words -> !words.isEmpty())
                .distinct()
                .toList();
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
