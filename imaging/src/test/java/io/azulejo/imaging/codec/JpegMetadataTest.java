package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.jpeg.JpegCodec;
import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Metadata.Text;
import io.azulejo.imaging.picture.Metadata.Text.Encoding;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks of metadata in the segments of a JPEG, of which none holds more than 64 KB. */
class JpegMetadataTest extends CodecFixture {
    private static final Picture PICTURE = Pictures.smooth(new Shape(40, 30, 3, 8), 1);

    @Override
    Codec codec() {
        return new JpegCodec();
    }

    @Test
    void longProfileIsSplitOverSegments() throws Exception {
        byte[] icc = Arrays.copyOf(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData(), 150_000);
        ByteBuffer.wrap(icc).putInt(0, icc.length);
        Metadata metadata =
                new Metadata(Optional.of(icc), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        byte[] file = written(PICTURE.with(metadata));
        assertArrayEquals(icc, read(file).metadata().icc().orElseThrow());
        Sources.Counting source = new Sources.Counting(file);
        codec().probe(source);
        assertTrue(source.bytesRead() < 100_000, "probe steps over the profile: " + source.bytesRead());
    }

    @Test
    void blockWithoutRoomIsLeftOutAndNamed() throws Exception {
        byte[] exif = Arrays.copyOf(Blocks.exif(1, false), 70_000);
        Metadata metadata =
                new Metadata(Optional.empty(), Optional.of(exif), Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(List.of("EXIF of 70000 bytes left out: JPEG has room for 65527"), codec().omissions(metadata));
        byte[] file = written(PICTURE.with(metadata));
        assertEquals(Optional.empty(), read(file).metadata().exif());
    }

    @Test
    void ofTwoXmpPacketsTheFirstCountsAndTheOtherIsNoted() throws Exception {
        byte[] second = XmpPackets.of("own:a=\"2\"", "");
        byte[] file = written(PICTURE);
        for (byte[] packet : List.of(second, XmpPackets.of("own:a=\"1\"", ""))) {
            String segment = "http://ns.adobe.com/xap/1.0/\0" + new String(packet, StandardCharsets.ISO_8859_1);
            file = MetadataExample.jpeg(file, 0xe1, segment.getBytes(StandardCharsets.ISO_8859_1));
        }
        Decoded decoded = decode(file);
        assertEquals("1", XmpPackets.value(decoded.picture().metadata().xmp().orElseThrow(), "own:a"));
        assertEquals(List.of("a second XMP packet left out (%d bytes)".formatted(second.length)), decoded.notes());
    }

    @Test
    void xmpOfMoreThanOneSegmentIsPartedAndJoined() throws Exception {
        byte[] packet = XmpPackets.of(
                "dc:format=\"image/jpeg\" Iptc4xmpExt:DigitalSourceType=\"urn:kept\"",
                "<own:long>" + "abcdefgh".repeat(20_000) + "</own:long><own:short>s</own:short>");
        byte[] file = written(PICTURE.with(XmpPackets.alone(packet)));
        assertEquals(List.of(), codec().omissions(XmpPackets.alone(packet)));
        Decoded decoded = decode(file);
        assertEquals(List.of(), decoded.notes());
        byte[] read = decoded.picture().metadata().xmp().orElseThrow();
        assertEquals("abcdefgh".repeat(20_000), XmpPackets.value(read, "own:long"));
        assertEquals("s", XmpPackets.value(read, "own:short"));
        assertEquals("urn:kept", XmpPackets.value(read, "Iptc4xmpExt:DigitalSourceType"));
    }

    @Test
    void extendedXmpThatIsCutLeavesTheMainPacketWithANote() throws Exception {
        byte[] packet =
                XmpPackets.of("dc:format=\"image/jpeg\"", "<own:long>" + "abcdefgh".repeat(20_000) + "</own:long>");
        byte[] file = written(PICTURE.with(XmpPackets.alone(packet)));
        int text = new String(file, StandardCharsets.ISO_8859_1).indexOf("abcdefgh");
        file[text] = 'A';
        Decoded decoded = decode(file);
        byte[] read = decoded.picture().metadata().xmp().orElseThrow();
        assertEquals("image/jpeg", XmpPackets.value(read, "dc:format"));
        assertEquals(
                List.of(
                        "XMP beyond the first 64 KB (extended XMP) left out: cut, damaged, or of more than 4194304"
                                + " bytes",
                        "XMP no longer speaks of what is not carried over: extended XMP"),
                decoded.notes());
    }

    @Test
    void iptcOfMoreThanOneSegmentIsPartedAndJoined() throws Exception {
        byte[] iptc = new byte[150_000];
        Arrays.fill(iptc, (byte) 0x1c);
        Metadata metadata =
                new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(iptc), Optional.empty());
        assertEquals(List.of(), codec().omissions(metadata));
        byte[] file = written(PICTURE.with(metadata));
        assertArrayEquals(iptc, read(file).metadata().iptc().orElseThrow());
    }

    @Test
    void commentsKeepTheirBytes() throws Exception {
        byte[] file = written(PICTURE);
        byte[][] comments = {
            "M\u00fcller".getBytes(StandardCharsets.UTF_8),
            "M\u00fcller".getBytes(StandardCharsets.ISO_8859_1),
            {'L', 'E', 'A', 'D', 0, 1},
            {}
        };
        for (byte[] comment : comments) {
            byte[] said = MetadataExample.jpeg(file, 0xfe, comment);
            byte[] again = Arrays.copyOf(written(read(said)), JpegCodecTest.JFIF_END + said.length - file.length);
            assertArrayEquals(Arrays.copyOf(said, again.length), again);
        }
    }

    @Test
    void textsWithAKeywordBecomeCommentsWithOne() throws Exception {
        Metadata texts = Metadata.NONE.withTexts(List.of(
                new Text("Source", "", "", "Jos\u00e9's scanner", Encoding.LATIN_1),
                new Text("Software", "en", "", "scan", Encoding.UTF_8)));
        assertEquals(
                List.of("Source: Jos\u00e9's scanner", "Software: scan"),
                read(written(PICTURE.with(texts))).metadata().texts().stream()
                        .map(Text::text)
                        .toList());
    }

    @Test
    void aCommentOfMoreThanOneSegmentIsLeftOutAndNamed() throws Exception {
        Metadata texts =
                Metadata.NONE.withTexts(List.of(new Text(Text.COMMENT, "", "", "a".repeat(70_000), Encoding.LATIN_1)));
        assertEquals(List.of("comment of 70000 bytes left out: JPEG has room for 65533"), codec().omissions(texts));
        assertEquals(List.of(), read(written(PICTURE.with(texts))).metadata().texts());
    }

    @Test
    void whatSaveForWebSaysIsTakenAsTexts() throws Exception {
        String ducky = "Ducky\0\1\0\4\0\0\0\74" + "\0\3\0\12\0\0\0\3\0A\0n\0a" + "\0\2\0\6\0\0\0\1\0c" + "\0\0";
        byte[] file = MetadataExample.jpeg(0xec, ducky);
        Decoded decoded = decode(file);
        assertEquals(List.of(), decoded.notes());
        assertEquals(
                List.of(
                        new Text("Copyright", "", "", "Ana", Encoding.UTF_8),
                        new Text(Text.COMMENT, "", "", "c", Encoding.UTF_8)),
                decoded.picture().metadata().texts());
        assertEquals(
                List.of(),
                decode(MetadataExample.jpeg(0xec, ducky.substring(0, 20))).notes());
    }

    @Test
    void damagedMetadataFailsThePictureOnlyWhereWarningsAreFailures() throws Exception {
        byte[] file = written(PICTURE);
        byte[] exif = {(byte) 0xff, (byte) 0xe1, 0, 12, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42};
        ByteSource source = ByteSource.of(inserted(file, JpegCodecTest.JFIF_END, exif));
        Decoded decoded = codec().decode(source, DEFAULT);
        assertEquals(List.of("EXIF left out: cut or damaged (4 bytes)"), decoded.notes());
        DecodeOptions strict = new DecodeOptions(1 << 30, 1 << 30, Strictness.WARNING, DEFAULT.deadline());
        PictureException e = assertThrows(PictureException.class, () -> codec().decode(source, strict));
        assertEquals(FailureKind.CORRUPT, e.kind());
    }

    @Test
    void aProfileThatMissesAPartIsLeftOutWithANote() throws Exception {
        byte[] icc = Arrays.copyOf(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData(), 150_000);
        ByteBuffer.wrap(icc).putInt(0, icc.length);
        Metadata metadata =
                new Metadata(Optional.of(icc), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        byte[] file = written(PICTURE.with(metadata));
        int second = new String(file, StandardCharsets.ISO_8859_1).indexOf("ICC_PROFILE\0\2\3");
        file[second + "ICC_PROFILE\0".length()] = 1;
        Decoded decoded = decode(file);
        assertEquals(Optional.empty(), decoded.picture().metadata().icc());
        assertEquals(List.of("ICC profile left out: 2 of 3 parts are there"), decoded.notes());
    }

    @ParameterizedTest
    @CsvSource({
        // Unit of JFIF (none, inch, centimetre), and numbers across and down.
        "0, 2, 1, 2.0, false",
        "1, 254, 127, 10000.0, true",
        "2, 100, 50, 10000.0, true",
        "0, 1, 1, 0, false",
        "1, 0, 72, 0, false"
    })
    void resolutionIsReadInEveryUnit(int unit, int x, int y, double across, boolean perMetre) throws Exception {
        byte[] file = written(PICTURE);
        int at = JpegCodecTest.JFIF_END - 7;
        ByteBuffer.wrap(file).put(at, (byte) unit).putShort(at + 1, (short) x).putShort(at + 3, (short) y);
        Optional<Resolution> expected =
                across == 0 ? Optional.empty() : Optional.of(new Resolution(across, across / 2, perMetre));
        assertEquals(expected, read(file).metadata().resolution());
    }
}
