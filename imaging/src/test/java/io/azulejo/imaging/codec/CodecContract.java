package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.FailureKind;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What every {@link Codec} that reads and writes keeps to. */
abstract class CodecContract {
    static final byte[] XMP =
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">azul\u00e9jo</x:xmpmeta>".getBytes(StandardCharsets.UTF_8);
    static final byte[] IPTC = {0x1c, 2, 80, 0, 3, 'A', 'n', 'a'};
    private static final DecodeOptions DEFAULT = DecodeOptions.DEFAULT;

    abstract Codec codec();

    /** Shapes that the codec writes, of at least two rows, the first of at most 2,000 pixels. */
    abstract List<Shape> shapes();

    /** The least PSNR of a smooth picture written and read back; infinite for a lossless format. */
    abstract double fidelity();

    /** A shape that the codec cannot write, if there is one. */
    abstract Optional<Shape> impossible();

    @Test
    void probeSaysWhatDecodeGives() throws Exception {
        for (Shape shape : shapes()) {
            ByteSource source = ByteSource.of(written(Pictures.smooth(shape, 1)));
            Decoded decoded = codec().decode(source, DEFAULT);
            assertEquals(new Probe(codec().format(), shape, 1, 1), codec().probe(source));
            assertEquals(codec().probe(source), decoded.probe());
            assertEquals(shape, decoded.picture().shape());
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
    void metadataSurvives() throws Exception {
        for (Shape shape : shapes()) {
            Metadata expected = metadata(shape);
            byte[] file = written(Pictures.smooth(shape, 5).with(expected));
            Metadata actual = read(file).metadata();
            assertArrayEquals(expected.icc().orElseThrow(), actual.icc().orElseThrow());
            assertArrayEquals(expected.exif().orElseThrow(), actual.exif().orElseThrow());
            assertArrayEquals(expected.xmp().orElseThrow(), actual.xmp().orElseThrow());
            assertArrayEquals(expected.iptc().orElseThrow(), actual.iptc().orElseThrow());
            Resolution resolution = actual.resolution().orElseThrow();
            assertTrue(resolution.perMetre());
            assertEquals(300, resolution.x() * 0.0254, 0.02);
            assertEquals(150, resolution.y() * 0.0254, 0.02);
            assertEquals(List.of(), codec().omissions(expected));
        }
    }

    @Test
    void pictureWithoutMetadataIsReadWithout() throws Exception {
        Metadata metadata = read(small()).metadata();
        assertEquals(Metadata.NONE, metadata);
    }

    @Test
    void orientationIsAppliedAndThenSaysUpright() throws Exception {
        Shape shape = shapes().get(0);
        Picture stored = Pictures.smooth(shape, 6);
        for (int orientation = 1; orientation <= 8; orientation++) {
            Metadata turned = new Metadata(
                    Optional.empty(),
                    Optional.of(Blocks.exif(orientation, true)),
                    Optional.of(("<a tiff:Orientation=\"" + orientation + "\"/>").getBytes(StandardCharsets.UTF_8)),
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
            assertEquals("<a tiff:Orientation=\"1\"/>", new String(kept.xmp().orElseThrow(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void tooManyPixelsAreRefusedByTheHeaderAlone() throws Exception {
        byte[] file = large();
        long pixels = read(file).shape().pixels();
        Sources.Counting source = new Sources.Counting(file);
        PictureException e = assertThrows(
                PictureException.class,
                () -> codec().decode(
                                source, new DecodeOptions(pixels - 1, 1 << 30, Strictness.NONE, DEFAULT.deadline())));
        assertEquals(FailureKind.TOO_LARGE, e.kind());
        assertTrue(e.getMessage().contains(" " + (pixels - 1)), e.getMessage());
        assertTrue(source.bytesRead() < file.length / 2, "read " + source.bytesRead() + " of " + file.length);
    }

    @Test
    void tooManyBytesAreRefusedUnread() throws Exception {
        Sources.Counting source = new Sources.Counting(small());
        PictureException e = assertThrows(
                PictureException.class,
                () -> codec().decode(
                                source,
                                new DecodeOptions(1 << 30, source.size() - 1, Strictness.NONE, DEFAULT.deadline())));
        assertEquals(FailureKind.TOO_LARGE, e.kind());
        assertEquals(0, source.bytesRead());
    }

    @Test
    void probeReadsNoMoreThanTheHeader() throws Exception {
        Sources.Counting source = new Sources.Counting(large());
        codec().probe(source);
        assertTrue(source.bytesRead() <= 1 << 15, "read " + source.bytesRead() + " of " + source.size());
    }

    @Test
    void everyTruncationIsRefusedOrRight() throws Exception {
        byte[] file = small();
        String whole = Pictures.sha256(read(file));
        for (int length = 0; length < file.length; length++) {
            int cut = length;
            byte[] part = Arrays.copyOf(file, length);
            try {
                assertEquals(whole, Pictures.sha256(read(part)), () -> "cut at " + cut + " of " + file.length);
            } catch (PictureException e) {
                assertTrue(
                        e.kind() == FailureKind.TRUNCATED || e.kind() == FailureKind.CORRUPT,
                        () -> "cut at " + cut + ": " + e.kind() + " " + e.getMessage());
            }
        }
    }

    @Test
    void atNoStrictnessAtAllATruncatedPictureGivesTheRowsThatAreThere() throws Exception {
        byte[] file = large();
        Decoded decoded = codec().decode(
                        ByteSource.of(Arrays.copyOf(file, file.length / 2)),
                        new DecodeOptions(1 << 30, 1 << 30, Strictness.NONE, DEFAULT.deadline()));
        Picture whole = read(file);
        byte[] expected = new byte[whole.shape().rowBytes()];
        byte[] actual = new byte[whole.shape().rowBytes()];
        whole.copyRow(whole.shape().height() / 4, expected);
        decoded.picture().copyRow(whole.shape().height() / 4, actual);
        assertArrayEquals(expected, actual);
        assertEquals(1, decoded.notes().size(), decoded.notes().toString());
    }

    @Test
    void flippedBitsNeverDoMoreThanFailThePicture() throws Exception {
        long seed = 20261125;
        Random random = new Random(seed);
        byte[] file = written(Pictures.smooth(shapes().get(0), 7).with(metadata(shapes().get(0))));
        for (int i = 0; i < 400; i++) {
            byte[] damaged = file.clone();
            int flips = 1 + random.nextInt(3);
            for (int j = 0; j < flips; j++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Strictness strictness = i % 2 == 0 ? Strictness.NONE : Strictness.TRUNCATED;
            // A flipped size may ask for many pixels: what is allowed is small here, so that memory stays small.
            DecodeOptions options = new DecodeOptions(1 << 22, 1 << 24, strictness, DEFAULT.deadline());
            String which = "seed " + seed + ", round " + i;
            try {
                Decoded decoded = codec().decode(ByteSource.of(damaged), options);
                assertEquals(
                        codec().probe(ByteSource.of(damaged)).shape(),
                        decoded.picture().shape(),
                        which);
            } catch (PictureException e) {
                assertEquals(1, e.getMessage().lines().count(), which);
            } catch (RuntimeException e) {
                throw new AssertionError(which, e);
            }
        }
    }

    @Test
    void manyThreadsShareOneCodec() throws Exception {
        Picture picture = Pictures.smooth(shapes().get(0), 8);
        byte[] expected = written(picture);
        String pixels = Pictures.sha256(read(expected));
        Callable<Boolean> work = () -> {
            byte[] file = written(picture);
            return Arrays.equals(expected, file) && pixels.equals(Pictures.sha256(read(file)));
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(40, work))) {
                assertTrue(result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void deadlineThatHasPassedGivesThePictureUp() throws Exception {
        PictureException e = assertThrows(
                PictureException.class,
                () -> codec().decode(
                                ByteSource.of(small()),
                                new DecodeOptions(1 << 30, 1 << 30, Strictness.NONE, Duration.ZERO)));
        assertEquals(FailureKind.TIMEOUT, e.kind());
    }

    @Test
    void deadlineThatPassesWhileTheSourceIsSlowGivesThePictureUp() throws Exception {
        Duration allowed = Duration.ofMillis(50);
        ByteSource source = new Sources.Stalling(large(), allowed);
        PictureException e = assertThrows(
                PictureException.class,
                () -> codec().decode(source, new DecodeOptions(1 << 30, 1 << 30, Strictness.NONE, allowed)));
        assertEquals(FailureKind.TIMEOUT, e.kind());
    }

    @Test
    void failureOfTheSourceIsPassedThrough() throws Exception {
        IOException gone = new IOException("the store is gone");
        byte[] file = large();
        IOException e = assertThrows(
                IOException.class, () -> codec().decode(new Sources.Failing(file, file.length / 2, gone), DEFAULT));
        assertSame(gone, e);
        assertSame(gone, assertThrows(IOException.class, () -> codec().probe(new Sources.Failing(file, 0, gone))));
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

    final byte[] written(Picture picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowSink sink = codec().encode(out, picture.shape(), picture.metadata(), EncodeOptions.DEFAULT)) {
            for (int y = 0; y < picture.shape().height(); y++) {
                sink.write(picture.block(y), picture.offset(y));
            }
        }
        return out.toByteArray();
    }

    final Picture read(byte[] file) throws PictureException, IOException {
        return codec().decode(ByteSource.of(file), DEFAULT).picture();
    }

    /** A file of some kilobytes. */
    final byte[] small() throws IOException {
        return written(Pictures.smooth(shapes().get(0), 12));
    }

    /** A file of more than 100 kilobytes. */
    final byte[] large() throws IOException {
        byte[] file = written(Pictures.noise(new Shape(400, 400, shapes().get(0).channels(), 8), 13));
        assertTrue(file.length > 100_000);
        return file;
    }

    static Metadata metadata(Shape shape) {
        int space = shape.colours() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
        return new Metadata(
                Optional.of(ICC_Profile.getInstance(space).getData()),
                Optional.of(Blocks.exif(1, false)),
                Optional.of(XMP),
                Optional.of(IPTC),
                Optional.of(new Resolution(300 / 0.0254, 150 / 0.0254, true)));
    }
}
