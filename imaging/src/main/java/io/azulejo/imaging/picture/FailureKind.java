package io.azulejo.imaging.picture;

/** Why one picture cannot be restored or measured; the names are those of {@code error_kind} in the results. */
public enum FailureKind {
    /** The bytes are no picture at all. */
    NOT_A_PICTURE,
    /** The file ends before the picture does. */
    TRUNCATED,
    /** The bytes contradict the format or its checksums. */
    CORRUPT,
    /** A right file of a kind that is not read or cannot be written. */
    UNSUPPORTED,
    /** More pixels or bytes than the limits allow. */
    TOO_LARGE,
    /** Not decoded before its deadline. */
    TIMEOUT,
    /** The bytes cannot be had: permission, or vanished after listing. */
    UNREADABLE,
    /** The bytes are not those that a manifest promises. */
    FIXITY,
    /** The reference's size does not fit. */
    SIZE_MISMATCH,
    /** One run of the network does not fit the memory, however small its window. */
    OUT_OF_MEMORY,
    /** The network gave NaN, infinity, or a constant for a picture that is none. */
    BAD_OUTPUT,
    /** The process died while it worked on this picture. */
    CRASH,
    /** A defect of this program. */
    DEFECT
}
