package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Windows for networks that do not take all sizes. */
class TilingTest {
    private static final Sizes ONE_WINDOW = new Sizes(4, 96, 64, 1);

    private static RestoreSettings settings(Sizes sizes, OptionalInt radius) {
        Card card = Card.of("m", "denoise", 1, 3).withSizes(sizes).withRadius(radius);
        return RestoreSettings.of(new Model("m", new byte[0], card, "00"));
    }

    private static Tiling tiling(Sizes sizes, OptionalInt radius) {
        return Tiling.of(settings(sizes, radius), 1L << 30);
    }

    @Test
    void oneWindowIsTakenWhateverThePictureAndTheBatchIsTheNetworks() throws PictureException {
        Tiling tiling = tiling(ONE_WINDOW, OptionalInt.of(8));
        for (Shape picture : new Shape[] {new Shape(10, 10, 3, 8), new Shape(500, 300, 3, 8)}) {
            WindowPlan plan = tiling.plan(picture);
            assertEquals(96, plan.windowWidth());
            assertEquals(64, plan.windowHeight());
            assertEquals(8, plan.halo());
            assertEquals(4, tiling.batch(plan));
        }
    }

    @Test
    void aRadiusThatLeavesNoCoreGivesTheLargestHaloThatDoes() throws PictureException {
        assertEquals(
                24,
                tiling(ONE_WINDOW, OptionalInt.of(100))
                        .plan(new Shape(500, 300, 3, 8))
                        .halo());
    }

    @Test
    void windowsAreOfMultiplesWhetherTheyAreFittedGivenOrWhole() throws PictureException {
        Sizes sizes = new Sizes(0, 0, 0, 8);
        Shape picture = new Shape(301, 203, 3, 8);
        RestoreSettings tiled = settings(sizes, OptionalInt.of(8)).withWindows(100, HaloChoice.CARD);
        for (WindowPlan plan : new WindowPlan[] {
            tiling(sizes, OptionalInt.of(8)).plan(picture),
            Tiling.of(tiled, 1L << 30).plan(picture),
            tiling(sizes, OptionalInt.empty()).plan(picture)
        }) {
            assertEquals(0, plan.windowWidth() % 8);
            assertEquals(0, plan.windowHeight() % 8);
        }
    }

    @Test
    void aPictureThatANetworkMustSeeWholeAndCannotFails() throws PictureException {
        Tiling tiling = tiling(ONE_WINDOW, OptionalInt.empty());
        assertEquals(1, tiling.plan(new Shape(96, 64, 3, 8)).windows().size());
        PictureException e = assertThrows(PictureException.class, () -> tiling.plan(new Shape(97, 64, 3, 8)));
        assertEquals(FailureKind.UNSUPPORTED, e.kind());
        assertTrue(e.getMessage().contains("97x64") && e.getMessage().contains("96x64"), e.getMessage());
    }

    @Test
    void aTileIsRefusedWhereThereIsOneWindow() {
        RestoreSettings settings = settings(ONE_WINDOW, OptionalInt.of(8));
        String message = assertThrows(IllegalArgumentException.class, () -> settings.withWindows(128, HaloChoice.CARD))
                .getMessage();
        assertTrue(message.contains("96x64") && message.contains("leave tile away"), message);
    }

    @Test
    void aHaloThatLeavesNoCoreInTheOneWindowIsRefused() {
        RestoreSettings settings = settings(ONE_WINDOW, OptionalInt.of(30));
        for (HaloChoice halo : new HaloChoice[] {HaloChoice.EXACT, HaloChoice.of(25)}) {
            String message = assertThrows(IllegalArgumentException.class, () -> settings.withWindows(0, halo))
                    .getMessage();
            assertTrue(message.contains("at most 24"), message);
        }
        assertEquals(24, settings.withWindows(0, HaloChoice.of(24)).halo().pixels());
    }
}
