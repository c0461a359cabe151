package io.azulejo.models.checkpoint;

/**
 * An entry of a zip, as its directory states it.
 *
 * @param flags general purpose bits
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of its content
 * @param packed bytes in the file
 * @param size bytes of its content
 * @param header offset of its local header
 */
record ZipEntryRecord(String name, int flags, int method, int crc, long packed, long size, long header) {
    /** Bit 3: the local header may leave sizes and sum to what follows the data. */
    boolean described() {
        return (flags & 8) != 0;
    }

    boolean encrypted() {
        return (flags & 1) != 0;
    }
}
