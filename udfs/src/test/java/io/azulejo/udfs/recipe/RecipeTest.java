package io.azulejo.udfs.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.card.Card;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.FakeEngine;
import io.azulejo.udfs.restore.Pictures;
import io.azulejo.udfs.sink.PictureSink;
import io.azulejo.udfs.tiling.HaloChoice;
import io.azulejo.udfs.tiling.Tiling;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Steps one after the other, which know nothing of each other. */
class RecipeTest {
    private static final Shape INPUT = new Shape(40, 30, 3, 8);
    private final Picture picture = Pictures.noisy(INPUT, 3);

    /** A further step, all of it: every second row and column is left out. */
    private static final class Halve implements RowStep {
        @Override
        public Shape outputShape(Shape input) {
            return new Shape((input.width() + 1) / 2, (input.height() + 1) / 2, input.channels(), input.bits());
        }

        @Override
        public RowSink rows(Picture original, Shape input, RowSink next) {
            byte[] row = new byte[outputShape(input).rowBytes()];
            int bytes = input.channels() * input.bits() / 8;
            return new RowSink() {
                private int y;

                @Override
                public void write(byte[] rows, int offset) throws IOException {
                    if (y++ % 2 == 0) {
                        for (int x = 0; x < row.length / bytes; x++) {
                            System.arraycopy(rows, offset + 2 * x * bytes, row, x * bytes, bytes);
                        }
                        next.write(row, 0);
                    }
                }

                @Override
                public void close() {}
            };
        }
    }

    private static Step network(int scale) {
        Engine blur = new BlurEngine(scale, 3, 1);
        Card card = Card.of("blur", "super-resolution", scale, 3).withRadius(OptionalInt.of(1));
        Engine engine = new FakeEngine(card) {
            @Override
            public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                    throws EngineException {
                blur.run(input, output, batch, height, width);
            }
        };
        return new NetworkStep(engine, Tiling.of("blur", engine, HaloChoice.CARD, OptionalInt.of(24)));
    }

    private static Picture through(Picture input, Step... steps) throws Exception {
        Recipe recipe = new Recipe(List.of(steps));
        PictureSink sink = new PictureSink(recipe.outputShape(input.shape()));
        List<String> notes = new ArrayList<>();
        Recipe.Run run = recipe.plan(input.shape(), notes::add);
        run.run(input, sink);
        run.finish(notes::add);
        return sink.picture();
    }

    @Test
    void theShapeThatComesOutIsThatOfAllSteps() {
        Recipe recipe = new Recipe(List.of(network(3), new Halve(), network(2)));
        assertEquals(new Shape(120, 90, 3, 8), recipe.outputShape(INPUT));
        assertEquals(3, recipe.scale());
        assertEquals(2, new Recipe(List.of(network(3), new Halve())).scale(), "one and a half, rounded up");
    }

    @Test
    void aStepOfRowsTakesWhatTheOneBeforeGives() throws Exception {
        Picture whole = through(picture, network(2));
        Picture expected = through(whole, new Halve());
        Pictures.assertSamples(expected, through(picture, network(2), new Halve()), "a network, halved");
        Pictures.assertSamples(
                through(expected, new Halve()), through(picture, network(2), new Halve(), new Halve()), "halved twice");
    }

    @Test
    void aSecondNetworkIsGivenAllThatTheFirstGave() throws Exception {
        Picture first = through(picture, network(2));
        Pictures.assertSamples(through(first, network(3)), through(picture, network(2), network(3)), "two networks");
    }

    @Test
    void networksMayStandBehindStepsOfRows() throws Exception {
        Picture halved = through(picture, new Halve());
        Pictures.assertSamples(through(halved, network(2)), through(picture, new Halve(), network(2)), "halved first");
    }

    @Test
    void aRecipeWithoutStepsIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new Recipe(List.of()));
    }
}
