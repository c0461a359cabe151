package io.azulejo.udfs.tiling;

import static io.azulejo.udfs.restore.Pictures.assertSamples;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.card.Card;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.FakeEngine;
import io.azulejo.udfs.restore.Pictures;
import java.nio.FloatBuffer;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colour of a restored picture stays near that of the picture, where the network's card asks for it. */
class ChromaRangeTest {
    private static final long SEED = 12;
    private static final int MARGIN = 2;

    /** Enlarges by repetition and adds something to each plane, more from pixel to pixel. */
    private static final class Colouring extends FakeEngine {
        Colouring(int scale, OptionalInt margin) {
            super(card(scale, margin));
        }

        private static Card card(int scale, OptionalInt margin) {
            Card plain = Card.of("fake", "super-resolution", scale, 3);
            return margin.isPresent() ? plain.withChromaMargin(margin.getAsInt()) : plain;
        }

        @Override
        public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                throws EngineException {
            int scale = scale();
            int wide = width * scale;
            for (int i = 0; i < 3 * batch * height * scale * wide; i++) {
                int x = i % wide / scale;
                int y = i / wide % (height * scale) / scale;
                int plane = i / wide / (height * scale);
                float value = input.get((plane * height + y) * width + x);
                // The sum of what is added depends on the value alone, so that windows do not matter.
                output.put(i, value + (value * 977 % 0.2f - 0.1f) * (plane % 3 - 1));
            }
        }
    }

    private static double[] chroma(Picture picture, int x, int y) {
        double luma = luma(picture, x, y);
        double level = picture.shape().maximum() / 255.0;
        return new double[] {
            (picture.sample(x, y, 2) / level - luma) / 1.772, (picture.sample(x, y, 0) / level - luma) / 1.402
        };
    }

    private static double luma(Picture picture, int x, int y) {
        double sum =
                0.299 * picture.sample(x, y, 0) + 0.587 * picture.sample(x, y, 1) + 0.114 * picture.sample(x, y, 2);
        return sum * 255 / picture.shape().maximum();
    }

    /** How far Cb or Cr of an output pixel leaves those of the 3 by 3 input pixels around it, in levels of 8 bits. */
    private static double beyond(Picture input, Picture output, int x, int y, int scale) {
        double beyond = 0;
        for (int i = 0; i < 2; i++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int v = Math.max(0, y / scale - 1); v < Math.min(input.shape().height(), y / scale + 2); v++) {
                for (int u = Math.max(0, x / scale - 1);
                        u < Math.min(input.shape().width(), x / scale + 2);
                        u++) {
                    least = Math.min(least, chroma(input, u, v)[i]);
                    most = Math.max(most, chroma(input, u, v)[i]);
                }
            }
            double value = chroma(output, x, y)[i];
            beyond = Math.max(beyond, Math.max(least - value, value - most));
        }
        return beyond;
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 8", "2, 3, 8", "3, 4, 16", "2, 3, 16"})
    void chromaStaysWithinTheNeighbourhoodAndTheMarginAndLumaStays(int scale, int channels, int bits) throws Exception {
        Picture input = Pictures.noisy(new Shape(37, 29, channels, bits), SEED);
        Picture free = Passed.through(new Colouring(scale, OptionalInt.empty()), input, 100, 0, 1);
        Picture kept = Passed.through(new Colouring(scale, OptionalInt.of(MARGIN)), input, 100, 0, 1);
        double rounding = bits == 8 ? 1 : 0.01;
        int moved = 0;
        for (int y = 0; y < kept.shape().height(); y++) {
            for (int x = 0; x < kept.shape().width(); x++) {
                String where = "at %d, %d, seed %d".formatted(x, y, SEED);
                assertEquals(luma(free, x, y), luma(kept, x, y), rounding, where);
                assertTrue(beyond(input, kept, x, y, scale) <= MARGIN + rounding, where);
                if (beyond(input, free, x, y, scale) < MARGIN - rounding) {
                    for (int c = 0; c < channels; c++) {
                        assertEquals(free.sample(x, y, c), kept.sample(x, y, c), where);
                    }
                } else {
                    moved++;
                }
            }
        }
        assertTrue(moved > 100, "else nothing was there to be kept: " + moved);
    }

    @Test
    void tiledEqualsWhole() throws Exception {
        Picture input = Pictures.noisy(new Shape(71, 64, 3, 8), SEED);
        Colouring engine = new Colouring(2, OptionalInt.of(MARGIN));
        Picture whole = Passed.through(engine, input, 100, 0, 1);
        assertSamples(whole, Passed.through(engine, input, 20, 2, 3), "seed " + SEED);
    }
}
