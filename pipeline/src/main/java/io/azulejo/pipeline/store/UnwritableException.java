package io.azulejo.pipeline.store;

import io.azulejo.imaging.scratch.ScratchException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/**
 * A place that cannot be written: no fault of a picture's. It travels from executors with its words, which name the
 * place, because what a system says of a full disk does not.
 */
public final class UnwritableException extends IOException {
    private static final Pattern FULL = Pattern.compile("(?i).*(no space left|quota exceeded).*", Pattern.DOTALL);

    private final String place;
    private final String words;
    private final String reason;

    /** @param place as a person knows it: as {@link StorePaths#show} writes it, or with the setting that names it */
    public UnwritableException(String place, Throwable cause) {
        this(place, reason(cause), cause);
    }

    private UnwritableException(String place, String reason, Throwable cause) {
        this(
                place,
                full(reason)
                        ? "has no room left (%s): make room there".formatted(reason)
                        : "cannot be written: %s".formatted(reason),
                reason,
                cause);
    }

    private UnwritableException(String place, String words, String reason, Throwable cause) {
        super("%s %s".formatted(place, words), cause);
        this.place = place;
        this.words = words;
        this.reason = reason;
    }

    /** The folder for scratch files. */
    public static UnwritableException of(ScratchException failure) {
        return failure.getCause() == null
                ? lacking(ScratchException.place(), failure.words())
                : new UnwritableException(ScratchException.place(), failure.getCause());
    }

    /**
     * A place that has less room than is needed; nothing was tried.
     *
     * @param words what it has, what is needed and what to do, to be read behind its name
     */
    public static UnwritableException lacking(String place, String words) {
        return new UnwritableException(place, words, words, null);
    }

    public String place() {
        return place;
    }

    /** The same with another name of the place, such as the flag that gave it. */
    public String told(String name) {
        return "%s %s".formatted(name, words);
    }

    String reason() {
        return reason;
    }

    /** Whether these are the words of a system whose disk is full. */
    public static boolean full(String message) {
        return FULL.matcher(message).matches();
    }

    /** What a failure of this machine's file system says, in one line: some say no more than the name of a file. */
    static String reason(Throwable failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such folder or file";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file is in its place";
        }
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return firstLine(system.getReason());
        }
        String message = failure.getMessage();
        if (failure instanceof FileNotFoundException && message != null && message.endsWith(")")) {
            // As in: /out/a (Permission denied)
            return message.substring(message.lastIndexOf('(') + 1, message.length() - 1);
        }
        return message == null ? failure.getClass().getSimpleName() : firstLine(message);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
