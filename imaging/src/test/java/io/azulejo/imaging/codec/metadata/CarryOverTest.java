package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class CarryOverTest {
    private static final String IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    private static final String ENHANCED = IPTC + "algorithmicallyEnhanced";
    private static final Mark MARK = new Mark(ENHANCED, "Azulejo 1.2.3", "model m, sha256 00, scale 2");
    private static final Shape OUTPUT = new Shape(80, 60, 3, 8);

    private static final CarryOver MARKED = new CarryOver(false, Optional.of(MARK), Dpi.SCALE, 2);
    private static final CarryOver PLAIN = new CarryOver(false, Optional.empty(), Dpi.SCALE, 2);
    private static final CarryOver STRIPPED = new CarryOver(true, Optional.of(MARK), Dpi.SCALE, 2);
    private static final CarryOver BARE = new CarryOver(true, Optional.empty(), Dpi.SCALE, 2);

    @Test
    void aPictureWithoutMetadataGetsAPacketThatSaysWhatItIs() {
        byte[] packet = xmp(MARKED.carry(Metadata.NONE, OUTPUT));
        assertEquals(ENHANCED, XmpPackets.value(packet, "Iptc4xmpExt:DigitalSourceType"));
        assertEquals(
                List.of("action=restored", "softwareAgent=Azulejo 1.2.3", "parameters=model m, sha256 00, scale 2"),
                fields(history(packet).get(0)));
        assertEquals(1, history(packet).size());
    }

    @Test
    void wordsThatXmlHasNoRoomForAreStillReadable() {
        Mark odd = new Mark(ENHANCED, "Azulejo 1", "model a\u0001\ud800b\uffff\ud83d\ude00");
        byte[] packet = xmp(new CarryOver(false, Optional.of(odd), Dpi.SCALE, 2).carry(Metadata.NONE, OUTPUT));
        assertEquals(
                "parameters=model a b \ud83d\ude00",
                fields(history(packet).get(0)).get(2));
    }

    @Test
    void withoutMarkNothingIsAdded() {
        assertEquals(Metadata.NONE, PLAIN.carry(Metadata.NONE, OUTPUT).metadata());
    }

    @Test
    void theSamePictureGivesTheSameBytes() {
        Metadata source = of(XmpPackets.of("dc:format=\"image/png\"", "<own:b>2</own:b>"));
        assertArrayEquals(xmp(MARKED.carry(source, OUTPUT)), xmp(MARKED.carry(source, OUTPUT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rdf:li stEvt:action=\"saved\" stEvt:softwareAgent=\"Other\"/>",
                "<rdf:li rdf:parseType=\"Resource\"><stEvt:action>saved</stEvt:action></rdf:li>",
                "<rdf:li><rdf:Description stEvt:action=\"saved\"/></rdf:li>"
            })
    void theHistoryThatIsThereStaysAndOursComesBehindIt(String entry) {
        byte[] source = XmpPackets.of("", "<xmpMM:History><rdf:Seq>" + entry + "</rdf:Seq></xmpMM:History>");
        List<Element> history = history(xmp(MARKED.carry(of(source), OUTPUT)));
        assertEquals(2, history.size());
        assertEquals(canonical(history(source).get(0)), canonical(history.get(0)));
        assertEquals("action=restored", fields(history.get(1)).get(0));
    }

    @Test
    void everyRestorationAddsAnEntry() {
        Metadata once = MARKED.carry(Metadata.NONE, OUTPUT).metadata();
        CarryOver.Carried twice = MARKED.carry(once, OUTPUT);
        assertEquals(2, history(xmp(twice)).size());
        assertEquals(List.of(), twice.notes());
    }

    @Test
    void otherPropertiesStayWhateverTheirForm() {
        byte[] packet = xmp(MARKED.carry(
                of(XmpPackets.of(
                        "own:a=\"1\"",
                        "<own:b rdf:resource=\"urn:x\"/><own:c><rdf:Bag><rdf:li>i</rdf:li></rdf:Bag></own:c>")),
                OUTPUT));
        assertEquals("1", XmpPackets.value(packet, "own:a"));
        assertEquals("urn:x", XmpPackets.value(packet, "own:b"));
        assertEquals("i", XmpPackets.value(packet, "own:c"));
    }

    @ParameterizedTest
    @CsvSource({
        "algorithmicallyEnhanced, digitalCapture, algorithmicallyEnhanced, 1",
        "algorithmicallyEnhanced, algorithmicallyEnhanced, algorithmicallyEnhanced, 0",
        "algorithmicallyEnhanced, trainedAlgorithmicMedia, trainedAlgorithmicMedia, 1",
        "algorithmicallyEnhanced, compositeWithTrainedAlgorithmicMedia, compositeWithTrainedAlgorithmicMedia, 1",
        "algorithmicallyEnhanced, compositeSynthetic, compositeSynthetic, 1",
        "algorithmicallyEnhanced, digitalCreation, digitalCreation, 1",
        "compositeWithTrainedAlgorithmicMedia, algorithmicallyEnhanced, compositeWithTrainedAlgorithmicMedia, 1",
        "compositeWithTrainedAlgorithmicMedia, trainedAlgorithmicMedia, trainedAlgorithmicMedia, 1"
    })
    void theStrongerWordStays(String ours, String theirs, String expected, int notes) {
        CarryOver over = new CarryOver(false, Optional.of(new Mark(IPTC + ours, "Azulejo 1", "")), Dpi.SCALE, 2);
        for (String form : new String[] {
            "Iptc4xmpExt:DigitalSourceType=\"%s\"|",
            "|<Iptc4xmpExt:DigitalSourceType rdf:resource=\"%s\"/>",
            "|<Iptc4xmpExt:DigitalSourceType>%s</Iptc4xmpExt:DigitalSourceType>"
        }) {
            String[] parts = form.formatted(IPTC + theirs).split("\\|", -1);
            CarryOver.Carried carried = over.carry(of(XmpPackets.of(parts[0], parts[1])), OUTPUT);
            assertEquals(IPTC + expected, XmpPackets.value(xmp(carried), "Iptc4xmpExt:DigitalSourceType"), form);
            assertEquals(notes, carried.notes().size(), carried.notes().toString());
        }
    }

    @Test
    void aWordThatIptcDoesNotHaveIsReplacedAndNotRepeated() {
        CarryOver.Carried carried =
                MARKED.carry(of(XmpPackets.of("Iptc4xmpExt:DigitalSourceType=\"line&#10;break\"", "")), OUTPUT);
        assertEquals(ENHANCED, XmpPackets.value(xmp(carried), "Iptc4xmpExt:DigitalSourceType"));
        assertEquals(
                List.of(
                        "digital source type algorithmicallyEnhanced takes the place of a word that IPTC does not have"),
                carried.notes());
    }

    @Test
    void prefixesThatMeanSomethingElseDoNoHarm() {
        byte[] packet = ("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><r:RDF"
                        + " xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:rdf=\"urn:a\" xmlns:stEvt=\"urn:b\""
                        + " xmlns:xmpMM=\"urn:c\" xmlns:Iptc4xmpExt=\"urn:d\"><r:Description r:about=\"\" xmpMM:own=\"1\"/>"
                        + "</r:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.UTF_8);
        byte[] marked = xmp(MARKED.carry(of(packet), OUTPUT));
        assertEquals(ENHANCED, XmpPackets.value(marked, "Iptc4xmpExt:DigitalSourceType"));
        assertEquals("action=restored", fields(history(marked).get(0)).get(0));
        assertEquals(Optional.of("1"), XmpPacket.parse(marked).orElseThrow().text(new XmpName("urn:c", "c", "own")));
    }

    @Test
    void resolutionKeepsThePhysicalSizeStaysOrIsSet() {
        Metadata source = new Metadata(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Resolution(11811, 5905.5, true)));
        assertEquals(new Resolution(23622, 11811, true), resolution(Dpi.SCALE, source));
        assertEquals(new Resolution(11811, 5905.5, true), resolution(Dpi.KEEP, source));
        assertEquals(Resolution.perInch(400), resolution(Dpi.of(400), source));
        assertEquals(Resolution.perInch(400), resolution(Dpi.of(400), Metadata.NONE));
    }

    @Test
    void aRatioWithoutAUnitStaysARatio() {
        Metadata source = new Metadata(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Resolution(2, 1, false)));
        assertEquals(new Resolution(2, 1, false), resolution(Dpi.SCALE, source));
    }

    @Test
    void aResolutionThatOnlyExifStatesIsStatedOutsideToo() {
        byte[] exif = ExifBlock.of(Resolution.perInch(300));
        Metadata source =
                new Metadata(Optional.empty(), Optional.of(exif), Optional.empty(), Optional.empty(), Optional.empty());
        Metadata carried = PLAIN.carry(source, OUTPUT).metadata();
        assertEquals(600, carried.resolution().orElseThrow().x() * 0.0254, 1e-9);
        assertArrayEquals(ExifBlock.of(Resolution.perInch(600)), carried.exif().orElseThrow());
    }

    @Test
    void strippedOfAllButProfileMarkAndWhoMadeAndOwnsIt() {
        byte[] packet = XmpPackets.of(
                "photoshop:Credit=\"The Archive\" photoshop:City=\"Porto\" tiff:XResolution=\"300/1\"",
                "<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li><rdf:li>Rui</rdf:li></rdf:Seq></dc:creator>"
                        + "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">(c) Ana</rdf:li>"
                        + "<rdf:li xml:lang=\"pt\">(c) da Ana</rdf:li></rdf:Alt></dc:rights>"
                        + "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">A street</rdf:li></rdf:Alt></dc:title>"
                        + "<xmpMM:History><rdf:Seq><rdf:li stEvt:softwareAgent=\"Other\"/>"
                        + "<rdf:li stEvt:softwareAgent=\"Azulejo 0.0.1\"/></rdf:Seq></xmpMM:History>");
        Metadata source = new Metadata(
                Optional.of(new byte[] {1}),
                Optional.empty(),
                Optional.of(packet),
                Optional.of(iim(5, "A street")),
                Optional.of(new byte[] {2}),
                Optional.of(new byte[] {3}),
                Optional.of(Resolution.perInch(300)));
        Metadata stripped = STRIPPED.carry(source, OUTPUT).metadata();
        assertSame(source.icc().orElseThrow(), stripped.icc().orElseThrow());
        assertEquals(Optional.empty(), stripped.iptc());
        assertEquals(Optional.empty(), stripped.photoshop());
        assertEquals(Optional.empty(), stripped.geo());
        assertEquals(Optional.empty(), stripped.resolution());
        byte[] xmp = stripped.xmp().orElseThrow();
        XmpPacket kept = XmpPacket.parse(xmp).orElseThrow();
        assertEquals("The Archive", XmpPackets.value(xmp, "photoshop:Credit"));
        assertEquals(2, kept.items(XmpName.dc("creator")).size());
        assertEquals(2, kept.items(XmpName.dc("rights")).size());
        assertEquals(null, XmpPackets.value(xmp, "photoshop:City"));
        assertEquals(null, XmpPackets.value(xmp, "dc:title"));
        assertEquals(null, XmpPackets.value(xmp, "tiff:XResolution"));
        assertEquals(ENHANCED, XmpPackets.value(xmp, "Iptc4xmpExt:DigitalSourceType"));
        assertEquals(2, history(xmp).size());
        Exif exif = Exif.parse(stripped.exif().orElseThrow()).orElseThrow();
        assertEquals("Ana; Rui\0", utf8(exif.text(Exif.ARTIST)));
        assertEquals("(c) Ana\0", utf8(exif.text(Exif.COPYRIGHT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dc:creator=\"Ana\" dc:rights=\"(c) Ana\" photoshop:Credit=\"The Archive\"|",
                "|<dc:creator>Ana</dc:creator><dc:rights>(c) Ana</dc:rights>"
                        + "<photoshop:Credit>The Archive</photoshop:Credit>",
                "|<dc:creator> </dc:creator><dc:creator>Ana</dc:creator><dc:rights xml:lang=\"pt\">(c) Ana</dc:rights>"
                        + "<photoshop:Credit><rdf:Alt><rdf:li>The Archive</rdf:li><rdf:li>O Arquivo</rdf:li></rdf:Alt>"
                        + "</photoshop:Credit>",
                "photoshop:Credit=\"The Archive\"|<dc:creator rdf:parseType=\"Resource\"><rdf:value>Ana</rdf:value>"
                        + "</dc:creator><dc:rights><rdf:Alt><rdf:li/><rdf:li>(c) Ana</rdf:li></rdf:Alt></dc:rights>"
            })
    void whoMadeAndOwnsItIsKeptInWhateverFormItIsSaid(String form) {
        String[] parts = form.split("\\|", -1);
        byte[] theirs = iim(80, "Rui", 110, "An agency", 116, "(c) Rui");
        Metadata source = new Metadata(
                Optional.empty(),
                Optional.empty(),
                Optional.of(XmpPackets.of(parts[0], parts[1])),
                Optional.of(theirs),
                Optional.empty());
        byte[] xmp = xmp(BARE.carry(source, OUTPUT));
        XmpPacket kept = XmpPacket.parse(xmp).orElseThrow();
        assertEquals(List.of("Ana"), items(kept, "dc:creator"));
        assertEquals(List.of("(c) Ana"), items(kept, "dc:rights"));
        assertEquals("The Archive", XmpPackets.value(xmp, "photoshop:Credit"));
    }

    @Test
    void xmpThatNamesNobodyGivesWayToIptc() {
        Metadata source = new Metadata(
                Optional.empty(),
                Optional.empty(),
                Optional.of(XmpPackets.of(
                        "photoshop:Credit=\"\" dc:rights=\" \"",
                        "<dc:creator><rdf:Seq><rdf:li/></rdf:Seq></dc:creator>")),
                Optional.of(iim(80, "Ana", 110, "The Archive", 116, "(c) Ana")),
                Optional.empty());
        byte[] xmp = xmp(BARE.carry(source, OUTPUT));
        XmpPacket kept = XmpPacket.parse(xmp).orElseThrow();
        assertEquals(List.of("Ana"), items(kept, "dc:creator"));
        assertEquals(List.of("(c) Ana"), items(kept, "dc:rights"));
        assertEquals("The Archive", XmpPackets.value(xmp, "photoshop:Credit"));
    }

    @Test
    void whoMadeAndOwnsItIsFoundInIptcAndInExif() {
        byte[] iptc = iim(80, "Ana", 110, "The Archive", 116, "(c) Ana");
        Metadata byIptc =
                new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(iptc), Optional.empty());
        byte[] exif =
                ExifBlock.of(Optional.of("Ana"), Optional.of(" \0(c) Rui")).orElseThrow();
        Metadata byExif =
                new Metadata(Optional.empty(), Optional.of(exif), Optional.empty(), Optional.empty(), Optional.empty());
        byte[] fromIptc = xmp(BARE.carry(byIptc, OUTPUT));
        assertEquals("Ana", XmpPackets.value(fromIptc, "dc:creator"));
        assertEquals("(c) Ana", XmpPackets.value(fromIptc, "dc:rights"));
        assertEquals("The Archive", XmpPackets.value(fromIptc, "photoshop:Credit"));
        byte[] fromExif = xmp(BARE.carry(byExif, OUTPUT));
        assertEquals("Ana", XmpPackets.value(fromExif, "dc:creator"));
        assertEquals("(c) Rui", XmpPackets.value(fromExif, "dc:rights"));
    }

    @Test
    void nothingIsLeftOfMetadataThatNameNobody() {
        Metadata source = of(XmpPackets.of("photoshop:City=\"Porto\"", ""));
        assertEquals(Metadata.NONE, BARE.carry(source, OUTPUT).metadata());
    }

    @Test
    void aNumberOfPixelsPerInchIsSetOnStrippedPicturesToo() {
        CarryOver over = new CarryOver(true, Optional.empty(), Dpi.of(300), 2);
        assertEquals(
                Optional.of(Resolution.perInch(300)),
                over.carry(Metadata.NONE, OUTPUT).metadata().resolution());
    }

    @Test
    void withoutMarkAnUnmarkedPacketStillGetsItsPixelCounts() {
        byte[] packet = xmp(PLAIN.carry(of(XmpPackets.of("tiff:ImageWidth=\"40\"", "")), OUTPUT));
        assertEquals("80", XmpPackets.value(packet, "tiff:ImageWidth"));
        assertFalse(new String(packet, StandardCharsets.UTF_8).contains("Azulejo"));
        assertTrue(XmpPacket.parse(packet).isPresent());
    }

    private static Resolution resolution(Dpi dpi, Metadata source) {
        return new CarryOver(false, Optional.empty(), dpi, 2)
                .carry(source, OUTPUT)
                .metadata()
                .resolution()
                .orElseThrow();
    }

    private static Metadata of(byte[] packet) {
        return new Metadata(
                Optional.empty(), Optional.empty(), Optional.of(packet), Optional.empty(), Optional.empty());
    }

    private static byte[] xmp(CarryOver.Carried carried) {
        return carried.metadata().xmp().orElseThrow();
    }

    /** What the items of a list say that say something. */
    private static List<String> items(XmpPacket packet, String name) {
        return packet.items(XmpPackets.name(name)).stream()
                .map(Node::getTextContent)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<Element> history(byte[] packet) {
        return XmpPacket.parse(packet).orElseThrow().items(Mark.HISTORY);
    }

    private static List<String> fields(Element entry) {
        return XmpPacket.elements(entry).stream()
                .map(field -> field.getLocalName() + "=" + field.getTextContent())
                .toList();
    }

    private static String canonical(Node node) {
        StringBuilder text = new StringBuilder("<" + node.getNamespaceURI() + node.getLocalName());
        for (int i = 0; i < node.getAttributes().getLength(); i++) {
            text.append(' ').append(node.getAttributes().item(i));
        }
        XmpPacket.elements(node).forEach(child -> text.append(canonical(child)));
        return text.append('>').append(node.getTextContent()).toString();
    }

    private static byte[] iim(Object... dataSets) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < dataSets.length; i += 2) {
            byte[] text = ((String) dataSets[i + 1]).getBytes(StandardCharsets.UTF_8);
            block.writeBytes(new byte[] {0x1c, 2, (byte) (int) dataSets[i], 0, (byte) text.length});
            block.writeBytes(text);
        }
        return block.toByteArray();
    }

    private static String utf8(Optional<byte[]> text) {
        return new String(text.orElseThrow(), StandardCharsets.UTF_8);
    }
}
