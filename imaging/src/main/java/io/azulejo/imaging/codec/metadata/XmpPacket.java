package io.azulejo.imaging.codec.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An XMP packet (ISO 16684-1) as a tree whose properties are read and set; all that is not touched stays. Properties
 * are found by namespace, whatever their prefix, as elements and as attributes. For one thread.
 */
final class XmpPacket {
    static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    /** Names of the extended part of a packet (XMP specification, part 3, section 1.1.3.1). */
    static final XmpName EXTENSION = new XmpName("http://ns.adobe.com/xmp/note/", "xmpNote", "HasExtendedXMP");

    private static final String META = "adobe:ns:meta/";
    private static final String XMLNS = XMLConstants.XMLNS_ATTRIBUTE_NS_URI;
    private static final String HEAD = "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
    private static final String TAIL = "\n<?xpacket end=\"w\"?>";
    private static final String BLANK = "<x:xmpmeta xmlns:x=\"" + META + "\"><rdf:RDF xmlns:rdf=\"" + RDF
            + "\"><rdf:Description rdf:about=\"\"/></rdf:RDF></x:xmpmeta>";

    private final Document document;
    private final Element rdf;
    /** Where new properties go. */
    private final Element description;

    private XmpPacket(Document document, Element rdf) {
        this.document = document;
        this.rdf = rdf;
        if (descriptions().isEmpty()) {
            child(rdf, new XmpName(RDF, "rdf", "Description")).setAttributeNS(RDF, "rdf:about", "");
        }
        this.description = descriptions().get(0);
    }

    /** A packet parsed; empty where it is not well-formed, declares a document type, or is no XMP. */
    static Optional<XmpPacket> parse(byte[] packet) {
        return PacketXml.parse(packet).flatMap(document -> rdf(document).map(rdf -> new XmpPacket(document, rdf)));
    }

    /** A packet that says nothing. */
    static XmpPacket blank() {
        return parse(BLANK.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** The packet in UTF-8; the same tree gives the same bytes. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HEAD.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(bareBytes());
        out.writeBytes(TAIL.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** The same without the processing instructions around it. */
    byte[] bareBytes() {
        return PacketXml.bytes(document);
    }

    /** Whether nothing is said. */
    boolean isBlank() {
        return descriptions().stream()
                .allMatch(description -> elements(description).isEmpty()
                        && attributes(description).stream()
                                .allMatch(attribute -> RDF.equals(attribute.getNamespaceURI())));
    }

    /** The value of a simple property; empty where there is none. */
    Optional<String> text(XmpName name) {
        return properties(name).stream().findFirst().map(XmpPacket::text);
    }

    /** The values of a simple property that say something, wherever it stands. */
    List<String> texts(XmpName name) {
        return properties(name).stream()
                .map(XmpPacket::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The value of a simple property, or of an item of a list. */
    static String text(Node property) {
        String text = property instanceof Element element && element.hasAttributeNS(RDF, "resource")
                ? element.getAttributeNS(RDF, "resource")
                : property.getTextContent();
        return text.strip();
    }

    /** Gives a simple property another value wherever it stands; where it stands nowhere nothing is done. */
    void replace(XmpName name, String value) {
        for (Node property : properties(name)) {
            if (property instanceof Element element && element.hasAttributeNS(RDF, "resource")) {
                element.setAttributeNS(
                        RDF, element.getAttributeNodeNS(RDF, "resource").getName(), value);
            } else {
                property.setTextContent(value);
            }
        }
    }

    /** Gives a simple property a value, wherever it stands or as a new one. */
    void set(XmpName name, String value) {
        if (properties(name).isEmpty()) {
            add(name).setTextContent(value);
        } else {
            replace(name, value);
        }
    }

    void remove(XmpName name) {
        properties(name).forEach(XmpPacket::remove);
    }

    /** Takes out a property: an element or an attribute. */
    static void remove(Node property) {
        if (property instanceof Attr attribute) {
            attribute.getOwnerElement().removeAttributeNode(attribute);
        } else {
            property.getParentNode().removeChild(property);
        }
    }

    /** The elements of a property that is a list; none where there is no such property. */
    List<Element> items(XmpName name) {
        List<Element> items = new ArrayList<>();
        for (Node property : properties(name)) {
            elements(property).forEach(list -> items.addAll(elements(list)));
        }
        return items;
    }

    /** Adds an element to a list, which is made where it is not there ({@code Seq}, {@code Bag} or {@code Alt}). */
    Element addItem(XmpName name, String kind) {
        Element property = properties(name).stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .findFirst()
                .orElseGet(() -> add(name));
        List<Element> lists = elements(property);
        if (lists.isEmpty()) {
            property.setTextContent("");
            lists = List.of(child(property, new XmpName(RDF, "rdf", kind)));
        }
        return child(lists.get(0), new XmpName(RDF, "rdf", "li"));
    }

    /** A new element at the end of another. */
    Element child(Element parent, XmpName name) {
        Element child = document.createElementNS(name.namespace(), name.prefix() + ":" + name.local());
        parent.appendChild(child);
        return child;
    }

    /**
     * Declares a name's prefix on the Description around an element, where the prefix is free: there Adobe's toolkit has
     * all of them, and ImageMagick 6 says of packets with declarations in the items of lists that a ">" is missing.
     */
    void declare(XmpName name, Element within) {
        Element place = within;
        while (place.getParentNode() != rdf) {
            place = (Element) place.getParentNode();
        }
        if (place.lookupNamespaceURI(name.prefix()) == null) {
            place.setAttributeNS(XMLNS, "xmlns:" + name.prefix(), name.namespace());
        }
    }

    /** Properties that are elements, in their order. */
    List<Element> elements() {
        List<Element> all = new ArrayList<>();
        descriptions().forEach(description -> all.addAll(elements(description)));
        return all;
    }

    /** A copy of another packet's property in this one. Prefixes declared above it are declared where it is written. */
    void adopt(Element property) {
        description.appendChild(document.importNode(property, true));
    }

    /** Where a property stands: elements and attributes. */
    List<Node> properties(XmpName name) {
        List<Node> properties = new ArrayList<>();
        for (Element description : descriptions()) {
            Attr attribute = description.getAttributeNodeNS(name.namespace(), name.local());
            if (attribute != null) {
                properties.add(attribute);
            }
            elements(description).stream().filter(name::names).forEach(properties::add);
        }
        return properties;
    }

    /** All properties: elements and attributes. */
    List<Node> properties() {
        List<Node> properties = new ArrayList<>(elements());
        for (Element description : descriptions()) {
            for (Attr attribute : attributes(description)) {
                String namespace = attribute.getNamespaceURI();
                if (namespace != null && !namespace.equals(RDF) && !namespace.equals(XMLNS)) {
                    properties.add(attribute);
                }
            }
        }
        return properties;
    }

    /** Takes out the declarations of namespaces in which nothing is said any more. */
    void undeclare(Predicate<String> namespace) {
        List<Element> places = new ArrayList<>(descriptions());
        places.add(rdf);
        places.add(document.getDocumentElement());
        for (Element place : places) {
            for (Attr attribute : attributes(place)) {
                if (XMLNS.equals(attribute.getNamespaceURI()) && namespace.test(attribute.getValue())) {
                    remove(attribute);
                }
            }
        }
    }

    /** Child elements. */
    static List<Element> elements(Node parent) {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private Element add(XmpName name) {
        Element property = child(description, name);
        property.setAttributeNS(XMLNS, "xmlns:" + name.prefix(), name.namespace());
        return property;
    }

    private static List<Attr> attributes(Element element) {
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            attributes.add((Attr) element.getAttributes().item(i));
        }
        return attributes;
    }

    /** The elements that hold properties. */
    private List<Element> descriptions() {
        return elements(rdf);
    }

    private static Optional<Element> rdf(Document document) {
        Element root = document.getDocumentElement();
        XmpName name = new XmpName(RDF, "rdf", "RDF");
        if (name.names(root)) {
            return Optional.of(root);
        }
        if (!META.equals(root.getNamespaceURI())) {
            return Optional.empty();
        }
        for (Element child : elements(root)) {
            if (name.names(child)) {
                return Optional.of(child);
            }
        }
        Element rdf = document.createElementNS(RDF, "rdf:RDF");
        root.appendChild(rdf);
        return Optional.of(rdf);
    }
}
