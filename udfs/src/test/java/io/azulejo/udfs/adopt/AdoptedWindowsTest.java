package io.azulejo.udfs.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.udfs.restore.Pictures;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Networks of one size of window restore pictures that are larger or smaller. */
class AdoptedWindowsTest {
    @Test
    void windowsOfAFixedSizeGiveWhatTheWholePictureGives() throws Exception {
        Consumer<Foreign> blurred = network -> network.blur = 9;
        Picture picture = Pictures.noisy(new Shape(150, 110, 3, 8), 3);
        Picture whole = Adopted.of(blurred).restored(picture);
        Picture tiled = Adopted.of(blurred.andThen(network -> {
                    network.height = 40;
                    network.width = 56;
                    network.batch = 2;
                }))
                .restored(picture);
        for (int y = 0; y < 110; y++) {
            for (int x = 0; x < 150; x++) {
                assertEquals(whole.sample(x, y, 1), tiled.sample(x, y, 1), "at %d, %d".formatted(x, y));
            }
        }
    }

    @Test
    void aPictureSmallerThanTheWindowIsPaddedByItsEdge() throws Exception {
        Adopted adopted = Adopted.of(network -> {
            network.blur = 9;
            network.height = 32;
            network.width = 32;
        });
        Picture flat = Picture.blank(new Shape(12, 20, 3, 8), Metadata.NONE);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 12; x++) {
                Pictures.set(flat, x, y, 0, 100 + x);
            }
        }
        Picture out = adopted.restored(flat);
        // Replicated columns on the right; rows and columns of the network's own zeros only on the left and above.
        double mean = (107 + 108 + 109 + 110 + 5 * 111) / 9.0;
        assertEquals(Foreign.GAIN * mean + Foreign.LIFT * 255, out.sample(11, 10, 0), 0.51);
    }

    @Test
    void aNetworkThatSeesAllAndTakesOneSizeRefusesALargerPicture() throws Exception {
        Adopted adopted = Adopted.of(network -> {
            network.global = true;
            network.height = 48;
            network.width = 48;
        });
        Picture large = Pictures.noisy(new Shape(60, 40, 3, 8), 1);
        PictureException e = assertThrows(PictureException.class, () -> adopted.restored(large));
        assertTrue(e.getMessage().contains("48x48") && e.getMessage().contains("60x40"), e.getMessage());
    }
}
