package io.azulejo.imaging.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.metric.TestPictures;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphaFillTest {
    @ParameterizedTest
    @CsvSource({"1,8", "3,16"})
    void aPictureWithoutAlphaIsGivenBack(int channels, int bits) {
        Picture picture = TestPictures.noise(new Shape(5, 4, channels, bits), 1);
        assertSame(picture, AlphaFill.fill(picture));
    }

    @Test
    void aPictureWithoutFullTransparencyIsGivenBack() {
        Picture picture = TestPictures.of(new Shape(3, 1, 2, 8), 9, 1, 8, 255, 7, 128);
        assertSame(picture, AlphaFill.fill(picture));
    }

    @Test
    void aFullyTransparentPictureIsGivenBack() {
        Picture picture = TestPictures.of(new Shape(3, 1, 2, 8), 9, 0, 8, 0, 7, 0);
        assertSame(picture, AlphaFill.fill(picture));
    }

    @ParameterizedTest
    @CsvSource({"1,9,2,8", "17,1,2,16", "16,16,4,8", "31,23,4,16", "64,3,4,8"})
    void whatShowsAndAlphaStayAndHiddenColourHasNoInfluence(int width, int height, int channels, int bits) {
        Shape shape = new Shape(width, height, channels, bits);
        for (long seed = 0; seed < 20; seed++) {
            int[] samples = TestPictures.samples(TestPictures.noise(shape, seed));
            int[] others = TestPictures.samples(TestPictures.noise(shape, seed + 1000));
            Random random = new Random(seed);
            for (int i = 0; i < samples.length; i += channels) {
                if (random.nextInt(4) > 0 && i > 0) {
                    samples[i + channels - 1] = 0;
                    others[i + channels - 1] = 0;
                } else {
                    System.arraycopy(samples, i, others, i, channels);
                }
            }
            samples[channels - 1] = 1;
            others[channels - 1] = 1;
            int[] filled = TestPictures.samples(AlphaFill.fill(TestPictures.of(shape, samples)));
            for (int i = 0; i < samples.length; i++) {
                boolean alpha = i % channels == channels - 1;
                if (alpha || samples[i / channels * channels + channels - 1] != 0) {
                    assertEquals(samples[i], filled[i], "sample " + i + ", seed " + seed);
                }
            }
            int[] again = TestPictures.samples(AlphaFill.fill(TestPictures.of(shape, others)));
            assertArrayEquals(filled, again, "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"8,200", "16,60000"})
    void oneVisibleColourFillsEverything(int bits, int value) {
        Shape shape = new Shape(37, 21, 2, bits);
        int[] samples = new int[37 * 21 * 2];
        samples[2 * (37 * 20 + 36)] = value;
        samples[2 * (37 * 20 + 36) + 1] = shape.maximum();
        int[] filled = TestPictures.samples(AlphaFill.fill(TestPictures.of(shape, samples)));
        int[] colours = new int[filled.length / 2];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = filled[2 * i];
        }
        int[] expected = new int[colours.length];
        Arrays.fill(expected, value);
        assertArrayEquals(expected, colours);
    }

    @Test
    void aHoleTakesTheColourOfItsOwnSurroundings() {
        // Left half 40, right half 220, hidden colour 0: in each half a square of 6 by 6 is transparent.
        int[] samples = new int[64 * 16 * 2];
        for (int i = 0; i < 64 * 16; i++) {
            int x = i % 64;
            int y = i / 64;
            boolean hole = x % 32 >= 10 && x % 32 < 16 && y >= 5 && y < 11;
            samples[2 * i] = hole ? 0 : x < 32 ? 40 : 220;
            samples[2 * i + 1] = hole ? 0 : 255;
        }
        Picture filled = AlphaFill.fill(TestPictures.of(new Shape(64, 16, 2, 8), samples));
        for (int y = 5; y < 11; y++) {
            for (int x = 10; x < 16; x++) {
                assertEquals(40, filled.sample(x, y, 0));
                assertEquals(220, filled.sample(x + 32, y, 0));
            }
        }
    }

    @Test
    void theFillPassesSmoothlyFromOneColourToAnother() {
        int[] samples = new int[32 * 2];
        samples[1] = 255;
        samples[2 * 31] = 255;
        samples[2 * 31 + 1] = 255;
        Picture filled = AlphaFill.fill(TestPictures.of(new Shape(32, 1, 2, 8), samples));
        for (int x = 1; x < 32; x++) {
            int step = filled.sample(x, 0, 0) - filled.sample(x - 1, 0, 0);
            assertTrue(step >= 0 && step <= 32, "a step of " + step + " at column " + x);
        }
    }
}
