package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.codec.png.PngCodec;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.Metadata.Text.Encoding;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of PNG, blocks that travel in them, and colour that stands in chunks. */
class PngTextsTest extends CodecFixture {
    private static final Picture PICTURE = Pictures.smooth(new Shape(40, 30, 3, 8), 1);
    private static final String RESOURCES = "3842494d0404000000000008" + "1c02500003416e61";

    @Override
    Codec codec() {
        return new PngCodec();
    }

    @Test
    void textsStayInTheirFormAndTheirLanguage() throws Exception {
        String latin = "Author\0Jos\u00e9";
        String plain = "Creation Time\0" + "1999-01-02";
        String international = "Description\0\0\0pt\0Descri\u00c3\u00a7\u00c3\u00a3o\0Pl\u00c3\u00a5t 12";
        byte[] file = MetadataExample.png(written(PICTURE), "iTXt", international);
        file = MetadataExample.png(MetadataExample.png(file, "tEXt", plain), "tEXt", latin);
        List<Text> texts = read(file).metadata().texts();
        assertEquals(
                List.of(
                        new Text("Author", "", "", "Jos\u00e9", Encoding.LATIN_1),
                        new Text("Creation Time", "", "", "1999-01-02", Encoding.LATIN_1),
                        new Text("Description", "pt", "Descri\u00e7\u00e3o", "Pl\u00e5t 12", Encoding.UTF_8)),
                texts);
        String again = new String(written(PICTURE.with(Metadata.NONE.withTexts(texts))), StandardCharsets.ISO_8859_1);
        assertTrue(again.contains("tEXt" + latin));
        assertTrue(again.contains("tEXt" + plain));
        assertTrue(again.contains("iTXt" + international));
    }

    @Test
    void longTextsAreWrittenCompressed() throws Exception {
        List<Text> texts = List.of(
                new Text("Source", "", "", "scanner ".repeat(1000), Encoding.LATIN_1),
                new Text("Description", "", "", "Pl\u00e5t ".repeat(1000), Encoding.UTF_8));
        byte[] file = written(PICTURE.with(Metadata.NONE.withTexts(texts)));
        assertTrue(file.length < written(PICTURE).length + 500);
        assertEquals(texts, read(file).metadata().texts());
    }

    @Test
    void bytesOfNoKnownEncodingStayBytes() throws Exception {
        List<Text> texts = List.of(new Text(Text.COMMENT, "", "", "\u0083v\u0000\u0083\u008c", Encoding.UNKNOWN));
        String file = new String(written(PICTURE.with(Metadata.NONE.withTexts(texts))), StandardCharsets.ISO_8859_1);
        assertTrue(file.contains("tEXtComment\0\u0083v\u0083\u008c"), "without the zero, which would end the text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0nothing before it", "no end", "two\nlines\0text"})
    void aTextWithoutARightKeywordIsLeftOutWithANote(String text) throws Exception {
        String chunk = text.equals("no end") ? "k".repeat(80) + "\0text" : text;
        Decoded decoded = decode(MetadataExample.png(written(PICTURE), "tEXt", chunk));
        assertEquals(List.of(), decoded.picture().metadata().texts());
        assertEquals(List.of("text left out: damaged, or of more than 4194304 bytes"), decoded.notes());
    }

    @Test
    void onlySoManyTextsAreRead() throws Exception {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int i = 0; i < 1_001; i++) {
            chunks.writeBytes(PngCodecTest.chunk("tEXt", "Comment\0c".getBytes(StandardCharsets.US_ASCII)));
        }
        Decoded decoded = decode(inserted(written(PICTURE), 33, chunks.toByteArray()));
        assertEquals(1_000, decoded.picture().metadata().texts().size());
        assertEquals(List.of("texts beyond the first 1000, or beyond 4194304 characters, left out"), decoded.notes());
    }

    @Test
    void textsThatInflateToMuchAreNotHeld() throws Exception {
        byte[] file = written(PICTURE);
        for (int i = 0; i < 3; i++) {
            file = MetadataExample.png(file, "zTXt", "Comment\0\0" + deflated("a".repeat(3 << 20)));
        }
        Decoded decoded = decode(MetadataExample.png(file, "zTXt", "Comment\0\0" + deflated("a".repeat(5 << 20))));
        assertEquals(1, decoded.picture().metadata().texts().size());
        assertEquals(
                List.of(
                        "text left out: damaged, or of more than 4194304 bytes",
                        "texts beyond the first 1, or beyond 4194304 characters, left out"),
                decoded.notes());
    }

    /** As exiftool, ImageMagick and its older versions begin the text. */
    @ParameterizedTest
    @ValueSource(strings = {"\nIPTC profile\n      20\n", "\niptc\n      20\n", "\n\u00aa\u0001{generic prof\n20\n"})
    void rawProfilesOfEveryWriterAreRead(String head) throws Exception {
        String body = head + RESOURCES + "\n";
        byte[] plain = MetadataExample.png(written(PICTURE), "tEXt", "Raw profile type iptc\0" + body);
        byte[] compressed = MetadataExample.png(written(PICTURE), "zTXt", "Raw profile type iptc\0\0" + deflated(body));
        byte[] international = MetadataExample.png(
                written(PICTURE), "iTXt", "Raw profile type iptc\0\0\0\0\0" + (head + RESOURCES).replace("\u00aa", ""));
        for (byte[] file : List.of(plain, compressed, international)) {
            Decoded decoded = decode(file);
            assertEquals(List.of(), decoded.notes());
            assertArrayEquals(Blocks.IPTC, decoded.picture().metadata().iptc().orElseThrow());
        }
    }

    @Test
    void aRawProfileOfAnApplicationSegmentMayBeXmp() throws Exception {
        String packet = new String(XmpPackets.of("dc:format=\"image/png\"", ""), StandardCharsets.ISO_8859_1);
        byte[] block = ("http://ns.adobe.com/xap/1.0/\0" + packet).getBytes(StandardCharsets.ISO_8859_1);
        String text = "Raw profile type APP1\0\ngeneric profile\n%8d\n%s\n"
                .formatted(block.length, HexFormat.of().formatHex(block));
        Decoded decoded = decode(MetadataExample.png(written(PICTURE), "tEXt", text));
        assertEquals(List.of(), decoded.notes());
        assertEquals(
                "image/png", XmpPackets.value(decoded.picture().metadata().xmp().orElseThrow(), "dc:format"));
    }

    @Test
    void iptcAndResourcesInTwoProfilesAreBothKept() throws Exception {
        byte[] resolution = Blocks.resolutionResource(300, 150);
        String all = "Raw profile type 8bim\0\n8bim\n%8d\n%s"
                .formatted(resolution.length, HexFormat.of().formatHex(resolution));
        byte[] file = MetadataExample.png(written(PICTURE), "tEXt", all);
        file = MetadataExample.png(file, "tEXt", "Raw profile type iptc\0\niptc\n      20\n" + RESOURCES);
        Metadata metadata = read(file).metadata();
        assertArrayEquals(Blocks.IPTC, metadata.iptc().orElseThrow());
        assertArrayEquals(resolution, metadata.photoshop().orElseThrow());
    }

    @Test
    void statedColourStandsBeforeThePixelsAsItWas() throws Exception {
        byte[] file = MetadataExample.png(written(PICTURE), "cHRM", "\0\0\172\46".repeat(8));
        file = MetadataExample.png(MetadataExample.png(file, "gAMA", "\0\0\261\217"), "cICP", "\1\15\0\1");
        Picture picture = read(file);
        byte[] again = written(picture);
        assertArrayEquals(file, again);
        assertEquals(List.of(), Codecs.of(Format.JPEG).omissions(picture.metadata()), "these code points are sRGB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gAMA\0\0\261\217", "gAMA\0\0\262\0", "sRGB\0", "sBIT\10\10\10"})
    void whatSaysNothingThatIsNotUsualNeedsNoNote(String chunk) throws Exception {
        byte[] file = MetadataExample.png(written(PICTURE), chunk.substring(0, 4), chunk.substring(4));
        Decoded decoded = decode(file);
        assertEquals(List.of(), decoded.notes());
        assertEquals(
                List.of(), Codecs.of(Format.TIFF).omissions(decoded.picture().metadata()));
    }

    @Test
    void colourBehindThePixelsOrOfAWrongLengthIsLeftOutWithANote() throws Exception {
        byte[] file = written(PICTURE);
        byte[] late = inserted(file, file.length - 12, PngCodecTest.chunk("gAMA", new byte[4]));
        Decoded decoded = decode(MetadataExample.png(late, "cICP", "\1"));
        assertEquals(Metadata.NONE, decoded.picture().metadata());
        assertEquals(List.of("chunks cICP, gAMA left out: what they say is not carried over"), decoded.notes());
    }

    @Test
    void aGammaThatIsNoneIsLeftOutWithANote() throws Exception {
        Decoded decoded = decode(MetadataExample.png(written(PICTURE), "gAMA", "\0\0\0\0"));
        assertEquals(Metadata.NONE, decoded.picture().metadata());
        assertEquals(List.of("chunks gAMA left out: what they say is not carried over"), decoded.notes());
    }

    @Test
    void ofTwoProfilesAndPacketsTheFirstCountsAndTheOtherIsNoted() throws Exception {
        byte[] first = XmpPackets.of("own:a=\"1\"", "");
        byte[] second = XmpPackets.of("own:a=\"2\"", "");
        byte[] file = written(PICTURE);
        for (byte[] packet : List.of(second, first, first)) {
            String text = new String(packet, StandardCharsets.ISO_8859_1);
            file = MetadataExample.png(file, "iTXt", "XML:com.adobe.xmp\0\0\0\0\0" + text);
        }
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        byte[] other = profile.clone();
        other[64] ^= 1;
        for (byte[] block : List.of(other, profile)) {
            String deflated = deflated(new String(block, StandardCharsets.ISO_8859_1));
            file = MetadataExample.png(file, "iCCP", "a\0\0" + deflated);
        }
        Decoded decoded = decode(file);
        assertEquals("1", XmpPackets.value(decoded.picture().metadata().xmp().orElseThrow(), "own:a"));
        assertArrayEquals(profile, decoded.picture().metadata().icc().orElseThrow());
        assertEquals(
                List.of(
                        "a second ICC profile left out (%d bytes)".formatted(other.length),
                        "a second XMP packet left out (%d bytes)".formatted(second.length)),
                decoded.notes());
    }

    @Test
    void unknownChunksAreNamedInOneNote() throws Exception {
        byte[] file = written(PICTURE);
        for (char letter = 'a'; letter < 'k'; letter++) {
            file = MetadataExample.png(file, "prV" + (char) (letter - 32), "x");
        }
        assertEquals(
                List.of("chunks prVJ, prVI, prVH, prVG, prVF, prVE, prVD, prVC and others left out: what they say is"
                        + " not carried over"),
                decode(file).notes());
    }

    private static String deflated(String text) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
