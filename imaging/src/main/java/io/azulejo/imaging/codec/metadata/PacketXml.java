package io.azulejo.imaging.codec.metadata;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * XML from outside and back: by the JDK's own parser and writer, whatever else lies on the class path, and never reaching
 * further.
 */
final class PacketXml {
    /** No schema nests as deep; a tree that does would only exhaust the stack. */
    private static final String MOST_DEPTH = "100";

    private PacketXml() {}

    /** The tree; empty where the bytes are not well-formed, declare a document type, or nest too deep. */
    static Optional<Document> parse(byte[] xml) {
        int length = xml.length;
        // Some writers fill the place of a packet with zeros.
        while (length > 0 && xml[length - 1] == 0) {
            length--;
        }
        try {
            return Optional.of(builder().parse(new ByteArrayInputStream(xml, 0, length)));
        } catch (SAXException | IOException e) {
            return Optional.empty();
        }
    }

    /** The root element in UTF-8, without a declaration; the same tree gives the same bytes. */
    static byte[] bytes(Document document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.transform(new DOMSource(document.getDocumentElement()), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IllegalStateException("a tree that was parsed can be written", e);
        }
        return out.toByteArray();
    }

    /** A text without the characters that XML 1.0 has no room for (section 2.2), a space for a row of them. */
    static String allowed(String text) {
        return text.replaceAll("[^\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]+", " ")
                .strip();
    }

    private static DocumentBuilder builder() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        try {
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", MOST_DEPTH);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser has these features", e);
        }
    }

    /** Errors end the parsing; nothing is printed. */
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
