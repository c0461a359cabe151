package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;

/** What is left of metadata that are stripped. */
class OwnershipTest {
    private static final Shape OUTPUT = new Shape(80, 60, 3, 8);
    private static final CarryOver STRIPPED = new CarryOver(true, Optional.of(XmpPackets.MARK), Dpi.SCALE, 2);
    private static final CarryOver BARE = new CarryOver(true, Optional.empty(), Dpi.SCALE, 2);

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
        assertEquals("The Archive", XmpPackets.value(xmp, "photoshop:Credit"));
        assertEquals(2, XmpPackets.items(xmp, "dc:creator").size());
        assertEquals(2, XmpPackets.items(xmp, "dc:rights").size());
        assertEquals(null, XmpPackets.value(xmp, "photoshop:City"));
        assertEquals(null, XmpPackets.value(xmp, "dc:title"));
        assertEquals(null, XmpPackets.value(xmp, "tiff:XResolution"));
        assertEquals(XmpPackets.MARK.sourceType(), XmpPackets.value(xmp, "Iptc4xmpExt:DigitalSourceType"));
        assertEquals(2, XmpPackets.items(xmp, "xmpMM:History").size());
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
        assertAnaAndTheArchive(bare(source));
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
        assertAnaAndTheArchive(bare(source));
    }

    @Test
    void whoMadeAndOwnsItIsFoundInIptcAndInExif() {
        byte[] iptc = iim(80, "Ana", 110, "The Archive", 116, "(c) Ana");
        Metadata byIptc =
                new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(iptc), Optional.empty());
        byte[] exif =
                ExifBlock.of(1, Optional.of("Ana"), Optional.of(" \0(c) Rui")).orElseThrow();
        Metadata byExif =
                new Metadata(Optional.empty(), Optional.of(exif), Optional.empty(), Optional.empty(), Optional.empty());
        byte[] fromIptc = bare(byIptc);
        assertEquals("Ana", XmpPackets.value(fromIptc, "dc:creator"));
        assertEquals("(c) Ana", XmpPackets.value(fromIptc, "dc:rights"));
        assertEquals("The Archive", XmpPackets.value(fromIptc, "photoshop:Credit"));
        byte[] fromExif = bare(byExif);
        assertEquals("Ana", XmpPackets.value(fromExif, "dc:creator"));
        assertEquals("(c) Rui", XmpPackets.value(fromExif, "dc:rights"));
    }

    @Test
    void textsNameWhoMadeAndOwnsItWhereNothingElseDoes() {
        Metadata texts = Metadata.NONE.withTexts(List.of(
                text("Author", "Ana"), text("Author", "Rui"), text("Comment", "found"), text("Copyright", "(c) Ana")));
        Metadata stripped = BARE.carry(texts, OUTPUT).metadata();
        byte[] xmp = stripped.xmp().orElseThrow();
        assertEquals(List.of(), stripped.texts());
        assertEquals(List.of("Ana", "Rui"), said(xmp, "dc:creator"));
        assertEquals(List.of("(c) Ana"), said(xmp, "dc:rights"));
        Metadata both = new Metadata(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(iim(80, "Eva")),
                        Optional.empty())
                .withTexts(texts.texts());
        assertEquals(List.of("Eva"), said(bare(both), "dc:creator"));
    }

    @Test
    void coloursThatOnlyExifStatesAreStrippedWithANote() {
        ByteBuffer block =
                ByteBuffer.allocate(26).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        block.putShort((short) 1)
                .putShort((short) 0xa001)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 2);
        Metadata source = new Metadata(
                Optional.empty(), Optional.of(block.array()), Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(
                List.of("EXIF, which says that the colours are not those of sRGB, left out: stripped"),
                BARE.carry(source, OUTPUT).notes());
        block.putShort(18, (short) 1);
        assertEquals(List.of(), BARE.carry(source, OUTPUT).notes());
    }

    private static Metadata.Text text(String keyword, String text) {
        return new Metadata.Text(keyword, "", "", text, Metadata.Text.Encoding.LATIN_1);
    }

    @Test
    void theMarkOfAnEarlierRestorationStays() {
        Metadata restored = new CarryOver(false, Optional.of(XmpPackets.MARK), Dpi.SCALE, 2)
                .carry(Metadata.NONE, OUTPUT)
                .metadata();
        byte[] xmp = bare(restored);
        assertEquals(1, XmpPackets.items(xmp, "xmpMM:History").size());
        assertEquals(XmpPackets.MARK.sourceType(), XmpPackets.value(xmp, "Iptc4xmpExt:DigitalSourceType"));
    }

    @Test
    void namesInIptcThatAreNoUtf8AreLatin1() {
        byte[] iptc = {0x1c, 2, 80, 0, 4, 'J', 'o', 's', (byte) 0xe9};
        Metadata source =
                new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(iptc), Optional.empty());
        assertEquals(List.of("Jos\u00e9"), said(bare(source), "dc:creator"));
    }

    @Test
    void nothingIsLeftOfMetadataThatNameNobody() {
        Metadata source = XmpPackets.alone(XmpPackets.of("photoshop:City=\"Porto\"", ""));
        assertEquals(Metadata.NONE, BARE.carry(source, OUTPUT).metadata());
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

    private static void assertAnaAndTheArchive(byte[] xmp) {
        assertEquals(List.of("Ana"), said(xmp, "dc:creator"));
        assertEquals(List.of("(c) Ana"), said(xmp, "dc:rights"));
        assertEquals("The Archive", XmpPackets.value(xmp, "photoshop:Credit"));
    }

    /** The items of a list, without those that say nothing. */
    private static List<String> said(byte[] xmp, String name) {
        return XmpPackets.items(xmp, name).stream()
                .map(Node::getTextContent)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static byte[] bare(Metadata source) {
        return BARE.carry(source, OUTPUT).metadata().xmp().orElseThrow();
    }
}
