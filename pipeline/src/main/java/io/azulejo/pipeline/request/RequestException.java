package io.azulejo.pipeline.request;

/**
 * The request cannot be carried out, and nothing was written. The message is one line for a person: the flag or place
 * as written, what was found, what to do. The command ends with exit code 2.
 */
public final class RequestException extends Exception {
    public RequestException(String message) {
        super(message);
    }

    public RequestException(String message, Throwable cause) {
        super(message, cause);
    }
}
