package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineMemoryException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestorerTest {
    private static final int RADIUS = 2;
    private static final long BUDGET = 1L << 30;

    private final Files.Kept output = new Files.Kept();

    @Test
    void saysWhatWasReadWrittenAndRun() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(200, 100, 3, 8), 1), Format.PNG);
        Restoration restoration = restore(settings(2, 4000), file);
        assertEquals(new Shape(200, 100, 3, 8), restoration.input());
        assertEquals(new Shape(400, 200, 3, 8), restoration.output());
        assertEquals(Format.PNG, restoration.format());
        assertEquals(Format.PNG, restoration.probe().format());
        assertEquals(RADIUS, restoration.halo());
        assertTrue(restoration.windowWidth() * restoration.windowHeight() <= 4000, restoration.toString());
        assertTrue(restoration.windows() >= 5, restoration.toString());
        double seen = (double) restoration.windows() * restoration.windowWidth() * restoration.windowHeight();
        assertEquals(seen / 20_000, restoration.redundancy(), 1e-9);
        assertEquals(Map.of(), restoration.metrics());
        assertEquals(List.of(), restoration.notes());
        assertEquals("fake", restoration.device());
        assertEquals(new Shape(400, 200, 3, 8), Files.decode(output.file()).shape());
    }

    @Test
    void aPictureThatFitsOneWindowHasNoHalo() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(40, 30, 1, 8), 1), Format.PNG);
        Restoration restoration = restore(settings(1, 4000), file);
        assertEquals(0, restoration.halo());
        assertEquals(1, restoration.windows());
        assertEquals(1.0, restoration.redundancy());
        assertEquals(40, restoration.windowWidth());
        assertEquals(30, restoration.windowHeight());
    }

    @Test
    void theSamePictureGivesTheSameBytes() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(90, 70, 4, 16), 1), Format.PNG);
        restore(settings(2, 2000), file);
        byte[] first = output.file();
        restore(settings(2, 2000), file);
        assertArrayEquals(first, output.file());
    }

    @Test
    void sixteenBitsAndAlphaComeOutAsTheyWentIn() throws Exception {
        Picture picture = Pictures.noisy(new Shape(50, 40, 2, 16), 4);
        try (Restorer restorer = new Restorer(settings(1, 1000), new BlurEngine(1, 3, 0), BUDGET)) {
            restorer.restore(ByteSource.of(Files.encode(picture, Format.PNG)), Optional.empty(), output);
        }
        Picture out = Files.decode(output.file());
        assertEquals(picture.shape(), out.shape());
        for (int x = 0; x < 50; x++) {
            assertEquals(picture.sample(x, 17, 0), out.sample(x, 17, 0));
            assertEquals(picture.sample(x, 17, 1), out.sample(x, 17, 1));
        }
    }

    @Test
    void aJpegStaysAJpegAndAPictureThatItCannotHoldFailsNamingPng() throws Exception {
        byte[] jpeg = Files.encode(Pictures.noisy(new Shape(64, 48, 3, 8), 1), Format.JPEG);
        assertEquals(Format.JPEG, restore(settings(2, 4000), jpeg).format());
        byte[] alpha = Files.encode(Pictures.noisy(new Shape(64, 48, 4, 8), 1), Format.PNG);
        RestoreSettings asJpeg =
                settings(2, 4000).withWrite(WriteSettings.DEFAULT.withFormat(OutputFormat.of(Format.JPEG)));
        PictureException e = assertThrows(PictureException.class, () -> restore(asJpeg, alpha));
        assertEquals(FailureKind.UNSUPPORTED, e.kind());
        assertTrue(e.getMessage().contains("png"), e.getMessage());
    }

    @Test
    void aPictureWhoseOutputIsTooLargeIsRefusedBeforeItIsDecoded() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(100, 100, 1, 8), 1), Format.PNG);
        byte[] headerOnly = Arrays.copyOf(file, 100);
        RestoreSettings settings = settings(2, 4000).withLimits(DecodeOptions.DEFAULT, 39_999);
        PictureException e = assertThrows(PictureException.class, () -> restore(settings, headerOnly));
        assertEquals(FailureKind.TOO_LARGE, e.kind());
        assertEquals(0, output.begun);
    }

    @Test
    void bytesThatAreNoPictureAreGivenUp() {
        byte[] text = "a letter, not a picture".getBytes(StandardCharsets.US_ASCII);
        PictureException e = assertThrows(PictureException.class, () -> restore(settings(1, 4000), text));
        assertEquals(FailureKind.NOT_A_PICTURE, e.kind());
    }

    @Test
    void windowsShrinkUntilARunFitsTheMemoryAndThePictureIsWrittenOnce() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(120, 90, 3, 8), 6), Format.PNG);
        restore(settings(2, 1 << 20), file);
        byte[] expected = output.file();
        output.begun = 0;
        Engine small = new Limited(3000, () -> {
            throw new EngineMemoryException("no memory", null);
        });
        Restoration restoration = restore(settings(2, 1 << 20), small, file);
        assertTrue(restoration.windowWidth() * restoration.windowHeight() <= 3000, restoration.toString());
        assertEquals(restoration.notes().size() + 1, output.begun);
        String note = restoration.notes().get(0);
        assertTrue(note.matches("memory ran out: windows of [0-9]+x[0-9]+ instead of 120x90"), note);
        assertArrayEquals(expected, output.file());
    }

    @Test
    void aFullHeapIsAMatterOfSmallerWindowsToo() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(120, 90, 1, 8), 6), Format.PNG);
        Engine small = new Limited(3000, () -> {
            throw new OutOfMemoryError("no heap");
        });
        assertTrue(restore(settings(2, 1 << 20), small, file).windows() > 1);
    }

    @Test
    void wherePicturesFitInNoWindowAtAllThatIsTheReason() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(120, 90, 1, 8), 6), Format.PNG);
        Engine none = new Limited(0, () -> {
            throw new EngineMemoryException("no memory", null);
        });
        PictureException e = assertThrows(PictureException.class, () -> restore(settings(2, 1 << 20), none, file));
        assertEquals(FailureKind.OUT_OF_MEMORY, e.kind());
        assertTrue(e.getMessage().contains("20x20"), e.getMessage());
    }

    @Test
    void aNetworkThatSeesTheWholePictureRunsWholeOrSaysThatItCannot() throws Exception {
        Card global = Card.of("global", "denoise", 1, 3).withBytesPerPixel(1000);
        RestoreSettings settings = RestoreSettings.of(new Model("fake", new byte[0], global, "00"));
        byte[] file = Files.encode(Pictures.noisy(new Shape(100, 90, 3, 8), 6), Format.PNG);
        try (Restorer enough = new Restorer(settings, new BlurEngine(1, 3, 1), 9_000_000)) {
            assertEquals(
                    1,
                    enough.restore(ByteSource.of(file), Optional.empty(), output)
                            .windows());
        }
        try (Restorer tooFew = new Restorer(settings, new BlurEngine(1, 3, 1), 8_999_999)) {
            PictureException e = assertThrows(
                    PictureException.class, () -> tooFew.restore(ByteSource.of(file), Optional.empty(), output));
            assertEquals(FailureKind.OUT_OF_MEMORY, e.kind());
            assertTrue(e.getMessage().contains("cannot be tiled"), e.getMessage());
        }
    }

    @Test
    void aBatchThatDoesNotFitTheMemoryIsTakenApartBeforeWindowsShrink() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(120, 90, 1, 8), 6), Format.PNG);
        Engine small = new Limited(900, () -> {
            throw new EngineMemoryException("no memory", null);
        });
        Restoration restoration = restore(settings(2, 1 << 20).withWindows(30, HaloChoice.CARD), small, file);
        assertEquals(30, restoration.windowWidth());
        assertEquals(List.of(), restoration.notes());
    }

    @Test
    void manyThreadsShareOneRestorer() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(60, 50, 3, 8), 8), Format.PNG);
        restore(settings(2, 900), file);
        List<Files.Kept> outputs = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (Restorer restorer = new Restorer(settings(2, 900), new BlurEngine(2, 3, RADIUS), BUDGET)) {
            for (int i = 0; i < 4; i++) {
                Files.Kept own = new Files.Kept();
                outputs.add(own);
                Thread thread = new Thread(() -> {
                    try {
                        restorer.restore(ByteSource.of(file), Optional.empty(), own);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        for (Files.Kept one : outputs) {
            assertArrayEquals(output.file(), one.file());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void aQualityOutOfItsRangeIsRefusedBeforeAnyPicture(int quality) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> WriteSettings.DEFAULT.withQuality(quality));
        assertEquals("quality %d: a number from 1 to 100 is needed".formatted(quality), e.getMessage());
    }

    @Test
    void aTileTooSmallForItsHaloIsRefusedNamingTheLeast() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> settings(2, 4000).withWindows(35, HaloChoice.of(10)));
        assertTrue(e.getMessage().contains("at least 36"), e.getMessage());
        assertEquals(36, settings(2, 4000).withWindows(36, HaloChoice.of(10)).tile());
    }

    @Test
    void aTileForANetworkThatCannotBeTiledIsRefused() {
        RestoreSettings global =
                RestoreSettings.of(new Model("fake", new byte[0], Card.of("global", "denoise", 1, 3), "00"));
        assertThrows(IllegalArgumentException.class, () -> global.withWindows(64, HaloChoice.CARD));
    }

    @Test
    void aMetricThatIsNoneIsRefusedNamingThoseThatAre() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> settings(2, 4000).withMetrics(List.of("psnr_y", "psnr")));
        assertTrue(e.getMessage().contains("'psnr'") && e.getMessage().contains("ssim_y"), e.getMessage());
    }

    /** A network of radius 2 whose windows hold at most so many pixels. */
    private static RestoreSettings settings(int scale, int windowPixels) {
        Card card = Card.of("fake", "super-resolution", scale, 3)
                .withRadius(OptionalInt.of(RADIUS))
                .withBytesPerPixel((int) Math.max(1, RestoreSettings.RUN_BYTES / windowPixels));
        return RestoreSettings.of(new Model("fake", new byte[0], card, "00"));
    }

    private Restoration restore(RestoreSettings settings, byte[] file) throws Exception {
        return restore(settings, new BlurEngine(settings.model().card().scale(), 3, RADIUS), file);
    }

    private Restoration restore(RestoreSettings settings, Engine engine, byte[] file) throws Exception {
        try (Restorer restorer = new Restorer(settings, engine, BUDGET)) {
            return restorer.restore(ByteSource.of(file), Optional.empty(), output);
        }
    }

    /** An engine that fails on windows of more than so many pixels. */
    private static class Limited implements Engine {
        private final Engine engine = new BlurEngine(2, 3, RADIUS);
        private final long mostPixels;
        private final Failure failure;

        interface Failure {
            void happen() throws EngineException;
        }

        Limited(long mostPixels, Failure failure) {
            this.mostPixels = mostPixels;
            this.failure = failure;
        }

        @Override
        public int scale() {
            return engine.scale();
        }

        @Override
        public int inputChannels() {
            return engine.inputChannels();
        }

        @Override
        public int outputChannels() {
            return engine.outputChannels();
        }

        @Override
        public String device() {
            return engine.device();
        }

        @Override
        public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                throws EngineException {
            if ((long) batch * height * width > mostPixels) {
                failure.happen();
            }
            engine.run(input, output, batch, height, width);
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
