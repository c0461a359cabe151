package io.azulejo.pipeline.restore;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.security.AccessControlException;

/** A store's failures in words for a person. */
public final class Unreadable {
    private Unreadable() {}

    /** Why an object cannot be had. */
    public static PictureException of(String what, IOException cause) {
        return new PictureException(FailureKind.UNREADABLE, what + " " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        if (cause instanceof AccessControlException
                || cause instanceof AccessDeniedException
                || message.contains("Permission denied")) {
            return "may not be read: permission denied";
        }
        if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
            return "is gone: it was there when the input was listed";
        }
        return "cannot be read: " + message;
    }
}
