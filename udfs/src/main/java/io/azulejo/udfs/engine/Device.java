package io.azulejo.udfs.engine;

import java.util.Locale;

/** Where a network runs. */
public enum Device {
    /** The best that this machine has; today always the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** An NVIDIA GPU through CUDA. */
    CUDA,
    /** An NVIDIA GPU through TensorRT. */
    TENSORRT;

    /** What {@code --device} calls it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The device that a run takes: never {@link #AUTO}.
     *
     * @throws EngineException if it was asked for by name and cannot be had; never a silent run on another
     */
    public Device resolved() throws EngineException {
        return switch (this) {
            case AUTO, CPU -> CPU;
            case CUDA, TENSORRT ->
                throw new EngineException(
                        "device %s cannot be had: this build runs networks on the processor only; use --device cpu or auto"
                                .formatted(label()));
        };
    }
}
