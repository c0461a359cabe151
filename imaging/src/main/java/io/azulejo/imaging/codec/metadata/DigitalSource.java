package io.azulejo.imaging.codec.metadata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a packet says of where its picture came from, wherever and however often it says so. */
final class DigitalSource {
    static final XmpName TYPE =
            new XmpName("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt", "DigitalSourceType");

    private static final String NAMESPACES = "http://iptc.org/std/Iptc4xmp";
    /** The second is what the first was called in version 1.0 of the extension. */
    private static final Set<String> NAMES = Set.of("digitalsourcetype", "digitalsourcefiletype");

    private static final int MOST_QUOTED = 200;

    private DigitalSource() {}

    /** The texts, each once: of attributes, elements, resources, and items of lists. */
    static List<String> stated(XmpPacket packet) {
        List<String> stated = new ArrayList<>();
        properties(packet).forEach(property -> collect(property, stated));
        return stated.stream().filter(text -> !text.isEmpty()).distinct().toList();
    }

    /** Says in another packet what this one says. */
    static void copy(XmpPacket from, XmpPacket to) {
        List<String> stated = stated(from);
        if (stated.size() == 1) {
            to.set(TYPE, stated.get(0));
        } else {
            stated.forEach(text -> to.addItem(TYPE, "Bag").setTextContent(text));
        }
    }

    /**
     * Leaves one word: the strongest of those that are there and ours, as IPTC spells it.
     *
     * @param ours a URI
     * @param notes takes what was decided about those that were there
     */
    static void write(XmpPacket packet, String ours, List<String> notes) {
        List<String> stated = stated(packet);
        Optional<SourceType> theirs = stated.stream()
                .flatMap(text -> SourceType.of(text).stream())
                .max(Comparator.comparingInt(SourceType::strength));
        Optional<SourceType> kept = theirs.filter(type -> type.atLeast(ours));
        String uri = kept.map(SourceType::uri).orElse(ours);
        String word = word(uri);
        if (kept.isPresent() && !SourceType.of(ours).equals(kept)) {
            notes.add("digital source type stays %s, which says more than %s".formatted(word, word(ours)));
        }
        for (String text : stated) {
            if (!text.equals(uri)) {
                String unknown = SourceType.of(text).isPresent() ? "" : ", a word that IPTC does not have";
                notes.add("digital source type %s takes the place of \"%s\"%s".formatted(word, quoted(text), unknown));
            }
        }
        List<Node> properties = properties(packet);
        if (!stated.equals(List.of(uri)) || properties.size() != 1 || !simple(properties.get(0))) {
            properties.forEach(XmpPacket::remove);
            packet.set(TYPE, uri);
        }
    }

    private static List<Node> properties(XmpPacket packet) {
        return packet.properties().stream()
                .filter(property -> String.valueOf(property.getNamespaceURI()).startsWith(NAMESPACES)
                        && NAMES.contains(property.getLocalName().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static boolean simple(Node property) {
        boolean named = TYPE.namespace().equals(property.getNamespaceURI())
                && TYPE.local().equals(property.getLocalName());
        return named && XmpPacket.elements(property).isEmpty();
    }

    private static void collect(Node property, List<String> stated) {
        List<Element> below = XmpPacket.elements(property);
        if (below.isEmpty()) {
            stated.add(XmpPacket.text(property));
        }
        below.forEach(element -> collect(element, stated));
    }

    /** What stands behind the last slash. */
    private static String word(String uri) {
        return SourceType.of(uri).map(SourceType::word).orElse(uri.substring(uri.lastIndexOf('/') + 1));
    }

    /** A text of the file on one line, and no longer than a person reads. */
    private static String quoted(String text) {
        String line = PacketXml.allowed(text).replaceAll("\\s+", " ");
        return line.length() <= MOST_QUOTED ? line : line.substring(0, MOST_QUOTED) + "...";
    }
}
