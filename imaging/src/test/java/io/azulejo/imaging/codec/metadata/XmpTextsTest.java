package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.Metadata.Text.Encoding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that XMP takes over. */
class XmpTextsTest {
    private static final Text AUTHOR = new Text("Author", "", "", "Jos\u00e9", Encoding.LATIN_1);
    private static final Text COMMENT = new Text(Text.COMMENT, "", "", "two\nlines", Encoding.LATIN_1);
    private static final Text SOURCE = new Text("Source", "", "", "a scanner", Encoding.LATIN_1);

    @Test
    void whatXmpHasAPropertyForIsSaidThere() {
        Metadata moved = XmpTexts.moved(Metadata.NONE.withTexts(List.of(SOURCE, AUTHOR, COMMENT)), true);
        byte[] xmp = moved.xmp().orElseThrow();
        assertEquals("Jos\u00e9", XmpPackets.value(xmp, "dc:creator"));
        assertEquals("two\nlines", XmpPackets.value(xmp, "exif:UserComment"));
        assertEquals(List.of(SOURCE), moved.texts());
        assertEquals(
                List.of(COMMENT),
                XmpTexts.moved(Metadata.NONE.withTexts(List.of(AUTHOR, COMMENT)), false)
                        .texts());
    }

    @Test
    void whatXmpSaysAlreadyIsNotSaidTwice() {
        Metadata source = stating("<dc:creator><rdf:Seq><rdf:li>Jos\u00e9</rdf:li></rdf:Seq></dc:creator>");
        Metadata moved = XmpTexts.moved(source, true);
        assertEquals(List.of(), moved.texts());
        assertEquals(
                1, XmpPackets.items(moved.xmp().orElseThrow(), "dc:creator").size());
    }

    @Test
    void whereXmpSaysAnotherTheTextStays() {
        Metadata source = stating("<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li></rdf:Seq></dc:creator>");
        Metadata moved = XmpTexts.moved(source, true);
        assertEquals(List.of(AUTHOR), moved.texts());
        assertEquals("Ana", XmpPackets.value(moved.xmp().orElseThrow(), "dc:creator"));
    }

    @Test
    void anEmptyPropertyIsFilled() {
        Metadata moved = XmpTexts.moved(stating("<dc:creator> </dc:creator>"), true);
        assertEquals("Jos\u00e9", XmpPackets.value(moved.xmp().orElseThrow(), "dc:creator"));
        assertEquals(List.of(), moved.texts());
    }

    @Test
    void utf8WhereTheFormatHasLatin1IsReadAsUtf8() {
        Text wrong = new Text("Author", "", "", "Jos\u00c3\u00a9", Encoding.LATIN_1);
        Metadata moved = XmpTexts.moved(Metadata.NONE.withTexts(List.of(wrong)), true);
        assertEquals("Jos\u00e9", XmpPackets.value(moved.xmp().orElseThrow(), "dc:creator"));
    }

    @Test
    void withoutSuchTextsNothingChanges() {
        Metadata other = Metadata.NONE.withTexts(List.of(SOURCE));
        assertSame(other, XmpTexts.moved(other, true));
        Metadata damaged = XmpPackets.alone(new byte[] {'<'}).withTexts(List.of(AUTHOR));
        assertSame(damaged, XmpTexts.moved(damaged, true));
    }

    private static Metadata stating(String elements) {
        return XmpPackets.alone(XmpPackets.of("dc:format=\"image/png\"", elements))
                .withTexts(List.of(AUTHOR));
    }
}
