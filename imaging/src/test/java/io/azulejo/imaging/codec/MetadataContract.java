package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.codec.metadata.Exif;
import io.azulejo.imaging.codec.metadata.Mark;
import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Codec} that reads and writes keeps to, metadata included. */
abstract class MetadataContract extends EncodingContract {
    private static final Mark MARK = XmpPackets.MARK;
    private static final CarryOver OVER = new CarryOver(false, Optional.of(MARK), Dpi.SCALE, 2);

    /** Some metadata as they are once they were written in this format. */
    Metadata held(Metadata metadata) {
        return new Metadata(
                        metadata.icc(),
                        metadata.exif(),
                        metadata.xmp(),
                        metadata.iptc(),
                        metadata.photoshop(),
                        Optional.empty(),
                        metadata.resolution())
                .withTexts(metadata.texts());
    }

    /** A right file with a C2PA manifest, which may be empty. */
    abstract byte[] withCredentials() throws Exception;

    @Override
    final byte[] rich() throws IOException {
        return written(Pictures.smooth(shapes().get(0), 7).with(Blocks.metadata(shapes().get(0))));
    }

    @Test
    void metadataSurvivesAsFarAsTheFormatHasRoomAndTheRestIsNamed() throws Exception {
        for (Shape shape : shapes()) {
            Metadata expected = held(Blocks.metadata(shape));
            Metadata actual = read(written(Pictures.smooth(shape, 5).with(Blocks.metadata(shape))))
                    .metadata();
            assertArrayEquals(expected.icc().orElse(null), actual.icc().orElse(null));
            assertArrayEquals(expected.exif().orElse(null), actual.exif().orElse(null));
            assertArrayEquals(expected.xmp().orElse(null), actual.xmp().orElse(null));
            assertArrayEquals(expected.iptc().orElse(null), actual.iptc().orElse(null));
            assertArrayEquals(
                    expected.photoshop().orElse(null), actual.photoshop().orElse(null));
            assertArrayEquals(expected.geo().orElse(null), actual.geo().orElse(null));
            assertArrayEquals(expected.colour().orElse(null), actual.colour().orElse(null));
            assertEquals(expected.texts(), actual.texts());
            assertEquals(expected.resolution().isPresent(), actual.resolution().isPresent());
            if (expected.resolution().isPresent()) {
                Resolution resolution = actual.resolution().orElseThrow();
                assertTrue(resolution.perMetre());
                assertEquals(300, resolution.x() * 0.0254, 0.02);
                assertEquals(150, resolution.y() * 0.0254, 0.02);
            }
            assertEquals(List.of(), codec().omissions(expected));
            assertEquals(
                    blocks(Blocks.metadata(shape)) - blocks(expected),
                    codec().omissions(Blocks.metadata(shape)).size());
        }
    }

    @Test
    void aRatioWithoutAUnitOfLengthStaysOne() throws Exception {
        Metadata ratio = new Metadata(
                Optional.empty(),
                Optional.of(Blocks.exif(1, false)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Resolution(2, 1, false)));
        Metadata actual =
                read(written(Pictures.smooth(shapes().get(0), 5).with(ratio))).metadata();
        assertEquals(held(ratio).resolution(), actual.resolution());
        assertArrayEquals(held(ratio).exif().orElseThrow(), actual.exif().orElseThrow());
    }

    @Test
    void orientationIsAppliedAndThenSaysUpright() throws Exception {
        Shape shape = shapes().get(0);
        Picture stored = Pictures.smooth(shape, 6);
        for (int orientation = 1; orientation <= 8; orientation++) {
            Metadata turned = new Metadata(
                    Optional.empty(),
                    Optional.of(Blocks.exif(orientation, true)),
                    Optional.of(XmpPackets.of("tiff:Orientation=\"" + orientation + "\"", "")),
                    Optional.empty(),
                    Optional.empty());
            byte[] file = written(stored.with(turned));
            Picture straight = read(written(stored));
            Decoded decoded = decode(file);
            Metadata kept = decoded.picture().metadata();
            assertEquals(orientation, codec().probe(ByteSource.of(file)).orientation());
            assertEquals(
                    codec().probe(ByteSource.of(file)).shape(),
                    decoded.picture().shape());
            assertEquals(Pictures.sha256(Pictures.turned(straight, orientation)), Pictures.sha256(decoded.picture()));
            assertArrayEquals(Blocks.exif(1, false), kept.exif().orElseThrow(), "orientation " + orientation);
            assertEquals("1", XmpPackets.value(kept.xmp().orElseThrow(), "tiff:Orientation"));
        }
    }

    @Test
    void orientationThatOnlyXmpStatesIsNotAppliedAndStays() throws Exception {
        Picture stored = Pictures.smooth(shapes().get(0), 6);
        byte[] xmp = XmpPackets.of("tiff:Orientation=\"6\"", "");
        Decoded decoded = decode(written(stored.with(XmpPackets.alone(xmp))));
        assertEquals(1, decoded.probe().orientation());
        assertEquals(Pictures.sha256(read(written(stored))), Pictures.sha256(decoded.picture()));
        assertArrayEquals(xmp, decoded.picture().metadata().xmp().orElseThrow());
        assertEquals(
                List.of("orientation 6 in XMP was not applied and stays: viewers do not turn by XMP"), decoded.notes());
    }

    @Test
    void whereExifAndXmpContradictExifIsAppliedAndANoteSaysSo() throws Exception {
        Metadata turned = new Metadata(
                Optional.empty(),
                Optional.of(Blocks.exif(3, false)),
                Optional.of(XmpPackets.of("tiff:Orientation=\"8\"", "")),
                Optional.empty(),
                Optional.empty());
        Decoded decoded = decode(written(Pictures.smooth(shapes().get(0), 6).with(turned)));
        Metadata kept = decoded.picture().metadata();
        assertEquals(3, decoded.probe().orientation());
        assertArrayEquals(Blocks.exif(1, false), kept.exif().orElseThrow());
        assertEquals("1", XmpPackets.value(kept.xmp().orElseThrow(), "tiff:Orientation"));
        assertEquals(List.of("orientation 8 in XMP contradicts the 3 that was applied: set to 1"), decoded.notes());
    }

    @Test
    void orientationThatIsNoneIsNotAppliedAndStays() throws Exception {
        Metadata odd = new Metadata(
                Optional.empty(),
                Optional.of(Blocks.exif(9, false)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Decoded decoded = decode(written(Pictures.smooth(shapes().get(0), 6).with(odd)));
        assertEquals(1, decoded.probe().orientation());
        assertArrayEquals(
                Blocks.exif(9, false), decoded.picture().metadata().exif().orElseThrow());
        assertEquals(List.of("orientation 9 in EXIF was not applied and stays: it is none of 1 to 8"), decoded.notes());
    }

    @Test
    void gainMapsAndVideosThatXmpPromisesAreNoLongerSpokenOf() throws Exception {
        byte[] xmp = XmpPackets.of(
                "xmlns:hdrgm=\"http://ns.adobe.com/hdr-gain-map/1.0/\" hdrgm:Version=\"1.0\" dc:format=\"kept\"", "");
        Decoded decoded = decode(written(Pictures.smooth(shapes().get(0), 6).with(XmpPackets.alone(xmp))));
        byte[] kept = decoded.picture().metadata().xmp().orElseThrow();
        assertEquals("kept", XmpPackets.value(kept, "dc:format"));
        assertFalse(new String(kept, StandardCharsets.UTF_8).contains("hdrgm"));
        assertEquals(List.of("XMP no longer speaks of what is not carried over: gain map"), decoded.notes());
    }

    @Test
    void aRestoredPictureSaysSoAndKeepsItsPhysicalSizeInEveryPlaceThatStatesIt() throws Exception {
        for (Shape shape : shapes()) {
            Metadata source = Blocks.stated(shape);
            Metadata carried = OVER.carry(source, shape).metadata();
            Metadata actual =
                    read(written(Pictures.smooth(shape, 6).with(carried))).metadata();
            byte[] xmp = actual.xmp().orElseThrow();
            assertEquals(MARK.sourceType(), XmpPackets.value(xmp, "Iptc4xmpExt:DigitalSourceType"));
            assertTrue(new String(xmp, StandardCharsets.UTF_8).contains(MARK.parameters()));
            assertEquals("600/1", XmpPackets.value(xmp, "tiff:XResolution"));
            assertEquals("300/1", XmpPackets.value(xmp, "tiff:YResolution"));
            Resolution resolution = actual.resolution()
                    .or(() -> actual.exif().flatMap(Exif::parse).flatMap(Exif::resolution))
                    .orElseThrow();
            assertEquals(600, resolution.x() * 0.0254, 0.02);
            assertEquals(300, resolution.y() * 0.0254, 0.02);
            if (held(source).photoshop().isPresent()) {
                assertArrayEquals(
                        Blocks.resolutionResource(600, 300), actual.photoshop().orElseThrow());
            }
        }
    }

    @Test
    void theSameRestorationGivesTheSameBytes() throws Exception {
        Shape shape = shapes().get(0);
        byte[][] files = new byte[2][];
        for (int i = 0; i < 2; i++) {
            Metadata carried = OVER.carry(Blocks.stated(shape), shape).metadata();
            files[i] = written(Pictures.smooth(shape, 6).with(carried));
        }
        assertArrayEquals(files[0], files[1]);
    }

    @Test
    void whatIsStrippedStillNamesWhoMadeAndOwnsThePicture() throws Exception {
        Shape shape = shapes().get(0);
        CarryOver strip = new CarryOver(true, Optional.of(MARK), Dpi.SCALE, 2);
        Metadata carried = strip.carry(Blocks.stated(shape), shape).metadata();
        Metadata actual = read(written(Pictures.smooth(shape, 6).with(carried))).metadata();
        assertArrayEquals(Blocks.stated(shape).icc().orElseThrow(), actual.icc().orElseThrow());
        assertEquals("Ana", XmpPackets.value(actual.xmp().orElseThrow(), "dc:creator"));
        assertEquals(MARK.sourceType(), XmpPackets.value(actual.xmp().orElseThrow(), "Iptc4xmpExt:DigitalSourceType"));
        assertTrue(actual.exif().isPresent());
        assertEquals(Optional.empty(), actual.iptc());
        assertEquals(Optional.empty(), actual.photoshop());
    }

    @Test
    void contentCredentialsAreLeftOutWithANote() throws Exception {
        assertEquals(
                List.of("C2PA content credentials left out: they vouch for the file as it was"),
                decode(withCredentials()).notes());
    }

    private static long blocks(Metadata metadata) {
        return Stream.of(
                        metadata.icc(),
                        metadata.exif(),
                        metadata.xmp(),
                        metadata.iptc(),
                        metadata.photoshop(),
                        metadata.geo(),
                        metadata.colour(),
                        metadata.texts().stream().findFirst())
                .filter(Optional::isPresent)
                .count();
    }
}
