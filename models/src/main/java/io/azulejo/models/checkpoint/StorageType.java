package io.azulejo.models.checkpoint;

import java.util.Optional;

/** Types of a storage's elements, under the names of PyTorch's storage classes. */
enum StorageType {
    FLOAT("FloatStorage", 4),
    HALF("HalfStorage", 2),
    BFLOAT16("BFloat16Storage", 2),
    DOUBLE("DoubleStorage", 8),
    LONG("LongStorage", 8),
    INT("IntStorage", 4),
    SHORT("ShortStorage", 2),
    CHAR("CharStorage", 1),
    BYTE("ByteStorage", 1),
    BOOL("BoolStorage", 1);

    private final String label;
    private final int bytes;

    StorageType(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** The class's name in module {@code torch}. */
    String label() {
        return label;
    }

    /** Bytes of an element. */
    int bytes() {
        return bytes;
    }

    static Optional<StorageType> of(String label) {
        for (StorageType type : values()) {
            if (type.label.equals(label)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
