package io.azulejo.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    @Test
    void oneLineSaysHowFarHowFastAndHowLongStill() {
        assertEquals(
                "1,200 / 2,400 images, 30.0 megapixels, 0.50 megapixels/s, 2:00 left, 3 failed",
                Progress.describe(1200, 2400, 30_000_000, 90_000_000, 60, 3));
    }

    @Test
    void beforeTheFirstPictureNobodyKnowsHowLong() {
        assertEquals(
                "0 / 10 images, 0.0 megapixels, 0.00 megapixels/s, ? left, 0 failed",
                Progress.describe(0, 10, 0, 5_000_000, 2, 0));
    }

    @Test
    void whereThePixelsAreNotKnownThePicturesTell() {
        assertEquals(
                "5 / 10 images, 1.0 megapixels, 0.10 megapixels/s, 0:10 left, 0 failed",
                Progress.describe(5, 10, 1_000_000, 0, 10, 0));
    }

    @Test
    void atTheEndNothingIsLeft() {
        assertEquals(
                "10 / 10 images, 5.0 megapixels, 0.50 megapixels/s, 0:00 left, 1 failed",
                Progress.describe(10, 10, 5_000_000, 5_000_000, 10, 1));
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0:00", "7, 0:07", "754, 12:34", "3723, 1:02:03", "359999, 99:59:59"})
    void timesReadAsAClock(double seconds, String clock) {
        assertEquals(clock, Progress.clock(seconds));
    }
}
