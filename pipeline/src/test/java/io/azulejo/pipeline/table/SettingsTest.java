package io.azulejo.pipeline.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.udfs.option.Effect;
import io.azulejo.udfs.option.Option;
import io.azulejo.udfs.option.OptionType;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.restore.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two runs that share a table agree on. */
class SettingsTest {
    private static final Map<String, String> MODEL = Map.of("model_sha256", "c0ffee");

    private static Settings of(String... texts) {
        Options options = Options.NONE;
        for (int i = 0; i < texts.length; i += 2) {
            Options one = Options.of(RunOptions.RESTORE, Map.of(texts[i], texts[i + 1]));
            options = merged(options, one);
        }
        return Settings.of(options, RunOptions.RESTORE, MODEL);
    }

    private static Options merged(Options options, Options more) {
        Options all = options;
        for (Option<?> option : RunOptions.RESTORE) {
            if (more.changed(option)) {
                all = merged(all, more, option);
            }
        }
        return all;
    }

    private static <T> Options merged(Options options, Options more, Option<T> option) {
        return options.with(option, more.value(option));
    }

    @ParameterizedTest
    @CsvSource({
        "halo, 024, 24",
        "metrics, 'ssim_y,psnr_y', 'psnr_y,ssim_y'",
        "tile, 0128, 128",
        "quality, 095, 95",
        "dpi, 0300, 300"
    })
    void textsThatMeanTheSameAreTheSameSettings(String option, String one, String other) {
        assertEquals(of(option, one).hash(), of(option, other).hash());
        assertNotEquals(of().hash(), of(option, one).hash());
    }

    @Test
    void theOrderInWhichOptionsAreGivenDoesNotMatter() {
        assertEquals(
                of("halo", "8", "strip", "true").hash(),
                of("strip", "true", "halo", "8").hash());
    }

    @ParameterizedTest
    @CsvSource({"halo, card", "format, same", "strip, false", "mark, iptc", "dpi, scale", "precision, fp32"})
    void anOptionAtItsDefaultIsAsOneThatIsNotGiven(String option, String text) {
        assertEquals(of().hash(), of(option, text).hash());
    }

    @ParameterizedTest
    @CsvSource({"device, cpu", "max-failed, 5%", "limit, 3", "verify, true", "commit-megapixels, 9", "max-bytes, 99"})
    void whatChangesNothingThatIsWrittenIsNoSetting(String option, String text) {
        assertEquals(of().hash(), of(option, text).hash());
    }

    @Test
    void anOptionThatALaterVersionAddsStrandsNoTable() {
        List<Option<?>> later = new ArrayList<>(RunOptions.RESTORE);
        later.add(Option.of("sharpen", Option.Group.PICTURES, OptionType.number("N", 0), Effect.PIXELS, "Later.")
                .or(0));
        assertEquals(of().hash(), Settings.of(Options.NONE, later, MODEL).hash());
    }

    @Test
    void everyDifferenceIsNamedWithTheDefaultOfWhatWasNotAsked() {
        Settings asked = Settings.of(Options.NONE, RunOptions.RESTORE, Map.of("model_sha256", "decaf"));
        assertEquals(
                List.of(
                        "halo: 24, now card",
                        "metrics: psnr_y, now all",
                        "model_sha256: c0ffee, now decaf",
                        "tile: 99, now fitted to the picture"),
                asked.differences(of("halo", "24", "tile", "99", "metrics", "psnr_y"), RunOptions.RESTORE));
        assertEquals(List.of(), of("halo", "1").differences(of("halo", "01"), RunOptions.RESTORE));
    }

    @Test
    void otherPixelsOfEqualOptionsAreADifferenceToo() {
        Settings now = of();
        assertTrue(now.values().containsKey("pixel_version"));
        Settings before = new Settings(new java.util.TreeMap<>(Map.of("model_sha256", "c0ffee", "pixel_version", "0")));
        assertEquals(List.of("pixel_version: 0, now " + Version.PIXELS), now.differences(before, RunOptions.RESTORE));
    }
}
