package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a restored picture says of its restoration, beside what it said before. */
class MarkTest {
    private static final String IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    private static final String ENHANCED = IPTC + "algorithmicallyEnhanced";
    private static final Shape OUTPUT = new Shape(80, 60, 3, 8);
    private static final CarryOver MARKED = new CarryOver(false, Optional.of(XmpPackets.MARK), Dpi.SCALE, 2);

    @Test
    void aPictureWithoutMetadataGetsAPacketThatSaysWhatItIs() {
        byte[] packet = marked(Metadata.NONE);
        assertEquals(ENHANCED, XmpPackets.value(packet, "Iptc4xmpExt:DigitalSourceType"));
        assertEquals(
                List.of("action=restored", "softwareAgent=Azulejo 1.2.3", "parameters=model m, sha256 00, scale 2"),
                fields(history(packet).get(0)));
        assertEquals(1, history(packet).size());
    }

    /** ImageMagick 6 warns of declarations in the items of lists. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<xmpMM:History/>", "<xmpMM:History><rdf:Seq/></xmpMM:History>"})
    void theHistorysPrefixIsDeclaredOnceAndOutsideOfIt(String history) {
        byte[] source = XmpPackets.of("", history);
        String bare = new String(source, StandardCharsets.UTF_8)
                .replace(" xmlns:stEvt=\"http://ns.adobe.com/xap/1.0/sType/ResourceEvent#\"", "");
        String packet =
                new String(marked(XmpPackets.alone(bare.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8);
        assertEquals(packet.indexOf("xmlns:stEvt="), packet.lastIndexOf("xmlns:stEvt="));
        assertEquals(-1, packet.indexOf("xmlns:stEvt=", packet.indexOf("<xmpMM:History")));
    }

    @Test
    void wordsThatXmlHasNoRoomForAreStillReadable() {
        Mark odd = new Mark(ENHANCED, "Azulejo 1", "model a\u0001\ud800b\uffff\ud83d\ude00");
        byte[] packet = xmp(new CarryOver(false, Optional.of(odd), Dpi.SCALE, 2).carry(Metadata.NONE, OUTPUT));
        assertEquals(
                "parameters=model a b \ud83d\ude00",
                fields(history(packet).get(0)).get(2));
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
        List<Element> history = history(marked(XmpPackets.alone(source)));
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
        byte[] packet = marked(XmpPackets.alone(XmpPackets.of(
                "own:a=\"1\"", "<own:b rdf:resource=\"urn:x\"/><own:c><rdf:Bag><rdf:li>i</rdf:li></rdf:Bag></own:c>")));
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
            CarryOver.Carried carried = over.carry(XmpPackets.alone(XmpPackets.of(parts[0], parts[1])), OUTPUT);
            assertEquals(IPTC + expected, XmpPackets.value(xmp(carried), "Iptc4xmpExt:DigitalSourceType"), form);
            assertEquals(notes, carried.notes().size(), carried.notes().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/; trainedAlgorithmicMedia",
                "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia; trainedAlgorithmicMedia",
                "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia?lang=x-all; trainedAlgorithmicMedia",
                "HTTP://CV.IPTC.ORG/NEWSCODES/DIGITALSOURCETYPE/TRAINEDALGORITHMICMEDIA; trainedAlgorithmicMedia",
                "digsrctype:trainedAlgorithmicMedia; trainedAlgorithmicMedia",
                "trainedalgorithmicmedia; trainedAlgorithmicMedia",
                "Trained algorithmic media; trainedAlgorithmicMedia",
                "trained-algorithmic_media; trainedAlgorithmicMedia",
                "https://schema.org/TrainedAlgorithmicMediaDigitalSource; trainedAlgorithmicMedia",
                "Created using Generative AI; trainedAlgorithmicMedia",
                "http://c2pa.org/digitalsourcetype/trainedAlgorithmicData; trainedAlgorithmicMedia",
                "compositedWithTrainedAlgorithmicMedia; compositeWithTrainedAlgorithmicMedia",
                "Composite including synthetic elements; compositeSynthetic",
                "Media created purely by algorithm, not from training data; algorithmicMedia",
                "http://cv.iptc.org/newscodes/digitalsourcetype/softwareImage#; softwareImage",
                "Digital art (retired); digitalArt",
                "Data-driven media; dataDrivenMedia"
            })
    void aStrongerWordInAnotherSpellingStaysAsIptcSpellsIt(String stated, String expected) {
        CarryOver.Carried carried = MARKED.carry(typed(stated), OUTPUT);
        assertEquals(IPTC + expected, XmpPackets.value(xmp(carried), "Iptc4xmpExt:DigitalSourceType"));
        assertEquals(
                List.of(
                        "digital source type stays %s, which says more than algorithmicallyEnhanced"
                                .formatted(expected),
                        "digital source type %s takes the place of \"%s\"".formatted(expected, stated)),
                carried.notes());
        CarryOver strip = new CarryOver(true, Optional.of(XmpPackets.MARK), Dpi.SCALE, 2);
        CarryOver.Carried bare = strip.carry(typed(stated), OUTPUT);
        assertEquals(IPTC + expected, XmpPackets.value(xmp(bare), "Iptc4xmpExt:DigitalSourceType"));
        assertEquals(carried.notes(), bare.notes());
    }

    @ParameterizedTest
    @CsvSource({
        "line&#10;break, 'line break\", a word that IPTC does not have'",
        "minorHumanEdits, 'minorHumanEdits\"'",
        "Digitised from a print on non-transparent medium, 'Digitised from a print on non-transparent medium\"'"
    })
    void whatIsReplacedIsQuotedOnOneLine(String stated, String quoted) {
        CarryOver.Carried carried = MARKED.carry(typed(stated), OUTPUT);
        assertEquals(ENHANCED, XmpPackets.value(xmp(carried), "Iptc4xmpExt:DigitalSourceType"));
        assertEquals(
                List.of("digital source type algorithmicallyEnhanced takes the place of \"" + quoted), carried.notes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Iptc4xmpExt:DigitalSourceType=\"print\"|<Iptc4xmpExt:DigitalSourceType>trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>",
                "|<Iptc4xmpExt:DigitalSourceType><rdf:Bag><rdf:li>print</rdf:li>"
                        + "<rdf:li rdf:resource=\"trainedAlgorithmicMedia\"/></rdf:Bag></Iptc4xmpExt:DigitalSourceType>",
                "Iptc4xmpExt:DigitalSourcefileType=\"print\" Iptc4xmpExt:digitalSourceType=\"trainedAlgorithmicMedia\"|"
            })
    void ofSeveralWordsTheStrongestStaysAlone(String form) {
        String[] parts = form.split("\\|", -1);
        Metadata source = XmpPackets.alone(XmpPackets.of(parts[0], parts[1]));
        for (boolean strip : new boolean[] {false, true}) {
            CarryOver over = new CarryOver(strip, Optional.of(XmpPackets.MARK), Dpi.SCALE, 2);
            CarryOver.Carried carried = over.carry(source, OUTPUT);
            assertEquals(
                    List.of(IPTC + "trainedAlgorithmicMedia"),
                    DigitalSource.stated(XmpPacket.parse(xmp(carried)).orElseThrow()));
            assertEquals(3, carried.notes().size(), carried.notes().toString());
        }
    }

    @Test
    void withoutAMarkEveryWordStaysAsItIs() {
        byte[] source = XmpPackets.of("Iptc4xmpExt:DigitalSourceType=\"print\"", "<own:a>1</own:a>");
        CarryOver silent = new CarryOver(true, Optional.empty(), Dpi.SCALE, 2);
        assertEquals(
                "print",
                XmpPackets.value(xmp(silent.carry(XmpPackets.alone(source), OUTPUT)), "Iptc4xmpExt:DigitalSourceType"));
    }

    private static Metadata typed(String word) {
        return XmpPackets.alone(XmpPackets.of("Iptc4xmpExt:DigitalSourceType=\"" + word + "\"", ""));
    }

    @Test
    void prefixesThatMeanSomethingElseDoNoHarm() {
        byte[] packet = ("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><r:RDF"
                        + " xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:rdf=\"urn:a\" xmlns:stEvt=\"urn:b\""
                        + " xmlns:xmpMM=\"urn:c\" xmlns:Iptc4xmpExt=\"urn:d\"><r:Description r:about=\"\" xmpMM:own=\"1\"/>"
                        + "</r:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.UTF_8);
        byte[] marked = marked(XmpPackets.alone(packet));
        assertEquals(ENHANCED, XmpPackets.value(marked, "Iptc4xmpExt:DigitalSourceType"));
        assertEquals("action=restored", fields(history(marked).get(0)).get(0));
        assertEquals(Optional.of("1"), XmpPacket.parse(marked).orElseThrow().text(new XmpName("urn:c", "c", "own")));
    }

    private static List<Element> history(byte[] packet) {
        return XmpPackets.items(packet, "xmpMM:History");
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

    private static byte[] marked(Metadata source) {
        return xmp(MARKED.carry(source, OUTPUT));
    }

    private static byte[] xmp(CarryOver.Carried carried) {
        return carried.metadata().xmp().orElseThrow();
    }
}
