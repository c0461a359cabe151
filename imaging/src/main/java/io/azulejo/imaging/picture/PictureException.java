package io.azulejo.imaging.picture;

import java.util.Objects;

/**
 * One picture cannot be had, and why. The message is one line for a person: what was found, what was expected, with
 * numbers and without class names. Whoever catches it gives this picture up and goes on with the next.
 */
public final class PictureException extends Exception {
    private final FailureKind kind;

    public PictureException(FailureKind kind, String message) {
        this(kind, message, null);
    }

    public PictureException(FailureKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** The kind of failure. */
    public FailureKind kind() {
        return kind;
    }
}
