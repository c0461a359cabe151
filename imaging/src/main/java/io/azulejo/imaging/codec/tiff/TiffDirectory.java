package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** One directory of a TIFF, whose values are read when they are asked for. For one thread. */
final class TiffDirectory {
    private final TiffFile file;
    private final Map<Integer, Entry> entries;
    private final long next;

    TiffDirectory(TiffFile file, Map<Integer, Entry> entries, long next) {
        this.file = file;
        this.entries = entries;
        this.next = next;
    }

    /** Values of one type and where they lie in the file. */
    record Entry(int type, long count, long at) {}

    /** Where the following directory lies; 0 if there is none. */
    long next() {
        return next;
    }

    SortedSet<Integer> tags() {
        return new TreeSet<>(entries.keySet());
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** The entry of a tag, or null. */
    Entry entry(int tag) {
        return entries.get(tag);
    }

    /** The first value of a tag, or another where there is none. */
    long number(int tag, long otherwise) throws PictureException, IOException {
        long[] values = numbers(tag, 1);
        return values.length == 0 ? otherwise : values[0];
    }

    /** The first values of a tag, no more than there are; none where there is no such tag. */
    long[] numbers(int tag, long most) throws PictureException, IOException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return new long[0];
        }
        int bytes = TiffFile.typeBytes(entry.type());
        boolean whole = switch (entry.type()) {
            case TiffFile.BYTE, TiffFile.SHORT, TiffFile.LONG, TiffFile.UNDEFINED, 13, TiffFile.LONG8, 18 -> true;
            default -> false;
        };
        if (!whole) {
            throw new PictureException(
                    FailureKind.CORRUPT,
                    "tag %d has values of type %d; expected whole ones".formatted(tag, entry.type()));
        }
        long count = Math.min(most, entry.count());
        seek(tag, entry, count * bytes);
        long[] values = new long[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = file.number(bytes);
        }
        return values;
    }

    /** A ratio of two numbers; empty where there is none or it is not above 0. */
    Optional<Double> ratio(int tag) throws PictureException, IOException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.type() != TiffFile.RATIONAL) {
            return Optional.empty();
        }
        seek(tag, entry, 8);
        double ratio = (double) file.number(4) / file.number(4);
        return ratio > 0 && ratio < Double.POSITIVE_INFINITY ? Optional.of(ratio) : Optional.empty();
    }

    /** A tag's values as bytes in the file's order; empty where there are none, or more than {@code most}. */
    Optional<byte[]> bytes(int tag, int most) throws PictureException, IOException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return Optional.empty();
        }
        long length = entry.count() * TiffFile.typeBytes(entry.type());
        if (length > most) {
            return Optional.empty();
        }
        seek(tag, entry, length);
        return Optional.of(file.in().bytes((int) length));
    }

    private void seek(int tag, Entry entry, long bytes) throws PictureException {
        if (entry.at() < 0 || entry.at() > file.in().size() - bytes) {
            throw new PictureException(
                    FailureKind.TRUNCATED, "%d bytes of tag %d lie beyond the file's end".formatted(bytes, tag));
        }
        file.in().seek(entry.at());
    }
}
