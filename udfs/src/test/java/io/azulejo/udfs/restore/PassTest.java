package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.resample.Imresize;
import io.azulejo.imaging.window.Window;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.engine.FloatBuffers;
import io.azulejo.udfs.engine.Networks;
import io.azulejo.udfs.engine.OnnxEngine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassTest {
    private static final int RADIUS = 3;

    @ParameterizedTest
    @CsvSource({"1,8", "1,16", "2,8", "2,16", "3,8", "3,16", "4,8", "4,16"})
    void aNetworkThatChangesNothingGivesEverySampleBack(int channels, int bits) throws Exception {
        Picture picture = Pictures.noisy(new Shape(61, 47, channels, bits), 7);
        for (int networkChannels : new int[] {1, 3}) {
            Picture same = run(new BlurEngine(1, networkChannels, 0), picture, 30, 0, 1);
            assertSamples(picture, same, "network of %d channels".formatted(networkChannels));
        }
    }

    @Test
    void tiledEqualsWholeAtTheReceptiveRadiusForOddSizes() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            Shape shape = new Shape(1 + random.nextInt(90), 1 + random.nextInt(90), 1 + random.nextInt(4), 8);
            Picture picture = Pictures.noisy(shape, seed + i);
            BlurEngine engine = new BlurEngine(1 + random.nextInt(3), random.nextBoolean() ? 1 : 3, RADIUS);
            Picture whole = run(engine, picture, Integer.MAX_VALUE, RADIUS, 1);
            int tile = RestoreSettings.leastTile(RADIUS) + random.nextInt(12);
            int batch = 1 + random.nextInt(4);
            assertSamples(
                    whole,
                    run(engine, picture, tile, RADIUS, batch),
                    "seed %d, picture %d %s, tile %d, batch %d".formatted(seed, i, shape, tile, batch));
        }
    }

    @Test
    void aHaloBelowTheRadiusIsSeen() throws Exception {
        Picture picture = Pictures.noisy(new Shape(80, 80, 1, 8), 3);
        BlurEngine engine = new BlurEngine(1, 1, RADIUS);
        Picture whole = run(engine, picture, Integer.MAX_VALUE, RADIUS, 1);
        Picture tiled = run(engine, picture, 30, RADIUS - 1, 1);
        assertTrue(differing(whole, tiled) > 0, "else the comparison of the other tests says nothing");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void tiledEqualsWholeAtTheReceptiveRadiusOfANetwork(int scale) throws Exception {
        long seed = System.nanoTime();
        var model = Networks.tiny(scale, seed);
        int radius = model.card().radius().orElseThrow();
        try (Engine engine = new OnnxEngine(model.onnx(), scale, EngineOptions.DEFAULT)) {
            Picture picture = Pictures.noisy(new Shape(187, 141, 3, 8), seed);
            SeamDifference seen = Seams.compare(engine, picture, radius, 2 * radius + 31);
            String found = "seed %d: %s".formatted(seed, seen);
            assertTrue(seen.maxStep() <= 1 && seen.share() <= 1e-5, found);
            assertTrue(seen.windows() >= 12, found);
        }
    }

    @Test
    void greyThroughThreeChannelsIsTheirMean() throws Exception {
        Picture picture = Pictures.noisy(new Shape(20, 20, 1, 16), 5);
        // Adds 0.00, 0.03 and 0.06 to the three planes.
        Engine engine = new Bent(3, (plane, value) -> value + 0.03f * plane);
        Picture out = run(engine, picture, 100, 0, 1);
        assertEquals(1, out.shape().channels());
        for (int x = 0; x < 20; x++) {
            assertEquals(picture.sample(x, 7, 0) + 0.03 * 65535, out.sample(x, 7, 0), 0.6);
        }
    }

    @Test
    void colourThroughOneChannelKeepsItsChromaAndTakesTheNetworksLuma() throws Exception {
        Picture picture = Pictures.noisy(new Shape(24, 24, 3, 16), 5);
        Engine brighter = new Bent(1, (plane, value) -> value + 0.05f);
        Picture out = run(brighter, picture, 100, 0, 1);
        for (int x = 0; x < 24; x++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(picture.sample(x, 11, c) + 0.05 * 65535, out.sample(x, 11, c), 1.01);
            }
        }
    }

    @Test
    void alphaIsEnlargedByBicubicAndHiddenColourDoesNotBleed() throws Exception {
        Picture picture = Pictures.noisy(new Shape(40, 30, 4, 8), 9);
        for (int y = 0; y < 30; y++) {
            for (int x = 20; x < 40; x++) {
                for (int c = 0; c < 3; c++) {
                    Pictures.set(picture, x, y, c, 255);
                }
                Pictures.set(picture, x, y, 3, 0);
            }
        }
        Picture out = run(new BlurEngine(2, 3, RADIUS), picture, 30, RADIUS, 1);
        Picture bicubic = Imresize.resize(picture, 2, 1);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 80; x++) {
                assertEquals(bicubic.sample(x, y, 3), out.sample(x, y, 3), "alpha at %d, %d".formatted(x, y));
            }
        }
        // Visible noise stays below 0.9 of white; three of seven columns of hidden white would lift it beyond.
        assertTrue(out.sample(39, 31, 0) < 230, "beside the hidden part: " + out.sample(39, 31, 0));
    }

    @Test
    void valuesBeyondTheRangeAreClampedAndHalvesRoundedUp() throws Exception {
        Picture picture = Pictures.noisy(new Shape(4, 1, 1, 8), 1);
        float[] given = {-0.4f, 1.7f, 100.5f / 255f, 100.49f / 255f};
        Engine engine = new Bent(1, null) {
            @Override
            public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width) {
                output.put(0, given);
            }
        };
        Picture out = run(engine, picture, 100, 0, 1);
        assertEquals(0, out.sample(0, 0, 0));
        assertEquals(255, out.sample(1, 0, 0));
        assertEquals(101, out.sample(2, 0, 0));
        assertEquals(100, out.sample(3, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void oneSampleThatIsNoNumberMakesItABadOutput(float bad) {
        Picture picture = Pictures.noisy(new Shape(50, 50, 3, 8), 2);
        int[] samples = {0};
        Engine engine = new Bent(3, (plane, value) -> samples[0]++ == 3000 ? bad : value);
        PictureException e = assertThrows(PictureException.class, () -> run(engine, picture, 100, 0, 1));
        assertEquals(FailureKind.BAD_OUTPUT, e.kind());
    }

    @Test
    void aFlatColourThatStaysFlatIsNoBadOutput() throws Exception {
        byte[] rows = new byte[20 * 10 * 3];
        for (int i = 0; i < rows.length; i += 3) {
            rows[i] = (byte) 200;
            rows[i + 1] = (byte) 150;
            rows[i + 2] = 100;
        }
        Picture picture = Picture.of(new Shape(20, 10, 3, 8), Metadata.NONE, rows);
        Picture out = run(new Bent(3, (plane, value) -> value), picture, 100, 0, 1);
        assertEquals(200, out.sample(5, 5, 0));
    }

    @Test
    void oneValueForAPictureThatHasMoreIsABadOutput() {
        Picture picture = Pictures.noisy(new Shape(50, 50, 3, 8), 2);
        Engine engine = new Bent(3, (plane, value) -> 0.1f * plane);
        PictureException e = assertThrows(PictureException.class, () -> run(engine, picture, 30, 2, 1));
        assertEquals(FailureKind.BAD_OUTPUT, e.kind());
    }

    @Test
    void oneValueForAPictureOfOneValueIsRight() throws Exception {
        Picture flat = Picture.of(
                new Shape(3, 2, 1, 8), Pictures.noisy(new Shape(1, 1, 1, 8), 1).metadata(), new byte[] {9, 9, 9, 9, 9, 9
                });
        assertSamples(flat, run(new BlurEngine(1, 1, 0), flat, 100, 0, 1), "flat");
    }

    @Test
    void rowsAreGivenAwayBandByBandWhileTheNetworkStillRuns() throws Exception {
        Picture picture = Pictures.noisy(new Shape(50, 200, 3, 8), 2);
        Pictures.Caught caught = new Pictures.Caught(picture.shape());
        WindowPlan plan = WindowPlan.tiled(50, 200, 2, 30);
        List<Integer> rowsBefore = new ArrayList<>();
        Engine watched = new Bent(3, (plane, value) -> value) {
            @Override
            public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                    throws EngineException {
                rowsBefore.add(caught.rows());
                super.run(input, output, batch, height, width);
            }
        };
        new Pass(watched, new FloatBuffers(0), picture, plan, 1).run(List.of(caught));
        List<Integer> expected = plan.windows().stream().map(Window::coreY).toList();
        assertEquals(expected, rowsBefore, "every band but the one in work is gone before a run");
    }

    @Test
    void aThreadThatIsInterruptedStopsAtTheNextWindow() {
        Picture picture = Pictures.noisy(new Shape(50, 50, 1, 8), 2);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> run(new BlurEngine(1, 1, 0), picture, 30, 2, 1));
        assertTrue(Thread.interrupted(), "the flag is still set");
    }

    private static Picture run(Engine engine, Picture picture, int tile, int halo, int batch)
            throws EngineException, PictureException, IOException {
        Shape shape = picture.shape();
        Pictures.Caught caught = new Pictures.Caught(shape.scaled(engine.scale()));
        WindowPlan plan = WindowPlan.tiled(shape.width(), shape.height(), halo, tile);
        new Pass(engine, new FloatBuffers(1 << 20), picture, plan, batch).run(List.of(caught));
        assertEquals(caught.picture.shape().height(), caught.rows());
        return caught.picture;
    }

    private static void assertSamples(Picture expected, Picture found, String what) {
        assertEquals(expected.shape(), found.shape(), what);
        assertEquals(0, differing(expected, found), "samples that differ, " + what);
    }

    private static long differing(Picture a, Picture b) {
        long differing = 0;
        for (int y = 0; y < a.shape().height(); y++) {
            for (int x = 0; x < a.shape().width(); x++) {
                for (int c = 0; c < a.shape().channels(); c++) {
                    differing += a.sample(x, y, c) == b.sample(x, y, c) ? 0 : 1;
                }
            }
        }
        return differing;
    }

    /** A network without a neighbourhood: each sample by itself, differently in each plane. */
    private static class Bent implements Engine {
        private final int channels;
        private final Curve curve;

        Bent(int channels, Curve curve) {
            this.channels = channels;
            this.curve = curve;
        }

        interface Curve {
            float at(int plane, float value);
        }

        @Override
        public int scale() {
            return 1;
        }

        @Override
        public int inputChannels() {
            return channels;
        }

        @Override
        public int outputChannels() {
            return channels;
        }

        @Override
        public String device() {
            return "fake";
        }

        @Override
        public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                throws EngineException {
            int plane = height * width;
            for (int i = 0; i < batch * channels * plane; i++) {
                output.put(i, curve.at(i / plane % channels, input.get(i)));
            }
        }

        @Override
        public void close() {}
    }
}
