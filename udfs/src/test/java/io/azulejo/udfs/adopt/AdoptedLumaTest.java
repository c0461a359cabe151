package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.Adopted.FULL_LUMA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.udfs.restore.Pictures;
import org.junit.jupiter.api.Test;

/** Networks of one channel that others make: what becomes of colour, and of luma in studio range. */
class AdoptedLumaTest {
    @Test
    void colourThroughOneChannelKeepsItsChroma() throws Exception {
        Adopted adopted = Adopted.of(FULL_LUMA, network -> network.channels = 1);
        assertEquals(1, adopted.card().channels());
        Picture picture = Pictures.noisy(new Shape(40, 30, 3, 8), 2);
        Picture out = adopted.restored(picture);
        for (int x = 0; x < 40; x++) {
            double moved = Foreign.GAIN * luma(picture, x) + Foreign.LIFT * 255 - luma(picture, x);
            for (int c = 0; c < 3; c++) {
                double expected = Math.min(255, Math.max(0, picture.sample(x, 9, c) + moved));
                assertEquals(expected, out.sample(x, 9, c), 0.51);
            }
        }
    }

    private static double luma(Picture picture, int x) {
        return 0.299 * picture.sample(x, 9, 0) + 0.587 * picture.sample(x, 9, 1) + 0.114 * picture.sample(x, 9, 2);
    }

    @Test
    void lumaThatKeepsToStudioRangeIsFoundAndMapped() throws Exception {
        Adopted studio = Adopted.of(network -> network.channels = 1);
        // Black gives 0.125 and white 0.875: as a network of studio range does, if less.
        assertTrue(studio.found("luma").startsWith("studio"), studio.found("luma"));
        Picture grey = Pictures.noisy(new Shape(30, 20, 1, 8), 6);
        Picture asFull = Adopted.of(FULL_LUMA, network -> network.channels = 1).restored(grey);
        Picture asStudio = studio.restored(grey);
        for (int x = 0; x < 30; x++) {
            double sample = grey.sample(x, 4, 0);
            double mapped = (Foreign.GAIN * (16 + 219 * sample / 255) + Foreign.LIFT * 255 - 16) * 255 / 219;
            assertEquals(mapped, asStudio.sample(x, 4, 0), 0.51);
            assertEquals(Foreign.GAIN * sample + Foreign.LIFT * 255, asFull.sample(x, 4, 0), 0.51);
        }
    }

    /** FSRCNN of tf2onnx, for one. */
    @Test
    void lumaWithChannelsLastInAndFirstOutIsFound() throws Exception {
        Adopted adopted = Adopted.of(FULL_LUMA, network -> {
            network.channels = 1;
            network.channelsLast = true;
            network.turned = true;
            network.scale = 2;
        });
        assertEquals("NHWC in, NCHW out, 1 channel: as the file states", adopted.found("layout"));
        assertTrue(adopted.found("input").endsWith("float ?x?x?x1"), adopted.found("input"));
        assertTrue(adopted.found("output").endsWith("float ?x1x?x?"), adopted.found("output"));
        Picture grey = Pictures.noisy(new Shape(30, 20, 1, 8), 6);
        Picture out = adopted.restored(grey);
        for (int x = 0; x < 60; x++) {
            double expected = Foreign.GAIN * grey.sample(x / 2, 4, 0) + Foreign.LIFT * 255;
            assertEquals(expected, out.sample(x, 9, 0), 0.51);
        }
    }
}
