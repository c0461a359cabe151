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
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.FloatBuffers;
import io.azulejo.udfs.restore.Pictures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network gives that cannot be a picture. */
class BadOutputTest {
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void oneSampleThatIsNoNumberMakesItABadOutput(float bad) {
        Picture picture = Pictures.noisy(new Shape(50, 50, 3, 8), 2);
        int[] samples = {0};
        Engine engine = new Bent(3, (plane, value) -> samples[0]++ == 3000 ? bad : value);
        PictureException e = assertThrows(PictureException.class, () -> Passed.through(engine, picture, 100, 0, 1));
        assertEquals(FailureKind.BAD_OUTPUT, e.kind());
    }

    @Test
    void oneValueForAPictureThatHasMoreIsABadOutput() {
        Picture picture = Pictures.noisy(new Shape(50, 50, 3, 8), 2);
        Engine engine = new Bent(3, (plane, value) -> 0.1f * plane);
        PictureException e = assertThrows(PictureException.class, () -> Passed.through(engine, picture, 30, 2, 1));
        assertEquals(FailureKind.BAD_OUTPUT, e.kind());
    }

    @Test
    void oneValueForAPictureOfOneValueIsRight() throws Exception {
        Picture flat = Picture.of(new Shape(3, 2, 1, 8), Metadata.NONE, new byte[] {9, 9, 9, 9, 9, 9});
        assertSamples(flat, Passed.through(new BlurEngine(1, 1, 0), flat, 100, 0, 1), "flat");
    }

    @Test
    void aFlatColourThatStaysFlatIsNoBadOutput() throws Exception {
        byte[] rows = new byte[20 * 10 * 3];
        for (int i = 0; i < rows.length; i += 3) {
            rows[i] = (byte) 200;
            rows[i + 1] = (byte) 150;
            rows[i + 2] = 100;
        }
        Picture picture = Picture.of(new Shape(20, 10, 3, 8), Metadata.NONE, rows);
        Picture out = Passed.through(new Bent(3, (plane, value) -> value), picture, 100, 0, 1);
        assertEquals(200, out.sample(5, 5, 0));
    }

    /** A page whose three channels vary by so many steps of 8 bits below white, less the plane's number. */
    private static Picture page(int channels, int bits, int steps) {
        Picture page = Pictures.noisy(new Shape(30, 20, channels, bits), 2);
        int step = page.shape().maximum() / 255;
        for (int i = 0; i < 600; i++) {
            for (int c = 0; c < channels; c++) {
                Pictures.set(page, i % 30, i / 30, c, page.shape().maximum() - step * ((i + c) % (steps + 1)));
            }
        }
        return page;
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "3, 8", "3, 16", "4, 8"})
    void aNearlyBlankPageThatTheNetworkClipsIsRightAndTheRowSaysSo(int channels, int bits) throws Exception {
        for (int networkChannels : new int[] {1, 3}) {
            Picture page = page(channels, bits, 8);
            Engine clipping = new Bent(networkChannels, (plane, value) -> Math.min(1, value + 0.05f));
            Pictures.Caught caught = new Pictures.Caught(page.shape());
            WindowPlan plan = WindowPlan.tiled(30, 20, 0, 16);
            NetworkRun run = new NetworkRun(clipping, new FloatBuffers(0), page, plan, 1);
            run.run(0, plan.bands().size(), caught);
            List<String> notes = run.finish();
            assertTrue(notes.toString().contains("nearly blank"), notes.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 1", "8, 0", "8, 0.96"})
    void oneValueThatIsFarFromSomeOfThePictureIsABadOutput(int steps, float value) {
        for (int networkChannels : new int[] {1, 3}) {
            Engine engine = new Bent(networkChannels, (plane, given) -> value);
            PictureException e =
                    assertThrows(PictureException.class, () -> Passed.through(engine, page(3, 8, steps), 100, 0, 1));
            assertEquals(FailureKind.BAD_OUTPUT, e.kind());
        }
    }
}
