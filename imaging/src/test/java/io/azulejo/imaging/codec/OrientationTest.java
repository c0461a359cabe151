package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.codec.jpeg.JpegCodec;
import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.codec.metadata.Exif;
import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.codec.tiff.TiffCodec;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Orientation that is stated oddly: what was turned says 1 everywhere, what was not turned keeps its statement. */
class OrientationTest extends CodecFixture {
    private static final Picture PICTURE = Pictures.smooth(new Shape(40, 30, 3, 8), 1);

    @Override
    Codec codec() {
        return new JpegCodec();
    }

    @Test
    void theFirstExifThatCanBeReadTurnsAndTheOtherIsNoted() throws Exception {
        byte[] file = withExif(Blocks.exif(6, false), Blocks.exif(8, false));
        Decoded decoded = decode(file);
        assertEquals(6, decoded.probe().orientation());
        assertEquals(1, orientation(decoded));
        assertEquals(List.of("a second EXIF block left out (46 bytes, orientation 8)"), decoded.notes());
    }

    @Test
    void theSameExifTwiceIsNoMatter() throws Exception {
        Decoded decoded = decode(withExif(Blocks.exif(6, false), Blocks.exif(6, false)));
        assertEquals(6, decoded.probe().orientation());
        assertEquals(List.of(), decoded.notes());
    }

    @Test
    void exifThatIsCutStillTurnsAsInViewers() throws Exception {
        byte[] cut = Arrays.copyOf(Blocks.exif(6, false), 34);
        byte[] file = withExif(cut);
        Decoded decoded = decode(file);
        assertEquals(6, decoded.probe().orientation());
        assertEquals(decoded.probe(), codec().probe(ByteSource.of(file)));
        assertEquals(Pictures.sha256(Pictures.turned(read(written(PICTURE)), 6)), Pictures.sha256(decoded.picture()));
        assertEquals(Optional.empty(), decoded.picture().metadata().exif());
        assertEquals(List.of("EXIF left out: cut or damaged (34 bytes); its orientation 6 is read"), decoded.notes());
    }

    static Stream<TiffFixture> applied() {
        return Stream.of(
                row().set(274, 6),
                row().set(274, 6).set(40092, 1),
                row().bytes(1, 274, new byte[] {6}),
                row().bytes(4, 274, ByteBuffer.allocate(4).putInt(6).array()));
    }

    @ParameterizedTest
    @MethodSource("applied")
    void aTiffIsTurnedByOneWholeNumberOfAnyType(TiffFixture fixture) throws Exception {
        Decoded decoded = new TiffCodec().decode(ByteSource.of(fixture.strip("2a2b")), DEFAULT);
        assertEquals(6, decoded.probe().orientation());
        assertEquals(1, decoded.picture().shape().width());
        assertEquals(1, orientation(decoded));
        assertEquals(List.of(), decoded.notes());
    }

    static Stream<TiffFixture> unapplied() {
        return Stream.of(
                row().set(274, 9), row().set(274, 6, 6), row().ratio(274, 6, 1), row().bytes(274, new byte[] {6}));
    }

    @ParameterizedTest
    @MethodSource("unapplied")
    void aTiffIsNotTurnedByAnythingElseWhichStays(TiffFixture fixture) throws Exception {
        Decoded decoded = new TiffCodec().decode(ByteSource.of(fixture.strip("2a2b")), DEFAULT);
        assertEquals(1, decoded.probe().orientation());
        assertEquals(true, decoded.picture().metadata().exif().isPresent());
        assertEquals(1, decoded.notes().size(), decoded.notes().toString());
    }

    @Test
    void whatIsStrippedKeepsAnOrientationThatNobodyTurnedBy() {
        CarryOver strip = new CarryOver(true, Optional.empty(), Dpi.SCALE, 2);
        Metadata late = new Metadata(
                Optional.empty(),
                Optional.of(Blocks.exif(6, false)),
                Optional.of(XmpPackets.of("tiff:Orientation=\"8\"", "")),
                Optional.empty(),
                Optional.empty());
        Metadata bare = strip.carry(late, PICTURE.shape()).metadata();
        assertEquals(6, bare.exif().flatMap(Exif::parse).orElseThrow().orientation());
        assertEquals("8", XmpPackets.value(bare.xmp().orElseThrow(), "tiff:Orientation"));
        Metadata upright = new Metadata(
                Optional.empty(),
                Optional.of(Blocks.exif(1, false)),
                Optional.of(XmpPackets.of("tiff:Orientation=\"1\"", "")),
                Optional.empty(),
                Optional.empty());
        assertEquals(Metadata.NONE, strip.carry(upright, PICTURE.shape()).metadata());
    }

    @Test
    void picturesThatStateItWhereViewersDoNotLookKeepIt() throws Exception {
        for (String name : List.of("orient-xmponly.jpg", "orient-exif-late.png")) {
            byte[] file =
                    Files.readAllBytes(SharedFiles.folder("fixtures/cases").resolve(name));
            Decoded decoded = Codecs.decode(ByteSource.of(file), DEFAULT);
            Metadata metadata = decoded.picture().metadata();
            assertEquals(1, decoded.probe().orientation(), name);
            assertEquals(decoded.probe(), Codecs.probe(ByteSource.of(file)), name);
            assertEquals(
                    "6",
                    metadata.xmp()
                            .map(packet -> XmpPackets.value(packet, "tiff:Orientation"))
                            .orElseGet(() -> Integer.toString(orientation(decoded))),
                    name);
            assertEquals(1, decoded.notes().size(), name);
        }
    }

    private static TiffFixture row() {
        return new TiffFixture(2, 1);
    }

    /** What EXIF says afterwards; 1 where there is none. */
    private static int orientation(Decoded decoded) {
        return decoded.picture()
                .metadata()
                .exif()
                .flatMap(Exif::parse)
                .map(Exif::orientation)
                .orElse(1);
    }

    private byte[] withExif(byte[]... blocks) throws Exception {
        byte[] file = written(PICTURE);
        int at = JpegCodecTest.JFIF_END;
        for (byte[] block : blocks) {
            ByteBuffer segment = ByteBuffer.allocate(10 + block.length);
            segment.putShort((short) 0xffe1).putShort((short) (8 + block.length));
            segment.putInt(0x45786966).putShort((short) 0).put(block);
            file = inserted(file, at, segment.array());
            at += segment.capacity();
        }
        return file;
    }
}
