package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.store.ModelStore;
import io.azulejo.models.store.Opener;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.tiling.GreyAsColourTest;
import java.util.Collection;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped networks must never do to colour; on pictures as small as show it. */
class ShippedColoursTest {
    static Collection<String> shipped() {
        return ModelStore.shipped();
    }

    private static Picture restored(String model, Picture picture) throws Exception {
        Files.Kept output = new Files.Kept();
        try (Restorer restorer = Restorer.open(new ModelStore(Opener.LOCAL).load(model), Options.NONE)) {
            restorer.restore(ByteSource.of(Files.encode(picture, Format.PNG)), Optional.empty(), output);
        }
        return Files.decode(output.file());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void onePixelStaysWithinTwoLevels(String model) throws Exception {
        byte[] pixel = {(byte) 201, (byte) 202, (byte) 207};
        Picture out = restored(model, Picture.of(new Shape(1, 1, 3, 8), Metadata.NONE, pixel));
        for (int y = 0; y < out.shape().height(); y++) {
            for (int x = 0; x < out.shape().width(); x++) {
                for (int c = 0; c < 3; c++) {
                    assertEquals(pixel[c] & 0xff, out.sample(x, y, c), 2, model);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void blackAndWhiteStoredAsColourStaysGrey(String model) throws Exception {
        GreyAsColourTest.assertGrey(restored(model, bars()));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void greyTextOnAPageWithOneRedWordGetsNoColouredFringes(String model) throws Exception {
        Picture page = bars();
        for (int y = 2; y < 8; y++) {
            for (int x = 2; x < 8; x++) {
                Pictures.set(page, x, y, 0, 255);
            }
        }
        Picture out = restored(model, page);
        int scale = out.shape().width() / page.shape().width();
        int farthest = 0;
        for (int y = 0; y < out.shape().height(); y++) {
            for (int x = 0; x < out.shape().width(); x++) {
                if (Math.max(x, y) > 9 * scale) {
                    for (int c = 0; c < 3; c++) {
                        int distance = Math.abs(out.sample(x, y, c) - out.sample(x, y, (c + 1) % 3));
                        farthest = Math.max(farthest, distance);
                    }
                }
            }
        }
        assertTrue(farthest <= 8, "%s: %d levels between channels".formatted(model, farthest));
    }

    /** Black strokes on white, stored as colour. */
    private static Picture bars() {
        Picture page = Picture.blank(new Shape(48, 32, 3, 8), Metadata.NONE);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 48; x++) {
                int ink = (x * 7 + y * 3) % 11 < 4 && y % 8 > 1 ? 0 : 255;
                for (int c = 0; c < 3; c++) {
                    Pictures.set(page, x, y, c, ink);
                }
            }
        }
        return page;
    }
}
