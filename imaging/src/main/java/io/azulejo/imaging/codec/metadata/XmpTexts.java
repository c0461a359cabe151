package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/** Texts for which XMP has a property, said there where a format has no texts of its own. */
public final class XmpTexts {
    /** Dublin Core (XMP specification, part 1, section 8.3) and EXIF in XMP (CIPA DC-010). */
    private static final Map<String, Property> PROPERTIES = Map.of(
            "Title",
            new Property(XmpName.dc("title"), "Alt"),
            "Author",
            new Property(XmpName.dc("creator"), "Seq"),
            "Description",
            new Property(XmpName.dc("description"), "Alt"),
            "Copyright",
            new Property(XmpName.dc("rights"), "Alt"),
            Text.COMMENT,
            new Property(XmpName.exif("UserComment"), "Alt"));

    private XmpTexts() {}

    private record Property(XmpName name, String list) {}

    /**
     * Metadata whose texts are said in XMP: title, author, description, copyright, and comments where they have no other
     * place, each unless XMP says something else there. Other texts stay texts. XMP that cannot be parsed is left as it
     * is, and so are then the texts.
     *
     * @param comments whether comments are to be said there
     */
    public static Metadata moved(Metadata metadata, boolean comments) {
        boolean movable = metadata.texts().stream().anyMatch(text -> moves(text, comments));
        Optional<XmpPacket> packet = metadata.xmp().isEmpty()
                ? Optional.of(XmpPacket.blank())
                : metadata.xmp().flatMap(XmpPacket::parse);
        if (!movable || packet.isEmpty()) {
            return metadata;
        }
        List<Text> left = new ArrayList<>();
        for (Text text : metadata.texts()) {
            if (!moves(text, comments) || !says(packet.get(), PROPERTIES.get(text.keyword()), text)) {
                left.add(text);
            }
        }
        return metadata.withTexts(left).withXmp(packet.get().bytes());
    }

    private static boolean moves(Text text, boolean comments) {
        return PROPERTIES.containsKey(text.keyword())
                && (comments || !text.keyword().equals(Text.COMMENT));
    }

    /** Whether the packet says it, before or now. */
    private static boolean says(XmpPacket packet, Property property, Text text) {
        String words = Texts.words(text);
        List<String> stated = packet.texts(property.name());
        if (stated.isEmpty() && !words.isEmpty()) {
            packet.remove(property.name());
            Element item = packet.addItem(property.name(), property.list());
            item.setTextContent(words);
            if (property.list().equals("Alt")) {
                item.setAttribute("xml:lang", "x-default");
            }
            return true;
        }
        return words.isEmpty() || stated.contains(words);
    }
}
