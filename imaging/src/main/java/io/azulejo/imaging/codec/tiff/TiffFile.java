package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A TIFF's numbers and directories, in either byte order, classic (TIFF 6.0, section 2) or BigTIFF (offsets of 8 bytes,
 * entries of 20). For one thread.
 */
final class TiffFile {
    static final int BYTE = 1;
    static final int ASCII = 2;
    static final int SHORT = 3;
    static final int LONG = 4;
    static final int RATIONAL = 5;
    static final int UNDEFINED = 7;
    static final int LONG8 = 16;
    /** Bytes of a value by its type; 0 where there is no such type. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final SourceReader in;
    private final boolean bigEndian;
    private final boolean big;
    private final long firstDirectory;

    /** Reads the header; CORRUPT or TRUNCATED where it is none. */
    TiffFile(SourceReader in) throws PictureException, IOException {
        this.in = in;
        this.bigEndian = in.u16() == 0x4d4d;
        int version = (int) number(2);
        this.big = version == 43;
        if (version != 42 && version != 43) {
            throw new PictureException(FailureKind.CORRUPT, "TIFF version %d; expected 42 or 43".formatted(version));
        }
        if (big && (number(2) != 8 || number(2) != 0)) {
            throw new PictureException(FailureKind.CORRUPT, "a BigTIFF whose offsets have not 8 bytes");
        }
        this.firstDirectory = number(big ? 8 : 4);
    }

    SourceReader in() {
        return in;
    }

    /** Whether samples of 16 bits have their high byte first. */
    boolean bigEndian() {
        return bigEndian;
    }

    long firstDirectory() {
        return firstDirectory;
    }

    /** Bytes of one value of a type; 0 for a type that is none. */
    static int typeBytes(int type) {
        return type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
    }

    /** A directory; TRUNCATED where it is not whole, CORRUPT where it is empty. */
    TiffDirectory directory(long offset) throws PictureException, IOException {
        if (offset <= 0 || offset >= in.size()) {
            throw new PictureException(
                    FailureKind.TRUNCATED,
                    "a directory at byte %s; the file has %d".formatted(Long.toUnsignedString(offset), in.size()));
        }
        in.seek(offset);
        long count = number(big ? 8 : 2);
        int entryBytes = big ? 20 : 12;
        if (count < 1 || count > 65_535) {
            throw new PictureException(
                    FailureKind.CORRUPT,
                    "a directory of %s entries; expected 1 to 65535".formatted(Long.toUnsignedString(count)));
        }
        if (count * entryBytes > in.remaining()) {
            throw new PictureException(
                    FailureKind.TRUNCATED, "the file ends in a directory of %d entries".formatted(count));
        }
        Map<Integer, TiffDirectory.Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            long at = in.position();
            int tag = (int) number(2);
            int type = (int) number(2);
            long values = number(big ? 8 : 4);
            long inlineAt = in.position();
            long link = number(big ? 8 : 4);
            int bytes = typeBytes(type);
            if (bytes > 0 && values > 0 && values <= in.size() / bytes) {
                boolean inline = values * bytes <= (big ? 8 : 4);
                entries.putIfAbsent(tag, new TiffDirectory.Entry(type, values, inline ? inlineAt : link));
            }
            in.seek(at + entryBytes);
        }
        long next = in.remaining() < (big ? 8 : 4) ? 0 : number(big ? 8 : 4);
        return new TiffDirectory(this, entries, next);
    }

    /** The next bytes as a number without sign, in the file's order. */
    long number(int bytes) throws PictureException, IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            long next = in.u8();
            value = bigEndian ? value << 8 | next : value | next << (8 * i);
        }
        return value;
    }
}
