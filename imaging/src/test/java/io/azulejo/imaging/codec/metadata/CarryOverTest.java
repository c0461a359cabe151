package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CarryOverTest {
    private static final Shape OUTPUT = new Shape(80, 60, 3, 8);
    private static final CarryOver MARKED = new CarryOver(false, Optional.of(XmpPackets.MARK), Dpi.SCALE, 2);
    private static final CarryOver PLAIN = new CarryOver(false, Optional.empty(), Dpi.SCALE, 2);

    @Test
    void withoutMarkNothingIsAdded() {
        assertEquals(Metadata.NONE, PLAIN.carry(Metadata.NONE, OUTPUT).metadata());
    }

    @Test
    void theSamePictureGivesTheSameBytes() {
        Metadata source = XmpPackets.alone(XmpPackets.of("dc:format=\"image/png\"", "<own:b>2</own:b>"));
        assertArrayEquals(xmp(MARKED, source), xmp(MARKED, source));
    }

    @Test
    void resolutionKeepsThePhysicalSizeStaysOrIsSet() {
        Metadata source = stating(new Resolution(11811, 5905.5, true));
        assertEquals(new Resolution(23622, 11811, true), resolution(Dpi.SCALE, source));
        assertEquals(new Resolution(11811, 5905.5, true), resolution(Dpi.KEEP, source));
        assertEquals(Resolution.perInch(400), resolution(Dpi.of(400), source));
        assertEquals(Resolution.perInch(400), resolution(Dpi.of(400), Metadata.NONE));
    }

    @Test
    void aRatioWithoutAUnitStaysARatio() {
        Metadata source = stating(new Resolution(2, 1, false));
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
    void aNumberOfPixelsPerInchIsSetOnStrippedPicturesToo() {
        CarryOver over = new CarryOver(true, Optional.empty(), Dpi.of(300), 2);
        assertEquals(
                Optional.of(Resolution.perInch(300)),
                over.carry(Metadata.NONE, OUTPUT).metadata().resolution());
    }

    @Test
    void withoutMarkAnUnmarkedPacketStillGetsItsPixelCounts() {
        byte[] packet = xmp(PLAIN, XmpPackets.alone(XmpPackets.of("tiff:ImageWidth=\"40\"", "")));
        assertEquals("80", XmpPackets.value(packet, "tiff:ImageWidth"));
        assertFalse(new String(packet, StandardCharsets.UTF_8).contains("Azulejo"));
        assertTrue(XmpPacket.parse(packet).isPresent());
    }

    private static Metadata stating(Resolution resolution) {
        return new Metadata(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(resolution));
    }

    private static Resolution resolution(Dpi dpi, Metadata source) {
        return new CarryOver(false, Optional.empty(), dpi, 2)
                .carry(source, OUTPUT)
                .metadata()
                .resolution()
                .orElseThrow();
    }

    private static byte[] xmp(CarryOver over, Metadata source) {
        return over.carry(source, OUTPUT).metadata().xmp().orElseThrow();
    }
}
