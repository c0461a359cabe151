package io.azulejo.imaging.codec.jpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures that a file says lie in it behind its first (CIPA DC-007, Multi-Picture Format, section 5.2).
 *
 * @param entries in their order; only those that lie behind the index
 */
record JpegIndex(List<Entry> entries) {
    static final JpegIndex NONE = new JpegIndex(List.of());

    /** An index of so many pictures takes no more. */
    static final int MOST_BYTES = 1 << 14;

    private static final int MP_ENTRY = 0xb002;
    private static final int ENTRY_BYTES = 16;
    private static final int LARGE_THUMBNAIL = 0x010000;

    /**
     * One picture.
     *
     * @param at its first byte in the file
     * @param preview whether it is a smaller version of another
     */
    record Entry(long at, boolean preview) {}

    /** Pictures of the file as far as it is so long, smaller versions not counted; at least 1. */
    int pages(long size) {
        return 1
                + (int) entries.stream()
                        .filter(entry -> entry.at() < size && !entry.preview())
                        .count();
    }

    /** Whether one that begins here is a smaller version of another. */
    boolean preview(long at) {
        return entries.stream().anyMatch(entry -> entry.at() == at && entry.preview());
    }

    /**
     * Reads an index; {@link #NONE} where it is damaged.
     *
     * @param tiff what follows the segment's name
     * @param base where that lies in the file: offsets count from there
     */
    static JpegIndex parse(ByteBuffer tiff, long base) {
        try {
            tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int count = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < count; i++) {
                int at = directory + 2 + 12 * i;
                if ((tiff.getShort(at) & 0xffff) == MP_ENTRY) {
                    return read(tiff, tiff.getInt(at + 8), tiff.getInt(at + 4) / ENTRY_BYTES, base);
                }
            }
        } catch (IndexOutOfBoundsException e) {
            // Cut: the file's end is looked at all the same.
        }
        return NONE;
    }

    private static JpegIndex read(ByteBuffer tiff, int from, int count, long base) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = from + ENTRY_BYTES * i;
            int type = tiff.getInt(at) & 0xffffff;
            long offset = tiff.getInt(at + 8) & 0xffffffffL;
            if (offset > 0) {
                entries.add(new Entry(base + offset, (type & 0xff0000) == LARGE_THUMBNAIL));
            }
        }
        return new JpegIndex(List.copyOf(entries));
    }
}
