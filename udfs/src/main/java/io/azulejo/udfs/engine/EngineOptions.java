package io.azulejo.udfs.engine;

import java.util.Objects;

/**
 * How a network is run.
 *
 * @param device a provider's name for its first device, a device's label such as {@code cuda:1}, or {@value #AUTO} for
 *     the best that can be had
 * @param precision of the arithmetic
 * @param threads inside one run, at least 1; with one task a core 1 is fastest
 */
public record EngineOptions(String device, Precision precision, int threads) {
    /** The best device that can be had. */
    public static final String AUTO = "auto";

    /** The best device, single precision, one thread a run. */
    public static final EngineOptions DEFAULT = new EngineOptions(AUTO, Precision.FP32, 1);

    /** The processor, single precision, one thread a run: what cards are measured with. */
    public static final EngineOptions CPU = new EngineOptions(CpuProvider.NAME, Precision.FP32, 1);

    public EngineOptions {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(precision, "precision");
        if (threads < 1) {
            throw new IllegalArgumentException("%d threads a run: at least 1 is needed".formatted(threads));
        }
    }
}
