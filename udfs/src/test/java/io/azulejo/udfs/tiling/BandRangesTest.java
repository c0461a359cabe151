package io.azulejo.udfs.tiling;

import static io.azulejo.udfs.restore.Pictures.assertSamples;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.card.Card;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.FakeEngine;
import io.azulejo.udfs.engine.FloatBuffers;
import io.azulejo.udfs.restore.Pictures;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of a picture's bands that are run apart, as tasks on several machines would. */
class BandRangesTest {
    private static NetworkRun run(Engine engine, Picture picture, WindowPlan plan) {
        return new NetworkRun(engine, new FloatBuffers(0), picture, plan, 2);
    }

    private static Engine blur(int channels, boolean chroma) {
        Engine blur = new BlurEngine(2, channels, 2);
        Card card = Card.of("blur", "super-resolution", 2, channels);
        return new FakeEngine(chroma ? card.withChromaMargin(2) : card) {
            @Override
            public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                    throws EngineException {
                blur.run(input, output, batch, height, width);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, false, 8",
        "2, 3, false, 16",
        "3, 3, true, 8",
        "4, 3, true, 8",
        "3, 1, false, 8",
        "4, 1, false, 16",
        "1, 1, false, 8"
    })
    void giveTheRowsOfOneRun(int channels, int networkChannels, boolean chroma, int bits) throws Exception {
        Picture picture = Pictures.noisy(new Shape(70, 90, channels, bits), 11);
        Engine engine = blur(networkChannels, chroma);
        WindowPlan plan = WindowPlan.tiled(70, 90, 2, 30);
        int bands = plan.bands().size();
        assertTrue(bands >= 3);
        Pictures.Caught whole = new Pictures.Caught(picture.shape().scaled(2));
        run(engine, picture, plan).run(0, bands, whole);
        for (int cut = 1; cut < bands; cut++) {
            Pictures.Caught joined = new Pictures.Caught(picture.shape().scaled(2));
            run(engine, picture, plan).run(0, cut, joined);
            run(engine, picture, plan).run(cut, bands, joined);
            assertSamples(whole.picture, joined.picture, "cut before band " + cut);
        }
    }

    /** Whatever it is given, one value. */
    private static final class Constant extends FakeEngine {
        Constant() {
            super(1, 1);
        }

        @Override
        public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width) {
            for (int i = 0; i < batch * height * width; i++) {
                output.put(i, 0.5f);
            }
        }
    }

    /** Dark above, light below: each half has one value, and the two are different. */
    private static Picture halves() {
        Picture picture = Picture.blank(new Shape(40, 80, 1, 8), Metadata.NONE);
        for (int y = 40; y < 80; y++) {
            for (int x = 0; x < 40; x++) {
                Pictures.set(picture, x, y, 0, 255);
            }
        }
        return picture;
    }

    @Test
    void areJudgedTogether() throws Exception {
        WindowPlan plan = WindowPlan.tiled(40, 80, 0, 40);
        assertEquals(2, plan.bands().size());
        Pictures.Caught rows = new Pictures.Caught(halves().shape());
        NetworkRun above = run(new Constant(), halves(), plan);
        above.run(0, 1, rows);
        assertEquals(List.of(), above.finish(), "one value of one value is right");
        NetworkRun below = run(new Constant(), halves(), plan);
        below.run(1, 2, rows);
        above.add(below);
        PictureException e = assertThrows(PictureException.class, above::finish);
        assertEquals(FailureKind.BAD_OUTPUT, e.kind());
    }

    @Test
    void thatDifferMakeAPictureThatVaries() throws Exception {
        WindowPlan plan = WindowPlan.tiled(40, 80, 0, 40);
        Pictures.Caught rows = new Pictures.Caught(halves().shape());
        NetworkRun above = run(new Bent(1, (plane, value) -> value), halves(), plan);
        NetworkRun below = run(new Bent(1, (plane, value) -> value), halves(), plan);
        above.run(0, 1, rows);
        below.run(1, 2, rows);
        above.add(below);
        assertEquals(List.of(), above.finish());
    }
}
