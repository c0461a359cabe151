package io.azulejo.imaging.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPlanTest {
    private static final int LARGE = 3840 * 2560;

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

    @Test
    void coresCoverEveryPixelOnce() {
        for (long seed = 0; seed < 500; seed++) {
            for (Sample sample : samples(seed)) {
                int[] covered = new int[sample.width * sample.height];
                for (Window window : sample.plan.windows()) {
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

    @Test
    void fittedWindowsKeepTheLimitUnlessTheHaloForbids() {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            int width = 1 + random.nextInt(3000);
            int height = 1 + random.nextInt(3000);
            int halo = random.nextInt(60);
            long maxPixels = 1L + random.nextInt(300_000);
            WindowPlan plan = WindowPlan.fitted(width, height, halo, maxPixels);
            long least = (long) Math.min(width, 2 * halo + 16) * Math.min(height, 2 * halo + 16);
            long pixels = (long) plan.windowWidth() * plan.windowHeight();
            assertTrue(pixels <= Math.max(maxPixels, least), "seed " + seed);
        }
    }

    @Test
    void noOtherGridOfFittedWindowsSeesFewerPixels() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int width = 100 + random.nextInt(900);
            int height = 100 + random.nextInt(900);
            int halo = 1 + random.nextInt(12);
            long maxPixels = 20_000L + random.nextInt(60_000);
            double least = Double.POSITIVE_INFINITY;
            for (int columns = 1; columns <= 12; columns++) {
                for (int rows = 1; rows <= 12; rows++) {
                    long across = (width + 2L * halo * (columns - 1) + columns - 1) / columns;
                    long down = (height + 2L * halo * (rows - 1) + rows - 1) / rows;
                    if (across * down <= maxPixels) {
                        least = Math.min(least, (double) across * columns * down * rows / width / height);
                    }
                }
            }
            double found = WindowPlan.fitted(width, height, halo, maxPixels).redundancy();
            // Rounding to whole pixels, up to one for each column and row, is not part of the choice.
            assertTrue(found <= least * 1.02, "seed %d: %f instead of %f".formatted(seed, found, least));
        }
    }

    @Test
    void aPictureWithinTheLimitIsRunWhole() {
        WindowPlan plan = WindowPlan.fitted(300, 200, 24, 60_000);
        assertEquals(List.of(new Window(0, 0, 300, 200, 0, 0, 300, 200)), plan.windows());
        assertEquals(1.0, plan.redundancy());
    }

    @Test
    void aPictureNoLargerThanTheTileIsRunWhole() {
        assertEquals(
                List.of(new Window(0, 0, 64, 20, 0, 0, 64, 20)),
                WindowPlan.tiled(64, 20, 24, 64).windows());
    }

    @Test
    void outerWindowsAreFlushAndTheirOverlapIsHalved() {
        assertEquals(
                List.of(
                        new Window(0, 0, 40, 30, 0, 0, 30, 30),
                        new Window(20, 0, 40, 30, 30, 0, 20, 30),
                        new Window(40, 0, 40, 30, 50, 0, 30, 30)),
                WindowPlan.tiled(80, 30, 8, 40).windows());
    }

    @Test
    void aTileKeepsTheSideThatWasAskedFor() {
        WindowPlan plan = WindowPlan.tiled(1000, 700, 16, 256);
        assertEquals(List.of(256, 256), List.of(plan.windowWidth(), plan.windowHeight()));
    }

    @Test
    void aLargePhotographCostsLittleMoreThanItsPixels() {
        WindowPlan plan = WindowPlan.fitted(3840, 2560, 24, 900_000);
        assertTrue(plan.redundancy() <= 1.10, "redundancy " + plan.redundancy());
        assertEquals(
                (double) plan.windows().size() * plan.windowWidth() * plan.windowHeight() / LARGE, plan.redundancy());
    }

    @Test
    void withoutAHaloTheFewestWindowsAreTaken() {
        assertEquals(3, WindowPlan.fitted(10, 1001, 0, 5000).windows().size());
    }

    @ParameterizedTest
    @CsvSource({"0,15,16", "24,63,64", "56,0,128"})
    void aTileTooSmallForTheHaloIsRefusedWithTheNumberNeeded(int halo, int tile, String needed) {
        String message = assertThrows(IllegalArgumentException.class, () -> WindowPlan.tiled(500, 500, halo, tile))
                .getMessage();
        assertTrue(message.endsWith("at least " + needed), message);
    }

    @Test
    void smallerWindowsHaveHalfTheAreaUntilTheHaloForbids() {
        Optional<WindowPlan> plan = Optional.of(WindowPlan.tiled(2000, 1500, 24, 1000));
        while (plan.isPresent()) {
            WindowPlan before = plan.get();
            long area = (long) before.windowWidth() * before.windowHeight();
            plan = before.smaller();
            if (plan.isPresent()) {
                long after = (long) plan.get().windowWidth() * plan.get().windowHeight();
                assertTrue(after <= Math.max(area / 2, 64 * 64) && after < area, area + " to " + after);
            } else {
                assertEquals(64 * 64, area);
            }
        }
    }

    @Test
    void aSmallPictureHasNoSmallerWindows() {
        assertEquals(Optional.empty(), WindowPlan.fitted(40, 64, 24, 1_000_000).smaller());
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
    void coresCoverThePictureOnceWhereWindowsReachBeyondIt() {
        for (long seed = 0; seed < 300; seed++) {
            for (Sample sample : beyondThePicture(seed)) {
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

    @Test
    void windowsBeginAndEndAtMultiplesOfTheGrain() {
        for (long seed = 0; seed < 300; seed++) {
            int grain = 1 + (int) (seed % 17);
            WindowPlan plan = WindowPlan.fitted(100 + (int) seed, 90, 7, 5_000, grain);
            for (Window window : plan.windows()) {
                for (int side : new int[] {window.x(), window.y(), window.width(), window.height()}) {
                    assertEquals(0, side % grain, "%s at grain %d".formatted(window, grain));
                }
                assertTrue(window.x() + window.width() - (100 + (int) seed) < grain, window.toString());
            }
        }
    }

    @Test
    void aFixedWindowIsOfItsSizeWhateverThePicture() {
        for (int side : new int[] {1, 63, 64, 65, 500}) {
            WindowPlan plan = WindowPlan.fixed(side, 2 * side, 10, 64, 48);
            assertEquals(64, plan.windowWidth());
            assertEquals(48, plan.windowHeight());
            assertEquals(Optional.empty(), plan.smaller());
        }
    }

    @Test
    void aFixedWindowMustHoldACore() {
        String message = assertThrows(IllegalArgumentException.class, () -> WindowPlan.fixed(100, 100, 16, 64, 32))
                .getMessage();
        assertTrue(message.contains("64x32") && message.contains("16"), message);
    }
}
