package io.azulejo.udfs.engine;

/** The arithmetic of a run. */
public enum Precision {
    /** Single precision throughout. */
    FP32,
    /** Half precision where the device has it. */
    FP16
}
