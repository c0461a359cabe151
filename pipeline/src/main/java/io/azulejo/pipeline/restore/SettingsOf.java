package io.azulejo.pipeline.restore;

import io.azulejo.imaging.codec.metadata.Dpi;
import io.azulejo.models.card.Halo;
import io.azulejo.models.store.Model;
import io.azulejo.pipeline.request.RestoreRequest;
import io.azulejo.udfs.engine.Device;
import io.azulejo.udfs.engine.EngineOptions;
import io.azulejo.udfs.engine.Precision;
import io.azulejo.udfs.restore.HaloChoice;
import io.azulejo.udfs.restore.OutputFormat;
import io.azulejo.udfs.restore.RestoreSettings;
import io.azulejo.udfs.restore.WriteSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** From a person's words to what one executor is told. */
final class SettingsOf {
    private SettingsOf() {}

    /**
     * What an executor is told.
     *
     * @param threads cores of one task
     * @throws IllegalArgumentException if a word is none of those known or a number is out of its range
     */
    static RestoreSettings request(RestoreRequest request, Model model, int threads) {
        return new RestoreSettings(
                model,
                new EngineOptions(Device.valueOf(request.device().toUpperCase(Locale.ROOT)), Precision.FP32, threads),
                request.tile(),
                HaloChoice.parse(request.halo()),
                write(request),
                request.metrics(),
                request.limits().decoding(model.card().scale()),
                request.limits().maxMegapixels() * 1_000_000L);
    }

    private static WriteSettings write(RestoreRequest request) {
        return new WriteSettings(
                OutputFormat.parse(request.format()),
                request.quality() == 0 ? OptionalInt.empty() : OptionalInt.of(request.quality()),
                request.strip(),
                mark(request.mark()),
                Dpi.parse(request.dpi()));
    }

    private static boolean mark(String word) {
        return switch (word) {
            case "iptc" -> true;
            case "none" -> false;
            default -> throw new IllegalArgumentException("mark '%s': there are iptc, none".formatted(word));
        };
    }

    /** What to say where a halo below the calibrated one was asked for. */
    static Optional<String> haloNote(RestoreRequest request, Model model) {
        HaloChoice choice = HaloChoice.parse(request.halo());
        Optional<Integer> calibrated = model.card().halo().map(Halo::value);
        if (choice.kind() != HaloChoice.Kind.PIXELS || calibrated.isEmpty() || choice.pixels() >= calibrated.get()) {
            return Optional.empty();
        }
        return Optional.of("--halo %d is below the %d for which %s is calibrated: seams may show"
                .formatted(choice.pixels(), calibrated.get(), model.name()));
    }
}
