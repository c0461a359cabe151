package io.azulejo.imaging.codec;

import java.io.IOException;

/**
 * An encoded picture's bytes, readable at any position: in memory, in a file, or behind a store. Safe for one thread
 * at a time.
 */
public interface ByteSource {
    /** Length in bytes. */
    long size() throws IOException;

    /**
     * Reads up to {@code length} bytes at {@code position} into {@code buffer} from {@code offset} on.
     *
     * @return how many were read; fewer than asked only where the bytes end; -1 at or beyond the end
     */
    int read(long position, byte[] buffer, int offset, int length) throws IOException;

    /** Bytes held in memory; the array is kept and not copied. */
    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long position, byte[] buffer, int offset, int length) {
                if (position >= bytes.length) {
                    return -1;
                }
                int count = (int) Math.min(length, bytes.length - position);
                System.arraycopy(bytes, (int) position, buffer, offset, count);
                return count;
            }
        };
    }
}
