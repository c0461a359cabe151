package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small pictures whose metadata were once lost without a word. */
class MetadataCasesTest {
    private final List<String> notes = new ArrayList<>();

    @Test
    void iptcInPngAsExiftoolWritesItSurvives() throws Exception {
        Metadata kept = restored("iptc-exiftool.png", false, Format.PNG);
        String iptc = new String(kept.iptc().orElseThrow(), StandardCharsets.ISO_8859_1);
        assertTrue(iptc.contains("A. B") && iptc.contains("Credit X") && iptc.contains("(c) Z"));
        byte[] stripped = restored("iptc-exiftool.png", true, Format.PNG).xmp().orElseThrow();
        assertEquals("A. B.", XmpPackets.value(stripped, "dc:creator"));
        assertEquals("Credit X", XmpPackets.value(stripped, "photoshop:Credit"));
        assertEquals("(c) Z", XmpPackets.value(stripped, "dc:rights"));
    }

    @Test
    void textsOfPngSurvive() throws Exception {
        List<String> said = said(restored("text-chunks.png", false, Format.PNG));
        assertEquals(List.of("Author: Jos\u00e9", "Description: Pl\u00e5t 12", "Copyright: (c) Archive"), said);
        assertEquals(
                List.of(
                        "time of the last change (tIME) 1999-01-02 03:04:05 left out: restoring has changed the picture since"),
                notes);
    }

    @Test
    void commentsOfJpegAndGifSurvive() throws Exception {
        String comment = "Comment: Scanned 1998, M\u00fcller coll.";
        assertEquals(List.of(comment), said(restored("text-com.jpg", false, Format.JPEG)));
        assertEquals(List.of(comment), said(restored("text-com.jpg", false, Format.PNG)));
        assertEquals(List.of("Comment: hello world"), said(restored("text-comment.gif", false, Format.PNG)));
        assertEquals(List.of(), notes);
    }

    @Test
    void statedColourSurvivesInPngAndIsNotedElsewhere() throws Exception {
        assertTrue(restored("colour-cicp.png", false, Format.PNG).colour().isPresent());
        assertTrue(restored("colour-gama1.png", true, Format.PNG).colour().isPresent());
        assertEquals(List.of(), notes);
        restored("colour-cicp.png", false, Format.TIFF);
        restored("colour-gama1.png", false, Format.JPEG);
        assertEquals(
                List.of(
                        "colour by code points (cICP) left out: TIFF has no room for it",
                        "colour by gamma and primaries (gAMA, cHRM) left out: JPEG has no room for it"),
                notes);
    }

    private Metadata restored(String name, boolean strip, Format format) throws Exception {
        byte[] file = Files.readAllBytes(SharedFiles.folder("fixtures/cases").resolve(name));
        Decoded decoded = Codecs.decode(ByteSource.of(file), DecodeOptions.DEFAULT);
        CarryOver over = new CarryOver(strip, Optional.of(XmpPackets.MARK), Dpi.SCALE, 1);
        Codec codec = Codecs.of(format);
        Metadata placed = codec.placed(
                over.carry(decoded.picture().metadata(), decoded.picture().shape())
                        .metadata());
        notes.addAll(decoded.notes());
        notes.addAll(codec.omissions(placed));
        byte[] written = MetadataExample.encoded(codec, decoded.picture().with(placed));
        return codec.decode(ByteSource.of(written), DecodeOptions.DEFAULT)
                .picture()
                .metadata();
    }

    private static List<String> said(Metadata metadata) {
        return metadata.texts().stream()
                .map((Text text) -> text.keyword() + ": " + text.text())
                .toList();
    }
}
