package io.azulejo.udfs.engine;

/**
 * A network cannot be run: its file, the device, or the runtime says no. The message is one line for a person. Save
 * for {@link EngineMemoryException} it holds for every picture, not for one.
 */
public class EngineException extends Exception {
    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
