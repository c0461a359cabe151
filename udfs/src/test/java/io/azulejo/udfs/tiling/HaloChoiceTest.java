package io.azulejo.udfs.tiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.models.card.Card;
import io.azulejo.models.card.Halo;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaloChoiceTest {
    private static final Card GLOBAL = Card.of("global", "denoise", 1, 3);
    private static final Card RADIUS = GLOBAL.withRadius(OptionalInt.of(56));
    private static final Card CALIBRATED = RADIUS.withHalo(new Halo(24, Optional.empty()));

    @Test
    void cardMeansTheCalibratedHaloElseTheRadius() {
        assertEquals(OptionalInt.of(24), HaloChoice.CARD.pixels(CALIBRATED));
        assertEquals(OptionalInt.of(56), HaloChoice.CARD.pixels(RADIUS));
    }

    @Test
    void exactMeansTheRadius() {
        assertEquals(OptionalInt.of(56), HaloChoice.EXACT.pixels(CALIBRATED));
    }

    @Test
    void aNumberMeansItself() {
        assertEquals(OptionalInt.of(0), HaloChoice.of(0).pixels(CALIBRATED));
        assertEquals(OptionalInt.of(8), HaloChoice.parse("8").pixels(GLOBAL));
    }

    @Test
    void aNetworkThatSeesTheWholePictureHasNone() {
        assertEquals(OptionalInt.empty(), HaloChoice.CARD.pixels(GLOBAL));
        assertEquals(OptionalInt.empty(), HaloChoice.EXACT.pixels(GLOBAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"card", "exact", "0", "24"})
    void readsWhatItWrites(String text) {
        assertEquals(text, HaloChoice.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "3.5", "Card", "99999999999"})
    void refusesAnythingElseNamingWhatItTakes(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> HaloChoice.parse(text));
        assertEquals(true, e.getMessage().contains("card, exact, or a number from 0 up"), e.getMessage());
    }
}
