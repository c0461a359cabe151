package io.azulejo.udfs.tiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Windows for networks that do not take all sizes. */
class TilingTest {
    private static final Sizes ONE_WINDOW = new Sizes(4, 96, 64, 1);

    private static Card card(Sizes sizes, OptionalInt radius) {
        return Card.of("m", "denoise", 1, 3).withSizes(sizes).withRadius(radius);
    }

    private static Tiling tiling(Sizes sizes, OptionalInt radius) {
        return Tilings.of(card(sizes, radius), HaloChoice.CARD, 0);
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
        for (WindowPlan plan : new WindowPlan[] {
            tiling(sizes, OptionalInt.of(8)).plan(picture),
            Tilings.of(card(sizes, OptionalInt.of(8)), HaloChoice.CARD, 100).plan(picture),
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
        Card card = card(ONE_WINDOW, OptionalInt.of(8));
        String message = assertThrows(IllegalArgumentException.class, () -> Tilings.of(card, HaloChoice.CARD, 128))
                .getMessage();
        assertTrue(message.contains("96x64") && message.contains("leave tile away"), message);
    }

    @Test
    void aHaloThatLeavesNoCoreInTheOneWindowIsRefused() {
        Card card = card(ONE_WINDOW, OptionalInt.of(30));
        for (HaloChoice halo : new HaloChoice[] {HaloChoice.EXACT, HaloChoice.of(25)}) {
            String message = assertThrows(IllegalArgumentException.class, () -> Tilings.of(card, halo, 0))
                    .getMessage();
            assertTrue(message.contains("at most 24"), message);
        }
        assertEquals(24, Tilings.of(card, HaloChoice.of(24), 0).halo().orElseThrow());
    }
}
