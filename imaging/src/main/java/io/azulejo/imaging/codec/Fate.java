package io.azulejo.imaging.codec;

/** What becomes of something that a file says, in a format that is written. */
public enum Fate {
    KEPT("kept"),
    IN_XMP("kept, in XMP"),
    IN_EXIF("kept, in EXIF"),
    AS_COMMENT("kept, as a comment"),
    AS_TEXT("kept, as the text Comment"),
    AS_ALPHA("kept, as alpha"),
    IN_PIXELS("applied to the pixels"),
    /** The picture is written in another format, or not at all. */
    ANOTHER_FORMAT("becomes PNG"),
    /** The format has no place for it; a note says so. */
    NO_ROOM("left out, noted"),
    /** It would not be true of the restored picture, or is not understood; a note says so. */
    LEFT_OUT("left out, noted"),
    /** It says nothing that is not said otherwise, or nothing about a restored picture. */
    MEANINGLESS("left out");

    private final String words;

    Fate(String words) {
        this.words = words;
    }

    /** In words for the table of docs/output.md. */
    public String words() {
        return words;
    }

    /** Whether a note says that it is not there. */
    public boolean noted() {
        return this == NO_ROOM || this == LEFT_OUT;
    }

    /** Whether the written file still says it. */
    public boolean kept() {
        return !noted() && this != MEANINGLESS && this != ANOTHER_FORMAT;
    }
}
