package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What every {@link Codec} that writes keeps to, metadata apart. */
abstract class EncodingContract extends DecodingContract {
    /** Shapes that the codec writes, of at least two rows, the first of at most 2,000 pixels. */
    abstract List<Shape> shapes();

    /** The least PSNR of a smooth picture written and read back; infinite for a lossless format. */
    abstract double fidelity();

    /** A shape that the codec cannot write, if there is one. */
    abstract Optional<Shape> impossible();

    /** Whether rows go out as they come in. */
    boolean encodesInOrder() {
        return true;
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

    @Test
    void whatIsWrittenIsProbedAndReadWithoutANote() throws Exception {
        for (Shape shape : shapes()) {
            Decoded decoded = decode(written(Pictures.smooth(shape, 1)));
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
        Picture picture = Pictures.smooth(shapes().get(0), 4).with(Blocks.metadata(shapes().get(0)));
        assertArrayEquals(written(picture), written(picture));
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
    void hugePictureIsWrittenInLittleMemory() throws Exception {
        assumeTrue(encodesInOrder(), "this format is written from the whole picture");
        // 10.8 gigabytes of samples, of which 36 megabytes are given.
        Shape shape = new Shape(60_000, 60_000, 3, 8);
        byte[] row = new byte[shape.rowBytes()];
        long before = used();
        try (RowSink sink =
                codec().encode(OutputStream.nullOutputStream(), shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            for (int y = 0; y < 200; y++) {
                sink.write(row, 0);
            }
            assertTrue(used() - before < 20_000_000, "holds " + (used() - before));
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
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
}
