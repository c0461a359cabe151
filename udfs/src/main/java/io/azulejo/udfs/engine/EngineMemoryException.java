package io.azulejo.udfs.engine;

/** A run did not fit the device's memory; a smaller window may. */
public final class EngineMemoryException extends EngineException {
    public EngineMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
