package io.azulejo.udfs.tiling;

import static io.azulejo.udfs.restore.Pictures.assertSamples;
import static io.azulejo.udfs.restore.Pictures.differing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.Window;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineCache;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.engine.FloatBuffers;
import io.azulejo.udfs.engine.Networks;
import io.azulejo.udfs.restore.Pictures;
import java.io.InterruptedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture goes through a network window by window, as if it went whole. */
class NetworkRunTest {
    private static final int RADIUS = 3;

    @Test
    void tiledEqualsWholeAtTheReceptiveRadiusForOddSizes() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            Shape shape = new Shape(1 + random.nextInt(90), 1 + random.nextInt(90), 1 + random.nextInt(4), 8);
            Picture picture = Pictures.noisy(shape, seed + i);
            BlurEngine engine = new BlurEngine(1 + random.nextInt(3), random.nextBoolean() ? 1 : 3, RADIUS);
            Picture whole = Passed.through(engine, picture, Integer.MAX_VALUE, RADIUS, 1);
            int tile = Tiling.leastTile(RADIUS) + random.nextInt(12);
            int batch = 1 + random.nextInt(4);
            assertSamples(
                    whole,
                    Passed.through(engine, picture, tile, RADIUS, batch),
                    "seed %d, picture %d %s, tile %d, batch %d".formatted(seed, i, shape, tile, batch));
        }
    }

    @Test
    void aHaloBelowTheRadiusIsSeen() throws Exception {
        Picture picture = Pictures.noisy(new Shape(80, 80, 1, 8), 3);
        BlurEngine engine = new BlurEngine(1, 1, RADIUS);
        Picture whole = Passed.through(engine, picture, Integer.MAX_VALUE, RADIUS, 1);
        Picture tiled = Passed.through(engine, picture, 30, RADIUS - 1, 1);
        assertTrue(differing(whole, tiled) > 0, "else the comparison of the other tests says nothing");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void tiledEqualsWholeAtTheReceptiveRadiusOfANetwork(int scale) throws Exception {
        long seed = System.nanoTime();
        var model = Networks.tiny(scale, seed);
        int radius = model.card().radius().orElseThrow();
        try (Engine engine = EngineCache.ofThisProcess().open(model, EngineOptions.DEFAULT)) {
            Picture picture = Pictures.noisy(new Shape(187, 141, 3, 8), seed);
            WindowPlan plan = WindowPlan.tiled(187, 141, radius, 2 * radius + 31);
            Picture whole = SeamComparison.whole(engine, picture);
            SeamDifference seen = SeamComparison.compare(engine, picture, plan, whole::copyRow, differing -> true);
            String found = "seed %d: %s".formatted(seed, seen);
            assertTrue(seen.maxStep() <= 1 && seen.share() <= 1e-5, found);
            assertTrue(seen.windows() >= 12, found);
        }
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
        new NetworkRun(watched, new FloatBuffers(0), picture, plan, 1)
                .run(0, plan.bands().size(), caught);
        List<Integer> expected = plan.windows().stream().map(Window::coreY).toList();
        assertEquals(expected, rowsBefore, "every band but the one in work is gone before a run");
    }

    @Test
    void aThreadThatIsInterruptedStopsAtTheNextWindow() {
        Picture picture = Pictures.noisy(new Shape(50, 50, 1, 8), 2);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> Passed.through(new BlurEngine(1, 1, 0), picture, 30, 2, 1));
        assertTrue(Thread.interrupted(), "the flag is still set");
    }
}
