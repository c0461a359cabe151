package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.codec.reading.Findings;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Node;

/**
 * What XMP says of things that lie beside a picture in its file: gain maps, depth maps, motion videos. A restored
 * picture has none of them, so it must not say so: a viewer would look for them and find nothing.
 */
final class Companions {
    private static final String GOOGLE = "http://ns.google.com/photos/";
    private static final String CAMERA = GOOGLE + "1.0/camera/";
    /** So begin its namespaces, of which there are several. */
    private static final String DYNAMIC_DEPTH = GOOGLE + "dd/1.0/";

    private static final String DEPTH = GOOGLE + "1.0/depthmap/";

    /** Namespaces that speak of nothing else, and of what (Ultra HDR 1.1; Google's Motion Photo 1.0 and Dynamic Depth 1.0). */
    private static final Map<String, String> NAMESPACES = Map.of(
            "http://ns.adobe.com/hdr-gain-map/1.0/",
            "gain map",
            "http://ns.apple.com/HDRGainMap/1.0/",
            "gain map",
            "http://ns.apple.com/pixeldatainfo/1.0/",
            "auxiliary picture",
            "http://ns.apple.com/depthData/1.0/",
            "depth map",
            GOOGLE + "1.0/container/",
            "directory of the file",
            GOOGLE + "1.0/container/item/",
            "directory of the file",
            GOOGLE + "dd/1.0/",
            "depth map",
            "http://ns.oplus.com/photos/1.0/camera/",
            "motion photo",
            "http://ns.xiaomi.com/photos/1.0/camera/",
            "directory of the file");

    /** Namespaces of what lies in the packet itself, as a property {@code Data}, or else is gone. */
    private static final Map<String, String> EMBEDDED =
            Map.of(DEPTH, "depth map", GOOGLE + "1.0/image/", "second picture", GOOGLE + "1.0/audio/", "sound");

    private Companions() {}

    /**
     * Takes out what does not hold, and notes of what it spoke.
     *
     * @param turned whether the picture was turned: then a depth map in the packet does not fit it
     * @return whether there was any
     */
    static boolean remove(XmpPacket packet, boolean turned, Findings findings) {
        Set<String> gone = new LinkedHashSet<>();
        Set<String> embedded = embedded(packet);
        for (Node property : packet.properties()) {
            String what = what(property, embedded, turned);
            if (what != null) {
                XmpPacket.remove(property);
                gone.add(what);
            }
        }
        if (!gone.isEmpty()) {
            packet.undeclare(namespace -> namespace.startsWith(DYNAMIC_DEPTH) || NAMESPACES.containsKey(namespace));
            findings.note("XMP no longer speaks of what is not carried over: " + String.join(", ", gone));
        }
        return !gone.isEmpty();
    }

    /** The namespaces whose data is in the packet. */
    private static Set<String> embedded(XmpPacket packet) {
        Set<String> embedded = new LinkedHashSet<>();
        for (String namespace : EMBEDDED.keySet()) {
            if (!packet.texts(new XmpName(namespace, "", "Data")).isEmpty()) {
                embedded.add(namespace);
            }
        }
        return embedded;
    }

    /** Of what that is gone a property speaks; null where it does not. */
    private static String what(Node property, Set<String> embedded, boolean turned) {
        String namespace = String.valueOf(property.getNamespaceURI());
        String local = property.getLocalName();
        if (namespace.equals(CAMERA) && (local.startsWith("MotionPhoto") || local.startsWith("MicroVideo"))) {
            return "motion photo";
        }
        if (namespace.equals(XmpPacket.EXTENSION.namespace()) && local.equals(XmpPacket.EXTENSION.local())) {
            return "extended XMP";
        }
        if (EMBEDDED.containsKey(namespace)) {
            boolean holds = embedded.contains(namespace) && !(turned && namespace.equals(DEPTH));
            return holds ? null : EMBEDDED.get(namespace);
        }
        return namespace.startsWith(DYNAMIC_DEPTH) ? "depth map" : NAMESPACES.get(namespace);
    }
}
