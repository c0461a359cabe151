package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.metadata.CarryOver;
import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.imaging.codec.metadata.Exif;
import io.azulejo.imaging.codec.metadata.ExifBlock;
import io.azulejo.imaging.codec.metadata.Mark;
import io.azulejo.imaging.codec.metadata.XmpPackets;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What every {@link Codec} that reads and writes keeps to. */
abstract class CodecContract extends DecodingContract {
    static final byte[] XMP =
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">azul\u00e9jo</x:xmpmeta>".getBytes(StandardCharsets.UTF_8);
    private static final Mark MARK = new Mark(
            "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced",
            "Azulejo 1.2.3",
            "model m, sha256 00, scale 2");
    private static final CarryOver OVER = new CarryOver(false, Optional.of(MARK), Dpi.SCALE, 2);

    static final byte[] IPTC = {0x1c, 2, 80, 0, 3, 'A', 'n', 'a'};

    /** Shapes that the codec writes, of at least two rows, the first of at most 2,000 pixels. */
    abstract List<Shape> shapes();

    /** The least PSNR of a smooth picture written and read back; infinite for a lossless format. */
    abstract double fidelity();

    /** Some metadata as they are once they were written in this format. */
    Metadata held(Metadata metadata) {
        return new Metadata(
                metadata.icc(),
                metadata.exif(),
                metadata.xmp(),
                metadata.iptc(),
                metadata.photoshop(),
                Optional.empty(),
                metadata.resolution());
    }

    /** A right file with a C2PA manifest, which may be empty. */
    abstract byte[] withCredentials() throws Exception;

    /** A shape that the codec cannot write, if there is one. */
    abstract Optional<Shape> impossible();

    @Test
    void whatIsWrittenIsProbedAndReadWithoutANote() throws Exception {
        for (Shape shape : shapes()) {
            Decoded decoded = codec().decode(ByteSource.of(written(Pictures.smooth(shape, 1))), DEFAULT);
            assertEquals(new Probe(codec().format(), shape, 1, 1), decoded.probe());
            assertEquals(List.of(), decoded.notes());
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        for (Shape shape : shapes()) {
            Picture picture = Pictures.smooth(shape, 2);
            double psnr = Pictures.psnr(picture, read(written(picture)));
            assertTrue(psnr >= fidelity(), () -> "%s: %.1f dB".formatted(shape, psnr));
        }
    }

    @Test
    void anotherReaderReadsTheSamePixels() throws Exception {
        for (Shape shape : shapes()) {
            byte[] file = written(Pictures.smooth(shape, 3));
            var raster = ImageIO.read(new ByteArrayInputStream(file)).getRaster();
            Picture picture = read(file);
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    for (int c = 0; c < shape.channels(); c++) {
                        int expected = raster.getSample(x, y, c);
                        assertEquals(expected, picture.sample(x, y, c), shape + " at " + x + "," + y + "," + c);
                    }
                }
            }
        }
    }

    @Test
    void sameRowsGiveTheSameBytes() throws Exception {
        Picture picture = Pictures.smooth(shapes().get(0), 4).with(metadata(shapes().get(0)));
        assertArrayEquals(written(picture), written(picture));
    }

    @Test
    void metadataSurvivesAsFarAsTheFormatHasRoomAndTheRestIsNamed() throws Exception {
        for (Shape shape : shapes()) {
            Metadata expected = held(metadata(shape));
            Metadata actual = read(written(Pictures.smooth(shape, 5).with(metadata(shape))))
                    .metadata();
            assertArrayEquals(expected.icc().orElse(null), actual.icc().orElse(null));
            assertArrayEquals(expected.exif().orElse(null), actual.exif().orElse(null));
            assertArrayEquals(expected.xmp().orElse(null), actual.xmp().orElse(null));
            assertArrayEquals(expected.iptc().orElse(null), actual.iptc().orElse(null));
            assertArrayEquals(
                    expected.photoshop().orElse(null), actual.photoshop().orElse(null));
            assertArrayEquals(expected.geo().orElse(null), actual.geo().orElse(null));
            assertEquals(expected.resolution().isPresent(), actual.resolution().isPresent());
            if (expected.resolution().isPresent()) {
                Resolution resolution = actual.resolution().orElseThrow();
                assertTrue(resolution.perMetre());
                assertEquals(300, resolution.x() * 0.0254, 0.02);
                assertEquals(150, resolution.y() * 0.0254, 0.02);
            }
            assertEquals(List.of(), codec().omissions(expected));
            assertEquals(
                    blocks(metadata(shape)) - blocks(expected),
                    codec().omissions(metadata(shape)).size());
        }
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
            Decoded decoded = codec().decode(ByteSource.of(file), DEFAULT);
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
    void aRestoredPictureSaysSoAndKeepsItsPhysicalSizeInEveryPlaceThatStatesIt() throws Exception {
        for (Shape shape : shapes()) {
            Metadata source = stated(shape);
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
            Metadata carried = OVER.carry(stated(shape), shape).metadata();
            files[i] = written(Pictures.smooth(shape, 6).with(carried));
        }
        assertArrayEquals(files[0], files[1]);
    }

    @Test
    void whatIsStrippedStillNamesWhoMadeAndOwnsThePicture() throws Exception {
        Shape shape = shapes().get(0);
        CarryOver strip = new CarryOver(true, Optional.of(MARK), Dpi.SCALE, 2);
        Metadata carried = strip.carry(stated(shape), shape).metadata();
        Metadata actual = read(written(Pictures.smooth(shape, 6).with(carried))).metadata();
        assertArrayEquals(stated(shape).icc().orElseThrow(), actual.icc().orElseThrow());
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
                codec().decode(ByteSource.of(withCredentials()), DEFAULT).notes());
    }

    @Test
    void manyThreadsWriteAndReadByOneCodec() throws Exception {
        Picture picture = Pictures.smooth(shapes().get(0), 8);
        byte[] expected = written(picture);
        String pixels = Pictures.sha256(read(expected));
        Callable<Boolean> work = () -> {
            byte[] file = written(picture);
            return Arrays.equals(expected, file) && pixels.equals(Pictures.sha256(read(file)));
        };
        runByMany(work);
    }

    @Test
    void sinkClosedEarlyLeavesNoPicture() throws Exception {
        Picture picture = Pictures.smooth(shapes().get(0), 9);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RowSink sink = codec().encode(out, picture.shape(), Metadata.NONE, EncodeOptions.DEFAULT);
        sink.write(picture.block(0), picture.offset(0));
        sink.close();
        sink.close();
        assertThrows(PictureException.class, () -> read(out.toByteArray()));
        assertThrows(IllegalStateException.class, () -> sink.write(picture.block(0), picture.offset(0)));
    }

    @Test
    void sinkTakesNoMoreRowsThanThePictureHas() throws Exception {
        Picture picture = Pictures.smooth(shapes().get(0), 10);
        try (RowSink sink = codec().encode(
                        OutputStream.nullOutputStream(), picture.shape(), Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < picture.shape().height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
            assertThrows(IllegalStateException.class, () -> sink.write(picture.block(0), picture.offset(0)));
        }
    }

    @Test
    void failureOfTheStreamIsPassedThroughAndClosingIsQuiet() throws Exception {
        Picture picture = Pictures.noise(new Shape(400, 400, shapes().get(0).channels(), 8), 11);
        IOException full = new IOException("no space left");
        RowSink sink =
                codec().encode(new Sources.Full(1 << 15, full), picture.shape(), Metadata.NONE, EncodeOptions.DEFAULT);
        IOException e = assertThrows(IOException.class, () -> {
            for (int y = 0; y < picture.shape().height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
            sink.close();
        });
        assertSame(full, e);
        sink.close();
    }

    @Test
    void onlyShapesThatTheFormatHoldsAreWritten() {
        for (Shape shape : shapes()) {
            assertEquals(Optional.empty(), codec().obstacle(shape));
        }
        if (impossible().isPresent()) {
            Shape shape = impossible().get();
            assertTrue(codec().obstacle(shape).isPresent());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> codec().encode(OutputStream.nullOutputStream(), shape, Metadata.NONE, EncodeOptions.DEFAULT));
        }
    }

    private static long blocks(Metadata metadata) {
        return Stream.of(
                        metadata.icc(),
                        metadata.exif(),
                        metadata.xmp(),
                        metadata.iptc(),
                        metadata.photoshop(),
                        metadata.geo())
                .filter(Optional::isPresent)
                .count();
    }

    final byte[] written(Picture picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = codec().encode(out, picture.shape(), picture.metadata(), EncodeOptions.DEFAULT)) {
            for (int y = 0; y < picture.shape().height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
        }
        return out.toByteArray();
    }

    @Override
    final byte[] small() throws IOException {
        return written(Pictures.smooth(shapes().get(0), 12));
    }

    @Override
    final byte[] large() throws IOException {
        byte[] file = written(Pictures.noise(new Shape(400, 400, shapes().get(0).channels(), 8), 13));
        assertTrue(file.length > 100_000);
        return file;
    }

    @Override
    final byte[] rich() throws IOException {
        return written(Pictures.smooth(shapes().get(0), 7).with(metadata(shapes().get(0))));
    }

    static Metadata metadata(Shape shape) {
        int space = shape.colours() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        return new Metadata(
                Optional.of(ICC_Profile.getInstance(space).getData()),
                Optional.of(Blocks.exif(1, false)),
                Optional.of(XMP),
                Optional.of(IPTC),
                Optional.of(Blocks.resolutionResource(300, 150)),
                Optional.of(Blocks.geo(false)),
                Optional.of(new Resolution(300 / 0.0254, 150 / 0.0254, true)));
    }

    /** Metadata that state 300 by 150 pixels per inch in every place that there is. */
    static Metadata stated(Shape shape) {
        Metadata all = metadata(shape);
        String creator = "<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li></rdf:Seq></dc:creator>";
        return new Metadata(
                all.icc(),
                Optional.of(ExifBlock.of(all.resolution().orElseThrow())),
                Optional.of(XmpPackets.of("tiff:XResolution=\"300/1\" tiff:YResolution=\"150/1\"", creator)),
                all.iptc(),
                all.photoshop(),
                all.geo(),
                all.resolution());
    }
}
