package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class ExtendedXmpTest {
    private static final int ROOM = 65_000;

    @Test
    void theLongestPropertyMovesAndTheOthersStay() {
        byte[] packet = XmpPackets.of(
                "", "<own:a>1</own:a><own:long>" + "abcdefgh".repeat(20_000) + "</own:long><own:b>2</own:b>");
        ExtendedXmp parts = ExtendedXmp.split(packet, ROOM).orElseThrow();
        assertEquals("1", XmpPackets.value(parts.main(), "own:a"));
        assertEquals("2", XmpPackets.value(parts.main(), "own:b"));
        assertEquals(null, XmpPackets.value(parts.main(), "own:long"));
        assertEquals(Optional.of(parts.sum()), ExtendedXmp.named(parts.main()));
    }

    /** Written once for each property that moves, so many would take hours: that this returns is the test. */
    @Test
    void veryManyShortPropertiesArePartedAndJoinedAgain() {
        int count = 100_000;
        byte[] packet = XmpPackets.of("", "<own:a>12</own:a>".repeat(count));
        ExtendedXmp parts = ExtendedXmp.split(packet, ROOM).orElseThrow();
        assertTrue(parts.main().length <= ROOM, "main packet of " + parts.main().length);
        // No more moves than must: another property would not fit.
        assertTrue(parts.main().length > ROOM - 2 * 17, "main packet of " + parts.main().length);
        byte[] joined = ExtendedXmp.join(parts.main(), parts.extension()).orElseThrow();
        assertEquals(count, XmpPacket.parse(joined).orElseThrow().elements().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<own:a>&lt;&amp;&gt;&#13;</own:a>",
                "<own:a dc:b='&lt;&quot;&#10;&#9;'/>",
                "<own:a>\u00e7\u4e00\ud83d\ude00</own:a>",
                "<own:a><!-- c --><?p i?><![CDATA[<&>]]></own:a>",
                "<own:a xmlns:own='http://example.org/own/'/>",
                "<own:a xmlns:p='urn:p' p:b='1'><p:c/></own:a>"
            })
    void theMainPartFitsWhateverItsPropertiesAreMadeOf(String property) {
        ExtendedXmp parts = ExtendedXmp.split(XmpPackets.of("", property.repeat(5000)), ROOM)
                .orElseThrow();
        assertTrue(parts.main().length <= ROOM, "main packet of " + parts.main().length);
    }

    @Test
    void prefixesDeclaredAboveAPropertyHoldInTheExtension() {
        byte[] packet = ("<x:xmpmeta xmlns:x='adobe:ns:meta/' xmlns:p='urn:p'><rdf:RDF"
                        + " xmlns:rdf='" + XmpPacket.RDF
                        + "' xmlns:q='urn:q' xmlns:n='urn:not-used'><rdf:Description rdf:about=''>"
                        + "<p:long q:r='1'><q:in xmlns:p='urn:other' p:s='2'>" + "abcdefgh".repeat(20_000)
                        + "</q:in></p:long></rdf:Description></rdf:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.UTF_8);
        ExtendedXmp parts = ExtendedXmp.split(packet, ROOM).orElseThrow();
        Element property =
                XmpPacket.parse(parts.extension()).orElseThrow().elements().get(0);
        assertEquals("urn:p", property.getNamespaceURI());
        assertEquals("1", property.getAttributeNS("urn:q", "r"));
        Element inner = XmpPacket.elements(property).get(0);
        assertEquals("urn:q", inner.getNamespaceURI());
        assertEquals("2", inner.getAttributeNS("urn:other", "s"));
        assertFalse(new String(parts.extension(), StandardCharsets.UTF_8).contains("urn:not-used"));
    }

    @Test
    void whatCannotMoveIsNotParted() {
        byte[] attribute = XmpPackets.of("own:long=\"" + "abcdefgh".repeat(20_000) + "\"", "<own:a>1</own:a>");
        assertEquals(Optional.empty(), ExtendedXmp.split(attribute, ROOM));
    }

    @Test
    void anotherExtensionThanTheNamedOneIsNotJoined() {
        byte[] packet = XmpPackets.of("", "<own:long>" + "abcdefgh".repeat(20_000) + "</own:long>");
        ExtendedXmp parts = ExtendedXmp.split(packet, ROOM).orElseThrow();
        byte[] other = Arrays.copyOf(parts.extension(), parts.extension().length + 1);
        other[parts.extension().length] = '\n';
        assertEquals(Optional.empty(), ExtendedXmp.join(parts.main(), other));
    }

    @Test
    void anExtensionThatIsNamedInAnAttributeIsJoined() throws Exception {
        byte[] extension = XmpPackets.of("", "<own:a>1</own:a>");
        String sum = HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("MD5").digest(extension));
        byte[] main = XmpPackets.of(
                "xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\" xmpNote:HasExtendedXMP=\"" + sum + "\"",
                "<own:b>2</own:b>");
        byte[] joined = ExtendedXmp.join(main, extension).orElseThrow();
        assertEquals("1", XmpPackets.value(joined, "own:a"));
        assertEquals("2", XmpPackets.value(joined, "own:b"));
        assertEquals(Optional.empty(), ExtendedXmp.named(joined));
    }
}
