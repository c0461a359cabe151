package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.metadata.ExifBlock;
import io.azulejo.imaging.codec.webp.WebpCodec;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebpCodecTest extends MetadataContract {
    /** RIFF, its length, WEBP. */
    private static final int FIRST_CHUNK = 12;

    private static final EncodeOptions LOSSY = new EncodeOptions(80);

    @Override
    Codec codec() {
        return new WebpCodec();
    }

    @Override
    List<Shape> shapes() {
        return List.of(
                new Shape(40, 30, 3, 8), new Shape(37, 29, 4, 8), new Shape(1, 50, 3, 8), new Shape(50, 2, 4, 8));
    }

    @Override
    double fidelity() {
        return Double.POSITIVE_INFINITY;
    }

    /** Resolution moves into EXIF. */
    @Override
    Metadata held(Metadata metadata) {
        Optional<byte[]> exif = metadata.exif()
                .map(block -> ExifBlock.stating(block, metadata.resolution().orElseThrow()));
        return new Metadata(metadata.icc(), exif, metadata.xmp(), Optional.empty(), Optional.empty());
    }

    @Override
    byte[] withCredentials() throws Exception {
        byte[] file = small();
        ByteBuffer with = ByteBuffer.allocate(file.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        with.put(file).put("C2PA".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        return with.putInt(4, file.length).array();
    }

    @Override
    Optional<Shape> impossible() {
        return Optional.of(new Shape(8, 8, 3, 16));
    }

    /** Metadata may follow the pixels. */
    @Override
    long mostProbedBytes() {
        return 1 << 16;
    }

    @Override
    boolean encodesInOrder() {
        return false;
    }

    /** Lossless bit streams are undone as a whole. */
    @Override
    boolean decodesInOrder() {
        return false;
    }

    @Test
    void resolutionWithoutExifGetsABlockOfItsOwn() throws Exception {
        Metadata metadata = new Metadata(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Metadata.Resolution.perInch(300)));
        assertEquals(List.of(), codec().omissions(metadata));
        Metadata read = read(written(Pictures.smooth(shapes().get(0), 1).with(metadata)))
                .metadata();
        assertArrayEquals(
                ExifBlock.of(Metadata.Resolution.perInch(300)), read.exif().orElseThrow());
    }

    @Test
    void exifThatCannotBeParsedDoesNotFailThePicture() throws Exception {
        byte[] cut = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1};
        Metadata metadata = new Metadata(
                Optional.empty(),
                Optional.of(cut),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Metadata.Resolution.perInch(300)));
        Picture picture = Pictures.smooth(shapes().get(0), 1);
        assertEquals(picture.shape(), read(written(picture.with(metadata))).shape());
    }

    @Test
    void obstaclesSayWhatTheFormatHolds() {
        assertEquals(
                Optional.of("WebP holds 8 bits a sample and this picture has 16"),
                codec().obstacle(new Shape(8, 8, 3, 16)));
        assertEquals(
                Optional.of("WebP holds 16383 pixels a side and this picture has 16384x8"),
                codec().obstacle(new Shape(16_384, 8, 3, 8)));
    }

    @Test
    void colourUnderFullTransparencyIsKept() throws Exception {
        byte[] row = {1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, (byte) 255};
        Picture picture = Picture.of(new Shape(3, 1, 4, 8), Metadata.NONE, row);
        assertEquals(Pictures.sha256(picture), Pictures.sha256(read(written(picture))));
    }

    @Test
    void greyIsWrittenAsColour() throws Exception {
        Picture grey = Pictures.smooth(new Shape(20, 10, 2, 8), 1);
        Picture colour = read(written(grey));
        assertEquals(new Shape(20, 10, 4, 8), colour.shape());
        assertEquals(grey.sample(7, 5, 0), colour.sample(7, 5, 0));
        assertEquals(grey.sample(7, 5, 0), colour.sample(7, 5, 2));
        assertEquals(grey.sample(7, 5, 1), colour.sample(7, 5, 3));
    }

    @Test
    void qualityThatIsAskedForIsLossyWithAlphaWhole() throws Exception {
        Picture picture = Pictures.smooth(new Shape(64, 48, 4, 8), 2);
        byte[] lossy = written(picture, LOSSY);
        assertTrue(lossy.length < written(picture).length);
        Picture read = read(lossy);
        assertTrue(Pictures.psnr(picture, read) > 28, "" + Pictures.psnr(picture, read));
        for (int x = 0; x < 64; x++) {
            assertEquals(picture.sample(x, 20, 3), read.sample(x, 20, 3));
        }
    }

    @Test
    void fileShorterThanItSaysIsTruncatedWhereverItIsCut() throws Exception {
        byte[] file = written(Pictures.smooth(new Shape(64, 48, 3, 8), 3), LOSSY);
        for (int length = FIRST_CHUNK; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            PictureException e = assertThrows(PictureException.class, () -> read(cut));
            assertEquals(FailureKind.TRUNCATED, e.kind(), "cut at " + length);
        }
    }

    @Test
    void bitStreamThatEndsEarlyInsideRightChunksIsRefused() throws Exception {
        byte[] file = written(Pictures.smooth(new Shape(64, 48, 3, 8), 3), LOSSY);
        int kept = (file.length - FIRST_CHUNK - 8) / 4 * 2;
        byte[] cut = Arrays.copyOf(file, FIRST_CHUNK + 8 + kept);
        ByteBuffer.wrap(cut)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, cut.length - 8)
                .putInt(16, kept);
        assertThrows(PictureException.class, () -> read(cut));
    }

    @Test
    void animationGivesItsFirstFrameOnItsCanvas() throws Exception {
        Picture picture = Pictures.smooth(new Shape(10, 8, 3, 8), 4);
        byte[] file = animation(written(picture), 3, 16, 12, 4, 2);
        Decoded decoded = decode(file);
        assertEquals(3, decoded.probe().pages());
        assertEquals(codec().probe(ByteSource.of(file)), decoded.probe());
        assertEquals(new Shape(16, 12, 4, 8), decoded.picture().shape());
        assertEquals(picture.sample(0, 0, 1), decoded.picture().sample(4, 2, 1));
        assertEquals(255, decoded.picture().sample(4, 2, 3));
        assertEquals(0, decoded.picture().sample(3, 2, 3));
        assertEquals(
                List.of("the first frame is 10x8 at 4,2 of 16x12; the rest is clear", "the first of 3 frames is taken"),
                decoded.notes());
    }

    @Test
    void frameThatReachesBeyondItsCanvasIsCutWithANote() throws Exception {
        byte[] file = animation(written(Pictures.smooth(new Shape(10, 8, 3, 8), 4)), 1, 8, 8, 2, 2);
        Decoded decoded = decode(file);
        assertEquals(new Shape(8, 8, 4, 8), decoded.picture().shape());
        assertEquals(
                List.of(
                        "the first frame is 10x8 at 2,2 of 8x8; the rest is clear",
                        "what reaches beyond the canvas is left out"),
                decoded.notes());
    }

    @Test
    void frameLargerThanItsCanvasCountsAgainstTheLimit() throws Exception {
        byte[] file = animation(written(Pictures.smooth(new Shape(50, 50, 3, 8), 5)), 1, 2, 2, 0, 0);
        DecodeOptions options = new DecodeOptions(2000, 1 << 20, Strictness.NONE, DEFAULT.deadline());
        PictureException e = assertThrows(PictureException.class, () -> codec().decode(ByteSource.of(file), options));
        assertEquals(FailureKind.TOO_LARGE, e.kind());
    }

    /** The bit stream of a plain file as so many frames of an animation. */
    private static byte[] animation(byte[] plain, int frames, int width, int height, int left, int top) {
        int stream = plain.length - FIRST_CHUNK;
        int frame = 8 + 16 + stream;
        ByteBuffer file = ByteBuffer.allocate(FIRST_CHUNK + 18 + frames * frame).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x12);
        put24(file, width - 1);
        put24(file, height - 1);
        for (int i = 0; i < frames; i++) {
            file.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(16 + stream);
            put24(file, left / 2);
            put24(file, top / 2);
            put24(file, 9);
            put24(file, 7);
            file.putInt(100).put(plain, FIRST_CHUNK, stream);
        }
        return file.array();
    }

    private static void put24(ByteBuffer out, int value) {
        out.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    @Test
    void whatTheLibraryTakesBesideTheHeapIsTakenWhileItEncodesAndGivenBack() throws Exception {
        List<Long> taken = new ArrayList<>();
        EncodeOptions options = EncodeOptions.DEFAULT.withMemory(bytes -> {
            taken.add(bytes);
            return () -> taken.add(-bytes);
        });
        Shape shape = new Shape(50, 40, 3, 8);
        RowSink encoder = codec().encode(OutputStream.nullOutputStream(), shape, Metadata.NONE, options);
        for (int y = 0; y < 40; y++) {
            encoder.write(new byte[150], 0);
        }
        assertEquals(List.of(), taken, "rows are on the heap");
        encoder.close();
        assertEquals(List.of(80_000L, -80_000L), taken);
    }
}
