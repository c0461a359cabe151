package io.azulejo.udfs.restore;

import static io.azulejo.udfs.restore.BlurNetwork.RADIUS;
import static io.azulejo.udfs.restore.BlurNetwork.restore;
import static io.azulejo.udfs.restore.BlurNetwork.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.option.Options;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a restorer reads, writes and tells, on one thread or many. */
class RestorerTest {
    private final Files.Kept output = new Files.Kept();

    @Test
    void saysWhatWasReadWrittenAndRun() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(200, 100, 3, 8), 1), Format.PNG);
        Restoration restoration = restore(settings(2, 4000), file, output);
        assertEquals(
                new Shape(200, 100, 3, 8), restoration.probe().orElseThrow().shape());
        assertEquals(new Shape(400, 200, 3, 8), restoration.output());
        assertEquals(Format.PNG, restoration.format());
        assertEquals(Format.PNG, restoration.probe().orElseThrow().format());
        assertEquals(RADIUS, restoration.halo());
        assertTrue(
                restoration.windows().windowWidth() * restoration.windows().windowHeight() <= 4000,
                restoration.toString());
        assertTrue(restoration.windows().windows().size() >= 5, restoration.toString());
        double seen = (double) restoration.windows().windows().size()
                * restoration.windows().windowWidth()
                * restoration.windows().windowHeight();
        assertEquals(seen / 20_000, restoration.windows().redundancy(), 1e-9);
        assertEquals(Map.of(), restoration.metrics());
        assertEquals(List.of(), restoration.notes());
        assertEquals("fake", restoration.device());
        assertEquals(new Shape(400, 200, 3, 8), Files.decode(output.file()).shape());
    }

    @Test
    void aPictureThatFitsOneWindowHasNoHalo() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(40, 30, 1, 8), 1), Format.PNG);
        Restoration restoration = restore(settings(1, 4000), file, output);
        assertEquals(0, restoration.halo());
        assertEquals(1, restoration.windows().windows().size());
        assertEquals(1.0, restoration.windows().redundancy());
        assertEquals(40, restoration.windows().windowWidth());
        assertEquals(30, restoration.windows().windowHeight());
    }

    @Test
    void theSamePictureGivesTheSameBytes() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(90, 70, 4, 16), 1), Format.PNG);
        restore(settings(2, 2000), file, output);
        byte[] first = output.file();
        restore(settings(2, 2000), file, output);
        assertArrayEquals(first, output.file());
    }

    @Test
    void sixteenBitsAndAlphaComeOutAsTheyWentIn() throws Exception {
        Picture picture = Pictures.noisy(new Shape(50, 40, 2, 16), 4);
        try (Restorer restorer = new Restorer(settings(1, 1000).model(), Options.NONE, new BlurEngine(1, 3, 0))) {
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
        assertEquals(Format.JPEG, restore(settings(2, 4000), jpeg, output).format());
        byte[] alpha = Files.encode(Pictures.noisy(new Shape(64, 48, 4, 8), 1), Format.PNG);
        Asked asJpeg = settings(2, 4000).with(RestoreOptions.FORMAT, OutputFormat.of(Format.JPEG));
        PictureException e = assertThrows(PictureException.class, () -> restore(asJpeg, alpha, output));
        assertEquals(FailureKind.UNSUPPORTED, e.kind());
        assertTrue(e.getMessage().contains("png"), e.getMessage());
    }

    @Test
    void aPictureWhoseOutputIsTooLargeIsRefusedBeforeItIsDecoded() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(600, 600, 1, 8), 1), Format.PNG);
        byte[] headerOnly = Arrays.copyOf(file, 100);
        Asked settings = settings(2, 4000).with(RestoreOptions.MAX_MEGAPIXELS, 1L);
        PictureException e = assertThrows(PictureException.class, () -> restore(settings, headerOnly, output));
        assertEquals(FailureKind.TOO_LARGE, e.kind());
        assertEquals(0, output.begun);
    }

    @Test
    void bytesThatAreNoPictureAreGivenUp() {
        byte[] text = "a letter, not a picture".getBytes(StandardCharsets.US_ASCII);
        PictureException e = assertThrows(PictureException.class, () -> restore(settings(1, 4000), text, output));
        assertEquals(FailureKind.NOT_A_PICTURE, e.kind());
    }

    @Test
    void manyThreadsShareOneRestorer() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(60, 50, 3, 8), 8), Format.PNG);
        restore(settings(2, 900), file, output);
        List<Files.Kept> outputs = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (Restorer restorer = new Restorer(settings(2, 900).model(), Options.NONE, new BlurEngine(2, 3, RADIUS))) {
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
}
