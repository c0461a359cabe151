package io.azulejo.models.checkpoint;

/** What a file of weights may hold: beyond every network, and little enough to be refused in no time. */
final class CheckpointLimits {
    /** Bytes of a pickle, inflated where it is compressed. */
    static final int PICKLE_BYTES = 16 << 20;

    /** Values that a pickle makes, and entries of its memo. */
    static final int PICKLE_VALUES = 100_000;

    /** Dictionaries, lists and tuples inside each other. */
    static final int NESTING = 64;

    /** A line of a pickle: a module, a name, or a number written out. */
    static final int PICKLE_LINE = 1024;

    /** Digits of a whole number of a pickle, in bytes. */
    static final int PICKLE_NUMBER_BYTES = 256;

    static final int ZIP_ENTRIES = 10_000;
    static final int TENSORS = 10_000;
    static final int RANK = 8;
    static final int NAME_BYTES = 512;

    /** Bytes of all tensors together once each is float32 and row-major. */
    static final long DENSE_BYTES = 1L << 31;

    /** Bytes of a header of {@code .safetensors}. */
    static final int SAFETENSORS_HEADER = 100_000_000;

    private CheckpointLimits() {}
}
