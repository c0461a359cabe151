package io.azulejo.udfs.engine;

import java.util.Locale;

/** The arithmetic of a run. */
public enum Precision {
    /** Single precision throughout. */
    FP32,
    /** Half precision where the device has it. */
    FP16;

    /** What {@code --precision} calls it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
