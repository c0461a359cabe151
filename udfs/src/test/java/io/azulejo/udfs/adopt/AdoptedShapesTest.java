package io.azulejo.udfs.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.store.ModelDescription;
import io.azulejo.udfs.restore.Pictures;
import io.azulejo.udfs.restore.RestoreOptions;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Networks that compute shapes as they run. */
class AdoptedShapesTest {
    @Test
    void theRadiusIsThatOfTheGraphForPicturesOfASize() throws Exception {
        Adopted adopted = Adopted.of(network -> {
            network.coarse = true;
            network.blur = 5;
        });
        assertEquals(OptionalInt.of(3), adopted.card().radius());
    }

    @Test
    void windowsKeepToTheGridThatTheNetworkHasInside() throws Exception {
        Adopted adopted = Adopted.of(network -> network.coarse = true);
        assertEquals(2, adopted.card().sizes().multiple());
        assertTrue(adopted.found("size").startsWith("any"), adopted.found("size"));
        assertTrue(adopted.found("grid").contains("multiples of 2"), adopted.found("grid"));
    }

    @Test
    void windowsGiveWhatTheWholePictureGives() throws Exception {
        Adopted adopted = Adopted.of(network -> {
            network.coarse = true;
            network.blur = 5;
        });
        Picture picture = Pictures.noisy(new Shape(75, 61, 3, 8), 5);
        Picture whole = adopted.restored(picture);
        Picture tiled = adopted.restored(picture, options -> options.with(RestoreOptions.TILE, 32));
        for (int y = 0; y < 61; y++) {
            for (int x = 0; x < 75; x++) {
                assertEquals(whole.sample(x, y, 1), tiled.sample(x, y, 1), "at %d, %d".formatted(x, y));
            }
        }
    }

    @Test
    void aNumberThatDependsOnThePicturesSizeLeavesTheRadiusUnknown() throws Exception {
        Adopted adopted = Adopted.of(network -> network.sized = true);
        assertEquals(OptionalInt.empty(), adopted.card().radius());
        assertTrue(adopted.found("radius").contains("some sizes of picture"), adopted.found("radius"));
    }

    @Test
    void workThatCannotBeCountedIsNotCalledNone() throws Exception {
        ModelDescription description =
                ModelDescription.of(Adopted.of(network -> network.coarse = true).model());
        String text = String.join("\n", description.lines());
        assertTrue(text.contains("not counted"), text);
        assertFalse(description.fields().containsKey("macs_per_output_pixel"));
    }
}
