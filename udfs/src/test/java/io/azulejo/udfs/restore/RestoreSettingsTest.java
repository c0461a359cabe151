package io.azulejo.udfs.restore;

import static io.azulejo.udfs.restore.BlurNetwork.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of settings before any picture is read. */
class RestoreSettingsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void aQualityOutOfItsRangeIsRefusedBeforeAnyPicture(int quality) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> WriteSettings.DEFAULT.withQuality(quality));
        assertEquals("quality %d: a number from 1 to 100 is needed".formatted(quality), e.getMessage());
    }

    @Test
    void aTileTooSmallForItsHaloIsRefusedNamingTheLeast() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> settings(2, 4000).withWindows(35, HaloChoice.of(10)));
        assertTrue(e.getMessage().contains("at least 36"), e.getMessage());
        assertEquals(36, settings(2, 4000).withWindows(36, HaloChoice.of(10)).tile());
    }

    @Test
    void aTileForANetworkThatCannotBeTiledIsRefused() {
        RestoreSettings global =
                RestoreSettings.of(new Model("fake", new byte[0], Card.of("global", "denoise", 1, 3), "00"));
        assertThrows(IllegalArgumentException.class, () -> global.withWindows(64, HaloChoice.CARD));
    }

    @Test
    void aMetricThatIsNoneIsRefusedNamingThoseThatAre() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> settings(2, 4000).withMetrics(List.of("psnr_y", "psnr")));
        assertTrue(e.getMessage().contains("'psnr'") && e.getMessage().contains("ssim_y"), e.getMessage());
    }
}
