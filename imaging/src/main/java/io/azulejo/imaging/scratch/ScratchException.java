package io.azulejo.imaging.scratch;

import java.io.IOException;

/** The folder for scratch files takes no more: a fault of this machine and not of a picture. */
public final class ScratchException extends IOException {
    private static final long serialVersionUID = 1;

    private final String words;

    /** @param words for a person, to be read behind the folder's name */
    ScratchException(String words, Throwable cause) {
        super("%s %s".formatted(place(), words), cause);
        this.words = words;
    }

    static String folder() {
        return System.getProperty("java.io.tmpdir");
    }

    /** The folder, as a person is told of it. */
    public static String place() {
        return "the scratch folder %s (java.io.tmpdir)".formatted(folder());
    }

    /** What is wrong, to be read behind the folder's name. */
    public String words() {
        return words;
    }
}
