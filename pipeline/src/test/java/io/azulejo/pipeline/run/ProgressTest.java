package io.azulejo.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.pipeline.run.TaskCounts.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private static Counts done(long images, long pixels, long failed) {
        return new Counts(images, pixels, failed);
    }

    @Test
    void oneLineSaysHowFarHowFastAndHowLongStill() {
        assertEquals(
                "1,200 / 2,400 images, 30.0 megapixels, 0.50 megapixels/s, 2:00 left, 3 failed",
                Progress.describe(done(1200, 30_000_000, 3), 2400, 90_000_000, 60, 0, 0));
    }

    @Test
    void whatIsLeftAreThePicturesAtTheirPaceAndTheCommitsAtTheirs() {
        assertEquals(
                "1 / 4 images, 10.0 megapixels, 0.50 megapixels/s, 0:39 left, 0 failed",
                Progress.describe(done(1, 10_000_000, 0), 4, 40_000_000, 10, 10, 9));
        assertEquals(
                "4 / 4 images, 40.0 megapixels, 0.80 megapixels/s, 0:09 left, 0 failed",
                Progress.describe(done(4, 40_000_000, 0), 4, 40_000_000, 40, 10, 9));
    }

    @Test
    void beforeTheFirstPictureNobodyKnowsHowLong() {
        assertEquals(
                "0 / 10 images, 0.0 megapixels, 0.00 megapixels/s, ? left, 0 failed",
                Progress.describe(done(0, 0, 0), 10, 5_000_000, 2, 0, 1));
    }

    @Test
    void whereThePixelsAreNotKnownThePicturesTell() {
        assertEquals(
                "5 / 10 images, 1.0 megapixels, 0.10 megapixels/s, 0:10 left, 0 failed",
                Progress.describe(done(5, 1_000_000, 0), 10, 0, 10, 0, 0));
    }

    @Test
    void atTheEndNothingIsLeft() {
        assertEquals(
                "10 / 10 images, 5.0 megapixels, 0.50 megapixels/s, 0:00 left, 1 failed",
                Progress.describe(done(10, 5_000_000, 1), 10, 5_000_000, 10, 0, 0));
    }

    @Test
    void whatIsOnlyCountedSaysHowManyHowFastAndHowLongStill() {
        assertEquals("1,000 / 4,000 headers, 500/s, 0:06 left", CountProgress.describe("headers", 1000, 4000, 2));
        assertEquals("0 / 4,000 headers, 0/s, ? left", CountProgress.describe("headers", 0, 4000, 2));
        assertEquals("1,000 objects, 500/s", CountProgress.describe("objects", 1000, 0, 2));
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0:00", "7, 0:07", "754, 12:34", "3723, 1:02:03", "359999, 99:59:59"})
    void timesReadAsAClock(double seconds, String clock) {
        assertEquals(clock, Progress.clock(seconds));
    }
}
