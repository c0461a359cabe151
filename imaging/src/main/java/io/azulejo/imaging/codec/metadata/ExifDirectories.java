package io.azulejo.imaging.codec.metadata;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where things lie in an EXIF block, which is a TIFF stream (EXIF 2.3, section 4.5; TIFF 6.0, section 2). It promises
 * that the places it names are within the block, and that values of ratios can be written without harm to a directory.
 */
final class ExifDirectories {
    private static final int EXIF_IFD = 0x8769;
    /** EXIF, GPS, interoperability: what leads to a directory below. */
    private static final Set<Integer> POINTERS = Set.of(EXIF_IFD, 0x8825, 0xa005);

    private static final int RATIONAL = 5;
    private static final int HEADER_BYTES = 8;
    static final int ENTRY_BYTES = 12;
    /** Bytes of a value of TIFF's types 1..12. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final ByteBuffer tiff;
    /** Where the first entry of a tag lies. */
    private final Map<Integer, Integer> entries = new HashMap<>();
    /** Where entries of an orientation lie, in every directory that was read. */
    private final List<Integer> orientations = new ArrayList<>();
    /** Where the header and the directories that were read begin, and where each ends. */
    private final NavigableMap<Integer, Integer> directories = new TreeMap<>();

    private int thumbnailLink;
    private long end;

    private ExifDirectories(ByteBuffer tiff) {
        this.tiff = tiff;
        directories.put(0, HEADER_BYTES);
    }

    /**
     * The directories of a block, whose byte order is set; empty where it is cut, no TIFF stream, or one whose
     * directories overlap: they could not be set right in place.
     */
    static Optional<ExifDirectories> read(ByteBuffer tiff) {
        try {
            ExifDirectories directories = new ExifDirectories(tiff);
            return directories.read() ? Optional.of(directories) : Optional.empty();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Where the first entry of a tag lies, of whatever type, or -1. */
    int entry(int tag) {
        return entries.getOrDefault(tag, -1);
    }

    /** Where the entry of a tag lies that is of this type, or -1: of the first directory, or EXIF's own pixel counts. */
    int entry(int tag, int type) {
        int at = entry(tag);
        return at >= 0 && tiff.getShort(at + 2) == type ? at : -1;
    }

    /** Where entries of an orientation lie, of whatever type: of the first directory and those below it. */
    List<Integer> orientations() {
        return orientations;
    }

    /** Where the value of a ratio lies, or -1; one within a directory, which writing it would damage, is none. */
    int ratio(int tag) {
        int at = entry(tag, RATIONAL);
        long value = at < 0 ? -1 : tiff.getInt(at + 8) & 0xffffffffL;
        boolean sound = value >= 0 && value + 8 <= tiff.capacity() && free((int) value, (int) value + 8);
        return sound ? (int) value : -1;
    }

    /** Where the offset of the thumbnail's directory lies. */
    int thumbnailLink() {
        return thumbnailLink;
    }

    /** End of what the directories refer to, thumbnail excepted; it may lie beyond the block. */
    long end() {
        return end;
    }

    private boolean read() {
        switch (tiff.getShort()) {
            case 0x4949 -> tiff.order(ByteOrder.LITTLE_ENDIAN);
            case 0x4d4d -> tiff.order(ByteOrder.BIG_ENDIAN);
            default -> {
                return false;
            }
        }
        if (tiff.getShort() != 42) {
            return false;
        }
        thumbnailLink = readDirectory(tiff.getInt(), 0, true);
        tiff.getInt(thumbnailLink);
        return true;
    }

    /**
     * Reads one directory and those below it; returns where the offset of the following one lies. Each is read once,
     * and the first entry of a pointer alone is followed: so there are 13 at most, however they lead to each other.
     */
    private int readDirectory(int offset, int depth, boolean named) {
        int count = tiff.getShort(offset) & 0xffff;
        int link = Math.addExact(offset, 2 + count * ENTRY_BYTES);
        // Only the first directory's link is ever written; some writers leave out the others'.
        int directoryEnd = depth == 0 ? Math.addExact(link, 4) : link;
        if (link > tiff.capacity() || !free(offset, directoryEnd)) {
            throw new IndexOutOfBoundsException("a directory that is cut, or in another");
        }
        directories.put(offset, directoryEnd);
        Set<Integer> followed = new HashSet<>();
        for (int at = offset + 2; at < link; at += ENTRY_BYTES) {
            int tag = tiff.getShort(at) & 0xffff;
            int type = tiff.getShort(at + 2);
            long bytes =
                    (type > 0 && type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1) * (tiff.getInt(at + 4) & 0xffffffffL);
            if (bytes > 4) {
                end = Math.max(end, (tiff.getInt(at + 8) & 0xffffffffL) + bytes);
            }
            if (named && (depth == 0 || tag == Exif.PIXEL_X || tag == Exif.PIXEL_Y)) {
                entries.putIfAbsent(tag, at);
            }
            if (tag == Exif.ORIENTATION) {
                orientations.add(at);
            }
            boolean leads = POINTERS.contains(tag) && depth < 2 && followed.add(tag);
            if (leads && !directories.containsKey(tiff.getInt(at + 8))) {
                int below = readDirectory(tiff.getInt(at + 8), depth + 1, tag == EXIF_IFD && depth == 0);
                end = Math.max(end, below + 4L);
            }
        }
        end = Math.max(end, link + 4L);
        return link;
    }

    /** Whether no directory reaches into a range. */
    private boolean free(int from, int to) {
        return directories.lowerEntry(to).getValue() <= from;
    }
}
