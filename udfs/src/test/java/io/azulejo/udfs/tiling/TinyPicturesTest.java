package io.azulejo.udfs.tiling;

import static io.azulejo.udfs.restore.Pictures.assertSamples;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.Window;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Halo;
import io.azulejo.models.card.Sizes;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.FloatBuffers;
import io.azulejo.udfs.restore.BlurNetwork;
import io.azulejo.udfs.restore.Files;
import io.azulejo.udfs.restore.Pictures;
import io.azulejo.udfs.restore.Restoration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sides on which no pixel is far from a network's zero padding are extended by their edges, and cropped back. */
class TinyPicturesTest {
    private static final int RADIUS = 6;

    private static Tiling tiling(int tile, HaloChoice halo, Sizes sizes, OptionalInt radius, int calibrated) {
        Card card = Card.of("m", "denoise", 1, 3).withRadius(radius).withSizes(sizes);
        if (calibrated > 0) {
            card = card.withHalo(new Halo(calibrated, Optional.empty()));
        }
        return Tilings.of(card, halo, tile);
    }

    private static Tiling tiling(int tile, Sizes sizes) {
        return tiling(tile, HaloChoice.CARD, sizes, OptionalInt.of(RADIUS), 0);
    }

    private static Picture through(Tiling tiling, Picture picture, int channels) throws Exception {
        Pictures.Caught caught = new Pictures.Caught(picture.shape());
        BlurEngine blur = new BlurEngine(1, channels, RADIUS);
        WindowPlan plan = tiling.plan(picture.shape());
        new NetworkRun(blur, new FloatBuffers(0), picture, plan, 1)
                .run(0, plan.bands().size(), caught);
        return caught.picture;
    }

    /** A picture with its edges repeated so many times on every side. */
    private static Picture extended(Picture picture, int by) {
        Shape shape = picture.shape();
        Shape larger = new Shape(shape.width() + 2 * by, shape.height() + 2 * by, shape.channels(), shape.bits());
        return part(picture, larger, -by);
    }

    private static Picture part(Picture picture, Shape shape, int from) {
        Picture part = Picture.blank(shape, Metadata.NONE);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    int column = Math.max(0, Math.min(picture.shape().width() - 1, x + from));
                    int row = Math.max(0, Math.min(picture.shape().height() - 1, y + from));
                    Pictures.set(part, x, y, c, picture.sample(column, row, c));
                }
            }
        }
        return part;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 3, 8", "11, 5, 1, 8", "2, 11, 4, 8", "7, 7, 3, 16"})
    void comeOutAsThoughTheyWereTheMiddleOfTheirExtension(int width, int height, int channels, int bits)
            throws Exception {
        Picture picture = Pictures.noisy(new Shape(width, height, channels, bits), 5);
        for (int networkChannels : new int[] {1, 3}) {
            Picture larger = extended(picture, 3 * RADIUS);
            Picture expected =
                    part(through(tiling(0, Sizes.ANY), larger, networkChannels), picture.shape(), 3 * RADIUS);
            for (Sizes sizes : List.of(Sizes.ANY, new Sizes(0, 0, 0, 4), new Sizes(0, 30, 29, 1))) {
                for (int tile : sizes.fixed() ? new int[] {0} : new int[] {0, 30}) {
                    assertSamples(
                            expected,
                            through(tiling(tile, sizes), picture, networkChannels),
                            "%s, tile %d, %d channels".formatted(sizes, tile, networkChannels));
                }
            }
        }
    }

    @Test
    void aFlatPixelStaysWhatItIs() throws Exception {
        Picture pixel =
                Picture.of(new Shape(1, 1, 3, 8), Metadata.NONE, new byte[] {(byte) 201, (byte) 202, (byte) 207});
        assertSamples(pixel, through(tiling(0, Sizes.ANY), pixel, 3), "one pixel");
    }

    @Test
    void sidesOfTwiceTheHaloStayAsTheyAre() throws Exception {
        WindowPlan plan = tiling(0, Sizes.ANY).plan(new Shape(2 * RADIUS, 2 * RADIUS, 3, 8));
        assertEquals(new Window(0, 0, 12, 12, 0, 0, 12, 12), plan.windows().get(0));
        assertEquals(Optional.empty(), tiling(0, Sizes.ANY).note(new Shape(12, 12, 3, 8)));
    }

    @Test
    void onlyTheShortSideIsExtended() throws Exception {
        WindowPlan plan = tiling(0, Sizes.ANY).plan(new Shape(200, 11, 3, 8));
        assertEquals(new Window(0, -6, 200, 23, 0, 0, 200, 11), plan.windows().get(0));
    }

    @Test
    void theHaloInForceDecides() throws Exception {
        Shape shape = new Shape(10, 100, 3, 8);
        OptionalInt radius = OptionalInt.of(RADIUS);
        assertEquals(10 + 2 * 6, width(tiling(0, HaloChoice.CARD, Sizes.ANY, radius, 0), shape));
        assertEquals(10, width(tiling(0, HaloChoice.CARD, Sizes.ANY, radius, 5), shape));
        assertEquals(10 + 2 * 6, width(tiling(0, HaloChoice.EXACT, Sizes.ANY, radius, 5), shape));
        assertEquals(10, width(tiling(0, HaloChoice.of(5), Sizes.ANY, radius, 0), shape));
        assertEquals(10 + 2 * 6, width(tiling(0, HaloChoice.of(1 << 30), Sizes.ANY, radius, 0), shape), "the radius");
        assertEquals(10 + 2 * 8, width(tiling(0, HaloChoice.CARD, new Sizes(0, 0, 0, 2), OptionalInt.of(7), 0), shape));
        assertEquals(10, width(tiling(0, HaloChoice.CARD, Sizes.ANY, OptionalInt.empty(), 0), shape), "sees the whole");
    }

    @Test
    void aRadiusOfThousandsDoesNotMakeAPictureOfMillions() throws Exception {
        Tiling deep = tiling(0, HaloChoice.CARD, Sizes.ANY, OptionalInt.of(5000), 0);
        assertEquals(127 + 2 * 64, width(deep, new Shape(127, 128, 3, 8)));
        assertEquals(128, width(deep, new Shape(128, 128, 3, 8)));
    }

    private static int width(Tiling tiling, Shape picture) throws Exception {
        return tiling.plan(picture).windowWidth();
    }

    @Test
    void theRowSaysSoAndItsFiguresAreOfWhatWasRun() throws Exception {
        byte[] file = Files.encode(Pictures.noisy(new Shape(3, 2, 3, 8), 1), Format.PNG);
        Files.Kept output = new Files.Kept();
        Restoration restoration = BlurNetwork.restore(BlurNetwork.settings(2, 4000), file, output);
        assertEquals(new Shape(6, 4, 3, 8), Files.decode(output.file()).shape());
        assertEquals(3 + 2 * BlurNetwork.RADIUS, restoration.windows().windowWidth());
        assertEquals(2 + 2 * BlurNetwork.RADIUS, restoration.windows().windowHeight());
        assertEquals(7 * 6 / 6.0, restoration.windows().redundancy());
        assertTrue(
                restoration.notes().toString().contains("3x2 pixels"),
                restoration.notes().toString());
    }
}
