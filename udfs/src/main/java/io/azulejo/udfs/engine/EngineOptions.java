package io.azulejo.udfs.engine;

import java.util.Objects;

/**
 * How a network is run.
 *
 * @param device where
 * @param precision of the arithmetic
 * @param threads inside one run, at least 1; with one task a core 1 is fastest
 */
public record EngineOptions(Device device, Precision precision, int threads) {
    /** The best device, single precision, one thread a run. */
    public static final EngineOptions DEFAULT = new EngineOptions(Device.AUTO, Precision.FP32, 1);

    public EngineOptions {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(precision, "precision");
        if (threads < 1) {
            throw new IllegalArgumentException("%d threads a run: at least 1 is needed".formatted(threads));
        }
    }

    /**
     * The same with the device that a run really takes.
     *
     * @throws EngineException if the device, or the precision on it, cannot be had
     */
    public EngineOptions resolved() throws EngineException {
        Device real = device.resolved();
        if (precision == Precision.FP16 && real == Device.CPU) {
            throw new EngineException(
                    "precision fp16 is not to be had on the processor, which has no fast half precision; use --precision fp32");
        }
        return new EngineOptions(real, precision, threads);
    }
}
