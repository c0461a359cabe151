package io.azulejo.udfs.restore;

import static io.azulejo.udfs.restore.BlurNetwork.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.option.Option;
import io.azulejo.udfs.option.OptionException;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.tiling.HaloChoice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read and refused of options before any picture is read. */
class RestoreOptionsTest {
    private static Options read(String name, String text) {
        return Options.of(RestoreOptions.ALL, Map.of(name, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quality|0|--quality 0: expected a number from 1 to 100",
                "quality|101|--quality 101: expected a number from 1 to 100",
                "quality|good|--quality good: expected a number from 1 to 100",
                "tile|0|--tile 0: expected a number from 1 up",
                "halo|x4|--halo x4: expected card, exact, or a number from 0 up",
                "halo|-1|--halo -1: expected card, exact, or a number from 0 up",
                "format|gif|--format gif: expected same, png, jpeg, tiff or webp",
                "dpi|0|--dpi 0: expected scale, keep, or a number from 1 to 65535",
                "mark|yes|--mark yes: expected iptc or none",
                "strip|maybe|--strip maybe: expected true or false",
                "device|GPU 1|--device GPU 1: expected auto, cpu, or another device's name, such as cuda or cuda:1",
                "precision|fp8|--precision fp8: expected one of fp32, fp16",
                "strict|hard|--strict hard: expected one of none, truncated, error, warning",
                "max-megapixels|0|--max-megapixels 0: expected a number from 1 to 1000000",
                "max-bytes|-5|--max-bytes -5: expected a number from 1 up",
                "decode-seconds|0|--decode-seconds 0: expected a number from 1 up"
            })
    void whatAnOptionDoesNotTakeIsRefusedInOneLine(String name, String text, String message) {
        assertEquals(
                message,
                assertThrows(OptionException.class, () -> read(name, text)).getMessage());
    }

    @Test
    void aMetricThatIsNoneIsRefusedNamingThoseThatAre() {
        String message = assertThrows(OptionException.class, () -> read("metrics", "psnr_y,psnr"))
                .getMessage();
        assertTrue(message.startsWith("--metrics psnr_y,psnr: expected one or more of psnr_rgb"), message);
    }

    @Test
    void anOptionThatIsNoneIsRefusedNamingThoseThatAre() {
        String message =
                assertThrows(OptionException.class, () -> read("hallo", "4")).getMessage();
        assertTrue(message.startsWith("there is no option hallo; there are decode-seconds, device"), message);
    }

    @Test
    void valuesThatMeanTheSameAreEqual() {
        assertEquals(read("halo", "24"), read("halo", "024"));
        assertEquals(read("metrics", "psnr_y,ssim_y"), read("metrics", "ssim_y, psnr_y"));
        assertEquals(Options.NONE, read("halo", "card"), "an option at its default is as one that was not given");
        assertNotEquals(Options.NONE, read("halo", "0"));
    }

    @Test
    void aMapAJavaCallerAndACopyOnAnotherMachineSayTheSame() throws Exception {
        Options ofMap = Options.of(RestoreOptions.ALL, Map.of("halo", "12", "format", "png", "metrics", "psnr_y"));
        Options ofCaller = Options.NONE
                .with(RestoreOptions.HALO, HaloChoice.of(12))
                .with(RestoreOptions.FORMAT, OutputFormat.parse("png"))
                .with(RestoreOptions.MEASURED, List.of("psnr_y"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(ofCaller);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(ofMap, in.readObject());
        }
        assertEquals(ofMap, ofCaller);
    }

    @Test
    void everyDefaultIsAValueOfItsOption() {
        for (Option<?> option : RestoreOptions.ALL) {
            if (option.standard().isPresent()) {
                assertEquals(Options.NONE, read(option.name(), option.standardWords()), option.name());
            }
        }
    }

    @Test
    void aTileTooSmallForItsHaloIsRefusedNamingTheLeast() {
        Asked asked = settings(2, 4000).with(RestoreOptions.HALO, HaloChoice.of(10));
        String message = assertThrows(IllegalArgumentException.class, () -> open(asked.with(RestoreOptions.TILE, 35)))
                .getMessage();
        assertTrue(message.contains("at least 36"), message);
    }

    @Test
    void aTileForANetworkThatCannotBeTiledIsRefused() {
        Asked global = new Asked(new Model("fake", new byte[0], Card.of("global", "denoise", 1, 3), "00"));
        assertThrows(IllegalArgumentException.class, () -> open(global.with(RestoreOptions.TILE, 64)));
    }

    private static void open(Asked asked) throws EngineException {
        new Restorer(asked.model(), asked.options(), BlurNetwork.engine(asked.model())).close();
    }
}
