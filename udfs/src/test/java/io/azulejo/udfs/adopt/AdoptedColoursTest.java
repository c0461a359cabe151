package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.Adopted.DENOISE;
import static io.azulejo.udfs.adopt.Adopted.coloured;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.udfs.restore.Pictures;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of colours that others' networks take and give. */
class AdoptedColoursTest {
    private static final float TINT = 0.9f;

    /** A network that changes its first channel; of a picture, that of the expected colour. */
    @ParameterizedTest
    @CsvSource({"RGB, 0, false", "BGR, 2, false", "'RGB,BGR', 2, true", "'BGR,RGB', 0, true"})
    void theNetworkSeesAndGivesColoursInTheOrderThatWasSaid(String channels, int tinted, boolean exchanging)
            throws Exception {
        Adopted adopted = Adopted.of(coloured(channels), network -> {
            network.tint = TINT;
            network.exchanging = exchanging;
        });
        assertTrue(adopted.found("channels").contains("as --channels says"), adopted.found("channels"));
        Picture picture = Pictures.noisy(new Shape(40, 30, 3, 8), 3);
        Picture out = adopted.restored(picture);
        for (int x = 0; x < 40; x++) {
            for (int c = 0; c < 3; c++) {
                double kept = Foreign.GAIN * picture.sample(x, 9, c) + Foreign.LIFT * 255;
                assertEquals(c == tinted ? TINT * kept : kept, out.sample(x, 9, c), 0.51, "channel " + c);
            }
        }
    }

    @Test
    void redAndBlueThatComeBackExchangedAreSaidWithWhatCanBeMeant() throws Exception {
        String found = Adopted.of(DENOISE, network -> network.exchanging = true).found("channels");
        assertTrue(found.startsWith("RGB in, BGR out: its output resembles its input better with red and blue"), found);
        assertTrue(found.contains("--channels BGR,RGB"), found);
    }

    @Test
    void anOrderThatWasSaidAndDoesNotLookRightIsTakenAndThatIsSaid() throws Exception {
        String found = Adopted.of(coloured("RGB"), network -> network.exchanging = true)
                .found("channels");
        assertTrue(found.startsWith("RGB in, RGB out, as --channels says, but its output resembles"), found);
    }

    @Test
    void blueFirstInBothIsAskedFor() throws Exception {
        String found = Adopted.of(DENOISE, network -> {}).found("channels");
        assertTrue(found.contains("--channels BGR says it"), found);
        assertFalse(found.contains("resembles"), found);
    }

    @Test
    void oneChannelHasNoOrder() throws Exception {
        assertFalse(Adopted.of(Adopted.FULL_LUMA, network -> network.channels = 1)
                .card()
                .adopted()
                .containsKey("channels"));
    }

    @Test
    void theRadiusIsToldThroughExchangedColours() throws Exception {
        Adopted adopted = Adopted.of(coloured("BGR"), network -> network.blur = 5);
        assertEquals(OptionalInt.of(2), adopted.card().radius());
    }
}
