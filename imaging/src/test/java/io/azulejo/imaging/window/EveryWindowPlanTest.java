package io.azulejo.imaging.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of every plan, shown by plans of random pictures. */
class EveryWindowPlanTest {
    /** A plan of random size, halo and window, and its seed for the message of a failure. */
    private record Sample(WindowPlan plan, int width, int height, int halo, String which) {}

    private static List<Sample> samples(long seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(random.nextBoolean() ? 60 : 500);
        int height = 1 + random.nextInt(random.nextBoolean() ? 60 : 500);
        int halo = random.nextInt(40);
        long maxPixels = 1L + random.nextInt(60_000);
        int tile = 2 * halo + 16 + random.nextInt(150);
        String which = "seed %d: %dx%d, halo %d, ".formatted(seed, width, height, halo);
        return List.of(
                new Sample(
                        WindowPlan.fitted(width, height, halo, maxPixels),
                        width,
                        height,
                        halo,
                        which + maxPixels + " pixels"),
                new Sample(WindowPlan.tiled(width, height, halo, tile), width, height, halo, which + "tile " + tile));
    }

    /** Plans of a grain, and of a fixed window, of a random picture. */
    private static List<Sample> beyondThePicture(long seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(300);
        int height = 1 + random.nextInt(300);
        int halo = random.nextInt(30);
        int grain = 1 + random.nextInt(20);
        int wide = 2 * halo + 16 + random.nextInt(200);
        int high = 2 * halo + 16 + random.nextInt(200);
        String which = "seed %d: %dx%d, halo %d, grain %d, ".formatted(seed, width, height, halo, grain);
        return List.of(
                new Sample(
                        WindowPlan.fitted(width, height, halo, 20_000, grain), width, height, halo, which + "fitted"),
                new Sample(WindowPlan.tiled(width, height, halo, wide, grain), width, height, halo, which + "tiled"),
                new Sample(
                        WindowPlan.fixed(width, height, halo, wide, high),
                        width,
                        height,
                        halo,
                        which + "fixed %dx%d".formatted(wide, high)));
    }

    @Test
    void coresCoverEveryPixelOnce() {
        for (long seed = 0; seed < 500; seed++) {
            samples(seed).forEach(EveryWindowPlanTest::assertCoresCoverThePictureOnce);
        }
    }

    @Test
    void coresCoverThePictureOnceWhereWindowsReachBeyondIt() {
        for (long seed = 0; seed < 300; seed++) {
            beyondThePicture(seed).forEach(EveryWindowPlanTest::assertCoresCoverThePictureOnce);
        }
    }

    private static void assertCoresCoverThePictureOnce(Sample sample) {
        int[] covered = new int[sample.width * sample.height];
        for (Window window : sample.plan.windows()) {
            assertTrue(window.coreWidth() > 0 && window.coreHeight() > 0, sample.which);
            for (int y = window.coreY(); y < window.coreY() + window.coreHeight(); y++) {
                for (int x = window.coreX(); x < window.coreX() + window.coreWidth(); x++) {
                    covered[y * sample.width + x]++;
                }
            }
        }
        for (int times : covered) {
            assertEquals(1, times, sample.which);
        }
    }

    @Test
    void windowsHaveOneSizeAndLieInsideThePicture() {
        for (long seed = 0; seed < 500; seed++) {
            for (Sample sample : samples(seed)) {
                for (Window window : sample.plan.windows()) {
                    assertEquals(sample.plan.windowWidth(), window.width(), sample.which);
                    assertEquals(sample.plan.windowHeight(), window.height(), sample.which);
                    assertTrue(window.x() >= 0 && window.x() + window.width() <= sample.width, sample.which);
                    assertTrue(window.y() >= 0 && window.y() + window.height() <= sample.height, sample.which);
                }
            }
        }
    }

    @Test
    void aCoreKeepsTheHaloFromEveryEdgeThatIsNotThePictures() {
        for (long seed = 0; seed < 500; seed++) {
            for (Sample sample : samples(seed)) {
                int halo = sample.halo;
                for (Window w : sample.plan.windows()) {
                    int right = w.x() + w.width();
                    int bottom = w.y() + w.height();
                    assertTrue(w.coreWidth() > 0 && w.coreHeight() > 0, sample.which);
                    assertTrue(w.x() == 0 || w.coreX() - w.x() >= halo, sample.which);
                    assertTrue(w.y() == 0 || w.coreY() - w.y() >= halo, sample.which);
                    assertTrue(right == sample.width || right - w.coreX() - w.coreWidth() >= halo, sample.which);
                    assertTrue(bottom == sample.height || bottom - w.coreY() - w.coreHeight() >= halo, sample.which);
                }
            }
        }
    }

    @Test
    void coresKeepTheHaloWhereWindowsReachBeyondThePicture() {
        for (long seed = 0; seed < 300; seed++) {
            for (Sample sample : beyondThePicture(seed)) {
                for (Window window : sample.plan.windows()) {
                    int right = window.x() + window.width() - window.coreX() - window.coreWidth();
                    int below = window.y() + window.height() - window.coreY() - window.coreHeight();
                    boolean last = window.coreX() + window.coreWidth() == sample.width;
                    boolean lowest = window.coreY() + window.coreHeight() == sample.height;
                    assertTrue(window.x() == 0 || window.coreX() - window.x() >= sample.halo, sample.which);
                    assertTrue(window.y() == 0 || window.coreY() - window.y() >= sample.halo, sample.which);
                    assertTrue(last ? right >= 0 : right >= sample.halo, sample.which);
                    assertTrue(lowest ? below >= 0 : below >= sample.halo, sample.which);
                }
            }
        }
    }

    /** Plans of small pictures that are extended by at least the halo, more for a grain, and the extension cropped. */
    private static List<Sample> cropped(long seed) {
        Random random = new Random(seed);
        int halo = 1 + random.nextInt(30);
        int width = 1 + random.nextInt(2 * halo);
        int height = 1 + random.nextInt(200);
        int grain = 1 + random.nextInt(20);
        int tile = 2 * halo + 16 + random.nextInt(60);
        int extension = (halo + grain - 1) / grain * grain;
        int wide = width + 2 * extension;
        int high = height + 2 * extension;
        String which = "seed %d: %dx%d, halo %d, grain %d, ".formatted(seed, width, height, halo, grain);
        WindowPlan fitted = WindowPlan.fitted(wide, high, halo, 3_000, grain).cropped(extension, extension);
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample(fitted, width, height, halo, which + "fitted"));
        fitted.smaller().ifPresent(plan -> samples.add(new Sample(plan, width, height, halo, which + "smaller")));
        samples.add(new Sample(
                WindowPlan.tiled(wide, high, halo, tile, grain).cropped(extension, extension),
                width,
                height,
                halo,
                which + "tile " + tile));
        samples.add(new Sample(
                WindowPlan.fixed(width + 2 * halo, high, halo, tile, tile + 5).cropped(halo, halo),
                width,
                high - 2 * halo,
                halo,
                which + "fixed " + tile));
        return samples;
    }

    @Test
    void coresOfACroppedPlanCoverThePictureOnceAndKeepTheHaloFromEveryEdge() {
        for (long seed = 0; seed < 300; seed++) {
            for (Sample sample : cropped(seed)) {
                assertCoresCoverThePictureOnce(sample);
                for (Window w : sample.plan.windows()) {
                    int right = w.x() + w.width() - w.coreX() - w.coreWidth();
                    int below = w.y() + w.height() - w.coreY() - w.coreHeight();
                    int least = Math.min(Math.min(w.coreX() - w.x(), right), Math.min(w.coreY() - w.y(), below));
                    assertTrue(least >= sample.halo, sample.which + ": " + w);
                }
            }
        }
    }

    @Test
    void theRedundancyOfACroppedPlanIsOfThePictureItself() {
        WindowPlan plan = WindowPlan.fitted(11, 41, 5, 1_000_000).cropped(5, 5);
        assertEquals(11 * 41 / 31.0, plan.redundancy(), 1e-12);
    }

    @Test
    void theWindowsOfABandShareTheirRowsOfCores() {
        for (long seed = 0; seed < 500; seed++) {
            for (Sample sample : samples(seed)) {
                int y = 0;
                for (List<Window> band : sample.plan.bands()) {
                    int x = 0;
                    for (Window window : band) {
                        assertEquals(y, window.coreY(), sample.which);
                        assertEquals(band.get(0).coreHeight(), window.coreHeight(), sample.which);
                        assertEquals(x, window.coreX(), sample.which);
                        x += window.coreWidth();
                    }
                    y += band.get(0).coreHeight();
                }
            }
        }
    }
}
