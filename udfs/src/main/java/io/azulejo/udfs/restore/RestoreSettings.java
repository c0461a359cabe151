package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.DecodeOptions;
import io.azulejo.imaging.metric.Metrics;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.EngineOptions;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What to do with every picture.
 *
 * @param model the network
 * @param engine how it is run
 * @param tile side of a window in input pixels, halo included; 0 fits the window to each picture
 * @param halo which halo windows get
 * @param write how restored pictures are written
 * @param metrics names of what is measured where there is a reference; may be empty
 * @param decode what decoding a picture or its reference may take
 * @param maxOutputPixels the most pixels a restored picture may have
 */
public record RestoreSettings(
        Model model,
        EngineOptions engine,
        int tile,
        HaloChoice halo,
        WriteSettings write,
        List<String> metrics,
        DecodeOptions decode,
        long maxOutputPixels) {
    /** What one run may take, in bytes; the same on every machine, so that windows and with them pixels are. */
    public static final long RUN_BYTES = 1L << 30;

    /** The least side of a core in a window: smaller ones pay for halo only. */
    public static final int LEAST_CORE = 16;

    /** @throws IllegalArgumentException if a number is out of its range, in words for a person */
    public RestoreSettings {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(halo, "halo");
        Objects.requireNonNull(write, "write");
        Objects.requireNonNull(decode, "decode");
        metrics = List.copyOf(metrics);
        if (maxOutputPixels < 1) {
            throw new IllegalArgumentException(
                    "at most %d output pixels: at least 1 is needed".formatted(maxOutputPixels));
        }
        for (String metric : metrics) {
            if (!Metrics.NAMES.containsKey(metric)) {
                throw new IllegalArgumentException(
                        "metric '%s': known are %s".formatted(metric, String.join(", ", Metrics.NAMES.keySet())));
            }
        }
        if (halo.kind() == HaloChoice.Kind.PIXELS && model.card().radius().isEmpty()) {
            throw new IllegalArgumentException(
                    "halo %s: network %s sees the whole picture and cannot be tiled; leave halo away"
                            .formatted(halo, model.name()));
        }
        OptionalInt pixels = halo.pixels(model.card());
        Sizes sizes = model.card().sizes();
        if (sizes.fixed() && tile > 0) {
            throw new IllegalArgumentException("tile %d: network %s takes windows of %dx%d only; leave tile away"
                    .formatted(tile, model.name(), sizes.width(), sizes.height()));
        }
        if (sizes.fixed() && halo.kind() != HaloChoice.Kind.CARD && pixels.orElse(0) > sizes.mostHalo(LEAST_CORE)) {
            throw new IllegalArgumentException(
                    "halo %s is %d pixels: at most %d leave a core of %d in the only window of network %s, %dx%d"
                            .formatted(
                                    halo,
                                    pixels.orElse(0),
                                    sizes.mostHalo(LEAST_CORE),
                                    LEAST_CORE,
                                    model.name(),
                                    sizes.width(),
                                    sizes.height()));
        }
        if (tile < 0 || (tile > 0 && pixels.isPresent() && tile < leastTile(pixels.getAsInt()))) {
            throw new IllegalArgumentException("tile %d: at least %d is needed, twice the halo of %d and a core of %d"
                    .formatted(tile, leastTile(pixels.orElse(0)), pixels.orElse(0), LEAST_CORE));
        }
        if (tile > 0 && pixels.isEmpty()) {
            throw new IllegalArgumentException(
                    "tile %d: network %s sees the whole picture and cannot be tiled; leave tile away"
                            .formatted(tile, model.name()));
        }
    }

    /**
     * The defaults of {@code restore} for a model: fitted windows, the card's halo, the source's format, marked, no
     * metrics.
     */
    public static RestoreSettings of(Model model) {
        return new RestoreSettings(
                model,
                EngineOptions.DEFAULT,
                0,
                HaloChoice.CARD,
                WriteSettings.DEFAULT,
                List.of(),
                DecodeOptions.DEFAULT,
                512_000_000L);
    }

    /** The least side of a window at a halo: twice the halo and the least core. */
    public static int leastTile(int halo) {
        return Math.addExact(Math.multiplyExact(2, halo), LEAST_CORE);
    }

    /** The same with another tile and halo, which depend on each other. */
    public RestoreSettings withWindows(int otherTile, HaloChoice otherHalo) {
        return new RestoreSettings(model, engine, otherTile, otherHalo, write, metrics, decode, maxOutputPixels);
    }

    /** The same with another way of writing. */
    public RestoreSettings withWrite(WriteSettings other) {
        return new RestoreSettings(model, engine, tile, halo, other, metrics, decode, maxOutputPixels);
    }

    /** The same with other metrics. */
    public RestoreSettings withMetrics(List<String> others) {
        return new RestoreSettings(model, engine, tile, halo, write, others, decode, maxOutputPixels);
    }

    /** The same with other limits. */
    public RestoreSettings withLimits(DecodeOptions otherDecode, long otherMaxOutputPixels) {
        return new RestoreSettings(model, engine, tile, halo, write, metrics, otherDecode, otherMaxOutputPixels);
    }
}
