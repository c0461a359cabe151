package io.azulejo.imaging.codec.metadata;

import org.w3c.dom.Element;

/**
 * The name of an XMP property or field.
 *
 * @param prefix the usual one, for new elements
 */
record XmpName(String namespace, String prefix, String local) {
    static XmpName tiff(String local) {
        return new XmpName("http://ns.adobe.com/tiff/1.0/", "tiff", local);
    }

    static XmpName exif(String local) {
        return new XmpName("http://ns.adobe.com/exif/1.0/", "exif", local);
    }

    static XmpName dc(String local) {
        return new XmpName("http://purl.org/dc/elements/1.1/", "dc", local);
    }

    static XmpName photoshop(String local) {
        return new XmpName("http://ns.adobe.com/photoshop/1.0/", "photoshop", local);
    }

    static XmpName event(String local) {
        return new XmpName("http://ns.adobe.com/xap/1.0/sType/ResourceEvent#", "stEvt", local);
    }

    /** Whether an element has this name, under whatever prefix. */
    boolean names(Element element) {
        return namespace.equals(element.getNamespaceURI()) && local.equals(element.getLocalName());
    }
}
