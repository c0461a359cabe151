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

    @Test
    void fixedWindowsBeginAtMultiplesOfTheGrainAndMustBeSuchAMultiple() {
        for (int side : new int[] {5, 96, 101, 333}) {
            for (Window window : WindowPlan.fixed(side, 2 * side, 9, 96, 64, 8).windows()) {
                assertEquals(0, window.x() % 8, window.toString());
                assertEquals(0, window.y() % 8, window.toString());
            }
        }
        String message = assertThrows(IllegalArgumentException.class, () -> WindowPlan.fixed(99, 99, 9, 60, 64, 8))
                .getMessage();
        assertTrue(message.contains("60x64") && message.contains("8"), message);
    }
}
