package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What XMP says of things beside the picture, which a restored picture has not. */
class CompanionsTest {
    private static final String NAMES = "xmlns:Container=\"http://ns.google.com/photos/1.0/container/\""
            + " xmlns:Item=\"http://ns.google.com/photos/1.0/container/item/\""
            + " xmlns:GCamera=\"http://ns.google.com/photos/1.0/camera/\""
            + " xmlns:GDepth=\"http://ns.google.com/photos/1.0/depthmap/\""
            + " xmlns:GImage=\"http://ns.google.com/photos/1.0/image/\""
            + " xmlns:Device=\"http://ns.google.com/photos/dd/1.0/device/\""
            + " xmlns:Apple=\"http://ns.apple.com/HDRGainMap/1.0/\""
            + " xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\" dc:format=\"kept\" ";

    private final Findings findings = new Findings(Strictness.ERROR);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GCamera:MotionPhoto=\"1\" GCamera:MotionPhotoVersion=\"1\"; motion photo",
                "GCamera:MicroVideo=\"1\" GCamera:MicroVideoOffset=\"40024\"; motion photo",
                "Apple:HDRGainMapVersion=\"65536\"; gain map",
                "Device:Container=\"x\"; depth map",
                "GDepth:Near=\"1\" GDepth:Format=\"RangeInverse\"; depth map",
                "GImage:Mime=\"image/jpeg\"; second picture",
                "xmpNote:HasExtendedXMP=\"00\"; extended XMP"
            })
    void attributesThatSpeakOfWhatIsGoneGo(String attributes, String what) throws Exception {
        assertGone(upright(attributes, "", 1), what);
    }

    @Test
    void theDirectoryOfTheFileGoesWithItsItems() throws Exception {
        String directory = "<Container:Directory><rdf:Seq><rdf:li rdf:parseType=\"Resource\"><Container:Item"
                + " Item:Mime=\"video/mp4\" Item:Semantic=\"MotionPhoto\" Item:Length=\"40024\"/></rdf:li></rdf:Seq>"
                + "</Container:Directory>";
        assertGone(upright("", directory, 1), "directory of the file");
    }

    @Test
    void whatTheCameraSaysOfThePictureItselfStays() throws Exception {
        byte[] packet = XmpPackets.of(NAMES + "GCamera:BurstID=\"7\"", "");
        assertSame(packet, Xmp.upright(Optional.of(packet), 1, findings).orElseThrow());
    }

    @Test
    void aDepthMapInThePacketStaysUnlessThePictureWasTurned() throws Exception {
        String depth = "GDepth:Near=\"1\" GDepth:Data=\"AAAA\"";
        assertTrue(text(upright(depth, "", 1)).contains("GDepth:Near"));
        assertEquals(List.of(), findings.notes());
        assertFalse(text(upright(depth, "", 6)).contains("GDepth:"));
        assertEquals(List.of("XMP no longer speaks of what is not carried over: depth map"), findings.notes());
    }

    private void assertGone(byte[] packet, String what) {
        assertEquals("kept", XmpPackets.value(packet, "dc:format"));
        assertFalse(text(packet).matches("(?s).*(MotionPhoto|MicroVideo|HDRGain|Device:|GDepth:|GImage:|Item|Has).*"));
        assertEquals(List.of("XMP no longer speaks of what is not carried over: " + what), findings.notes());
    }

    private byte[] upright(String attributes, String elements, int applied) throws Exception {
        return Xmp.upright(Optional.of(XmpPackets.of(NAMES + attributes, elements)), applied, findings)
                .orElseThrow();
    }

    private static String text(byte[] packet) {
        return new String(packet, StandardCharsets.UTF_8).replaceAll("xmlns:\\w+=\"[^\"]*\"", "");
    }
}
