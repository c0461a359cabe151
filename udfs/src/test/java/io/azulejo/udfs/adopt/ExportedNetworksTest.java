package io.azulejo.udfs.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.card.Card;
import io.azulejo.udfs.restore.Pictures;
import java.io.InputStream;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks as PyTorch's exporter and ONNX Runtime's quantiser write them; exported.py and quantised.py in
 * src/test/python made the files.
 */
class ExportedNetworksTest {
    private static final long SEED = 20_261_125;

    @ParameterizedTest
    @CsvSource({
        "pixel-shuffle-9, 2, 1, 3",
        "pixel-shuffle-10, 3, 1, 3",
        "pixel-shuffle-17, 4, 1, 3",
        "pixel-shuffle-luma, 3, 1, 3",
        "bytes, 2, 1, 3",
        "pixel-unshuffle, 2, 2, 5",
        "pyramid, 1, 4, 13",
        "pyramid-filling, 1, 4, 13",
        "size-of-skip, 1, 2, 6",
        "size-of-skip-11, 1, 2, 6",
        "gates, 1, 1, 3",
        "layers-last, 1, 1, 4"
    })
    void scaleGridAndRadiusAreThoseOfTheNetwork(String file, int scale, int multiple, int radius) throws Exception {
        Card card = adopted(file).card();
        assertEquals(scale, card.scale());
        assertEquals(multiple, card.sizes().multiple());
        assertEquals(OptionalInt.of(radius), card.radius());
    }

    @ParameterizedTest
    @CsvSource({
        "channel-attention, GlobalAveragePool",
        "across-channels, of a picture that is cut",
        "shifted-windows, of channels that come last"
    })
    void whatSeesAllOfAPictureOrCannotBeFollowedIsSaid(String file, String why) throws Exception {
        Adopted adopted = adopted(file);
        assertEquals(OptionalInt.empty(), adopted.card().radius());
        assertTrue(adopted.found("radius").contains(why), adopted.found("radius"));
    }

    @ParameterizedTest
    @CsvSource({
        "pixel-shuffle-9",
        "pixel-shuffle-10",
        "pixel-shuffle-17",
        "bytes",
        "pixel-unshuffle",
        "pyramid",
        "pyramid-filling",
        "size-of-skip",
        "gates",
        "layers-last"
    })
    void windowsGiveWhatTheWholePictureGives(String file) throws Exception {
        adopted(file).assertSameInWindows(file, 48, new Shape(101, 83, 3, 8), SEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixel-shuffle-uint8", "pixel-shuffle-int8", "pixel-shuffle-int8-symmetric"})
    void aNetworkThatWasQuantisedRestoresAsItDidBefore(String file) throws Exception {
        Picture picture = Pictures.noisy(new Shape(70, 50, 3, 8), SEED);
        Picture before = adopted("pixel-shuffle-17").restored(picture);
        double psnr = Adopted.psnr(before, adopted(file).restored(picture));
        assertTrue(psnr >= 45, "%.1f dB".formatted(psnr));
    }

    private static Adopted adopted(String file) throws Exception {
        try (InputStream in = ExportedNetworksTest.class.getResourceAsStream("exported/" + file + ".onnx")) {
            AdoptRequest asked = Adopted.asked("restore", "", "0..1");
            return new Adopted(Adoption.adopt(in.readAllBytes(), file + ".onnx", file, asked));
        }
    }
}
