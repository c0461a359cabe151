package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmpTest {
    private static final Shape OUTPUT = new Shape(80, 60, 3, 8);

    private final Findings findings = new Findings(Strictness.ERROR);

    @Test
    void packetWithNothingToSetRightIsKeptToTheByte() throws Exception {
        byte[] packet = XmpPackets.of("tiff:Orientation=\"1\"", "<dc:format>image/png</dc:format>");
        assertSame(packet, upright(packet, 1));
    }

    @ParameterizedTest
    @CsvSource({"6, 6", "0, 0", "12, 12", "Rotate 90 CW, that is no number"})
    void orientationThatWasNotAppliedStaysWithANote(String stated, String named) throws Exception {
        byte[] packet = XmpPackets.of("tiff:Orientation=\"" + stated + "\"", "");
        assertSame(packet, upright(packet, 1));
        assertEquals(
                List.of("orientation %s in XMP was not applied and stays: viewers do not turn by XMP".formatted(named)),
                findings.notes());
    }

    @Test
    void orientationThatContradictsTheAppliedOneIsResetWithANote() throws Exception {
        byte[] packet = upright(XmpPackets.of("tiff:Orientation=\"3\"", ""), 6);
        assertEquals("1", XmpPackets.value(packet, "tiff:Orientation"));
        assertEquals(List.of("orientation 3 in XMP contradicts the 6 that was applied: set to 1"), findings.notes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiff:Orientation=\"6\"|", "|<tiff:Orientation>6</tiff:Orientation>"})
    void orientationIsResetAsAttributeAndAsElement(String where) throws Exception {
        String[] parts = where.split("\\|", -1);
        assertEquals("1", XmpPackets.value(upright(XmpPackets.of(parts[0], parts[1]), 6), "tiff:Orientation"));
    }

    @Test
    void namesAreFoundByNamespaceWhateverTheirPrefix() throws Exception {
        byte[] packet = XmpPackets.of("xmlns:t=\"http://ns.adobe.com/tiff/1.0/\" t:Orientation=\"8\"", "");
        assertEquals("1", XmpPackets.value(upright(packet, 8), "tiff:Orientation"));
    }

    @Test
    void packetWithZerosBehindItIsRead() throws Exception {
        byte[] packet = XmpPackets.of("tiff:Orientation=\"6\"", "");
        assertEquals("1", XmpPackets.value(upright(Arrays.copyOf(packet, packet.length + 100), 6), "tiff:Orientation"));
    }

    @Test
    void packetWithoutAFrameIsRead() throws Exception {
        String framed = new String(XmpPackets.of("tiff:Orientation=\"6\"", ""), StandardCharsets.UTF_8);
        String bare = framed.substring(framed.indexOf("<rdf:RDF"), framed.indexOf("</x:xmpmeta>"));
        assertEquals("1", XmpPackets.value(upright(bare.getBytes(StandardCharsets.UTF_8), 6), "tiff:Orientation"));
    }

    @Test
    void textThatOnlyLooksLikeAnOrientationStays() throws Exception {
        byte[] packet = XmpPackets.of("dc:format='tiff:Orientation=\"6\"'", "");
        assertSame(packet, upright(packet, 6));
    }

    @Test
    void resolutionsAreExchangedWhereRowsBecomeColumns() throws Exception {
        String stated = "tiff:XResolution=\"300/1\" tiff:YResolution=\"150/1\" tiff:Orientation=";
        byte[] quarter = upright(XmpPackets.of(stated + "\"6\"", ""), 6);
        byte[] half = upright(XmpPackets.of(stated + "\"3\"", ""), 3);
        assertEquals("150/1", XmpPackets.value(quarter, "tiff:XResolution"));
        assertEquals("300/1", XmpPackets.value(quarter, "tiff:YResolution"));
        assertEquals("300/1", XmpPackets.value(half, "tiff:XResolution"));
    }

    @Test
    void thumbnailsAreDropped() throws Exception {
        String thumbnail = "<xmp:Thumbnails><rdf:Alt><rdf:li>AAAA</rdf:li></rdf:Alt></xmp:Thumbnails>";
        byte[] packet = upright(XmpPackets.of("dc:format=\"image/png\"", thumbnail), 1);
        assertEquals(null, XmpPackets.value(packet, "xmp:Thumbnails"));
        assertEquals("image/png", XmpPackets.value(packet, "dc:format"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<x:xmpmeta xmlns:x='adobe:ns:meta/'>",
                "<html/>",
                "<x:xmpmeta xmlns:x='adobe:ns:meta/'/><another/>",
                "<undeclared:prefix/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&e;</x:xmpmeta>",
                "<!DOCTYPE x [<!ENTITY e 'text'>]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&e;</x:xmpmeta>"
            })
    void whatIsNoXmpIsLeftOutWithANote(String text) throws Exception {
        byte[] packet = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(Optional.empty(), Xmp.upright(Optional.of(packet), 6, findings));
        assertEquals(
                List.of("XMP left out: not well-formed, or no XMP (%d bytes)".formatted(packet.length)),
                findings.notes());
    }

    @Test
    void whatIsNoXmpIsAFailureWhereWarningsAre() {
        assertThrows(
                PictureException.class,
                () -> Xmp.upright(Optional.of(new byte[] {1}), 1, new Findings(Strictness.WARNING)));
    }

    @Test
    void packetThatNestsTooDeepIsNoXmp() throws Exception {
        String deep = "<own:a>".repeat(50_000) + "</own:a>".repeat(50_000);
        assertEquals(Optional.empty(), Xmp.upright(Optional.of(XmpPackets.of("", deep)), 1, findings));
    }

    @Test
    void randomDamageIsNeverMoreThanARefusal() throws Exception {
        long seed = 5;
        Random random = new Random(seed);
        byte[] packet = XmpPackets.of("tiff:Orientation=\"6\"", "<dc:format>image/png</dc:format>");
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = packet.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            String which = "seed %d, round %d".formatted(seed, i);
            Optional<byte[]> upright = Xmp.upright(Optional.of(damaged), 6, findings);
            assertTrue(upright.isEmpty() || XmpPacket.parse(upright.get()).isPresent(), which);
        }
    }

    @ParameterizedTest
    @CsvSource({"300/1, 600/1", "72, 144", "2999999/10000, 5999998/10000", "many, many"})
    void resolutionIsScaledAsARatio(String stated, String expected) {
        byte[] packet = XmpPackets.of("tiff:XResolution=\"" + stated + "\"", "");
        assertEquals(expected, XmpPackets.value(restored(packet, Dpi.SCALE), "tiff:XResolution"));
    }

    @Test
    void resolutionIsKeptOrSet() {
        byte[] packet = XmpPackets.of("tiff:YResolution=\"118/1\" tiff:ResolutionUnit=\"3\"", "");
        assertEquals("118/1", XmpPackets.value(restored(packet, Dpi.KEEP), "tiff:YResolution"));
        assertEquals("400/1", XmpPackets.value(restored(packet, Dpi.of(400)), "tiff:YResolution"));
        assertEquals("2", XmpPackets.value(restored(packet, Dpi.of(400)), "tiff:ResolutionUnit"));
    }

    @Test
    void pixelCountsBecomeThoseOfTheOutput() {
        byte[] packet = restored(
                XmpPackets.of(
                        "tiff:ImageWidth=\"40\" exif:PixelYDimension=\"30\"",
                        "<tiff:ImageLength>30</tiff:ImageLength><exif:PixelXDimension>40</exif:PixelXDimension>"),
                Dpi.SCALE);
        assertEquals("80", XmpPackets.value(packet, "tiff:ImageWidth"));
        assertEquals("60", XmpPackets.value(packet, "tiff:ImageLength"));
        assertEquals("80", XmpPackets.value(packet, "exif:PixelXDimension"));
        assertEquals("60", XmpPackets.value(packet, "exif:PixelYDimension"));
    }

    @Test
    void writtenPacketsSayTheSameAndAreWrittenTheSame() {
        String elements =
                "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">\u00c7a &amp; l\u00e0 &lt;\ud83d\ude00></rdf:li>"
                        + "</rdf:Alt></dc:title><!-- kept --><own:struct rdf:parseType=\"Resource\"><own:a>1</own:a></own:struct>"
                        + "<p:q xmlns:p=\"urn:p\" p:r=\"\ud83d\ude00&#10;line\"/>";
        byte[] once = XmpPacket.parse(XmpPackets.of("own:b=\"2\"", elements))
                .orElseThrow()
                .bytes();
        byte[] twice = XmpPacket.parse(once).orElseThrow().bytes();
        assertArrayEquals(once, twice);
        String text = new String(once, StandardCharsets.UTF_8);
        assertTrue(text.contains("\u00c7a &amp; l\u00e0 &lt;"), text);
        assertTrue(text.contains("<!-- kept -->"), text);
        assertTrue(text.startsWith("<?xpacket begin=\"\ufeff\""), text);
        String title = XmpPacket.parse(once)
                .orElseThrow()
                .items(XmpPackets.name("dc:title"))
                .get(0)
                .getTextContent();
        assertEquals("\u00c7a & l\u00e0 <\ud83d\ude00>", title);
    }

    private byte[] upright(byte[] packet, int applied) throws Exception {
        return Xmp.upright(Optional.of(packet), applied, findings).orElseThrow();
    }

    private static byte[] restored(byte[] bytes, Dpi dpi) {
        XmpPacket packet = XmpPacket.parse(bytes).orElseThrow();
        Xmp.restore(packet, dpi, 2, OUTPUT);
        return packet.bytes();
    }
}
