package io.azulejo.udfs.tiling;

import static io.azulejo.udfs.restore.Pictures.assertSamples;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.resample.Imresize;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.restore.Pictures;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of channels and samples: of grey, colour and alpha, of 8 and 16 bits. */
class ChannelsTest {
    @ParameterizedTest
    @CsvSource({"1,8", "1,16", "2,8", "2,16", "3,8", "3,16", "4,8", "4,16"})
    void aNetworkThatChangesNothingGivesEverySampleBack(int channels, int bits) throws Exception {
        Picture picture = Pictures.noisy(new Shape(61, 47, channels, bits), 7);
        for (int networkChannels : new int[] {1, 3}) {
            Picture same = Passed.through(new BlurEngine(1, networkChannels, 0), picture, 30, 0, 1);
            assertSamples(picture, same, "network of %d channels".formatted(networkChannels));
        }
    }

    @Test
    void greyThroughThreeChannelsIsTheirMean() throws Exception {
        Picture picture = Pictures.noisy(new Shape(20, 20, 1, 16), 5);
        // Adds 0.00, 0.03 and 0.06 to the three planes.
        Engine engine = new Bent(3, (plane, value) -> value + 0.03f * plane);
        Picture out = Passed.through(engine, picture, 100, 0, 1);
        assertEquals(1, out.shape().channels());
        for (int x = 0; x < 20; x++) {
            assertEquals(picture.sample(x, 7, 0) + 0.03 * 65535, out.sample(x, 7, 0), 0.6);
        }
    }

    @Test
    void colourThroughOneChannelKeepsItsChromaAndTakesTheNetworksLuma() throws Exception {
        Picture picture = Pictures.noisy(new Shape(24, 24, 3, 16), 5);
        Engine brighter = new Bent(1, (plane, value) -> value + 0.05f);
        Picture out = Passed.through(brighter, picture, 100, 0, 1);
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
        Picture out = Passed.through(new BlurEngine(2, 3, 3), picture, 30, 3, 1);
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
        Picture out = Passed.through(engine, picture, 100, 0, 1);
        assertEquals(0, out.sample(0, 0, 0));
        assertEquals(255, out.sample(1, 0, 0));
        assertEquals(101, out.sample(2, 0, 0));
        assertEquals(100, out.sample(3, 0, 0));
    }
}
