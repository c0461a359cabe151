package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The directory at the end of a zip.
 *
 * @param offset where it begins
 * @param records its entries, in its order
 */
record ZipDirectory(long offset, List<ZipEntryRecord> records) {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END64 = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int LOCATOR64_BYTES = 20;
    private static final int RECORD = 0x02014b50;
    private static final int RECORD_BYTES = 46;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final long OPEN = 0xffffffffL;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0170000;
    private static final int LINK = 0120000;

    /** Where the directory lies, as the end of the file says it. */
    private record Span(long offset, long bytes, long entries) {}

    static ZipDirectory read(ByteBuffer file, String what) throws ModelException {
        Reader reader = new Reader(file, what);
        Span span = reader.span();
        return new ZipDirectory(span.offset, reader.records(span));
    }

    /** An entry's name, which must be UTF-8. */
    static String name(ByteBuffer bytes, String what) throws ModelException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ModelException("%s: the name of an entry of the zip is not UTF-8".formatted(what), e);
        }
    }

    private record Reader(ByteBuffer file, String what) {
        ModelException refused(String why) {
            return new ModelException("%s is not a right zip: %s".formatted(what, why));
        }

        int end() throws ModelException {
            int last = file.limit() - END_BYTES;
            for (int at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
                if (file.getInt(at) == END && (file.getShort(at + 20) & 0xffff) == last - at) {
                    return at;
                }
            }
            throw refused("it has no directory at its end: it is truncated");
        }

        Span span() throws ModelException {
            int end = end();
            Span span = new Span(
                    Integer.toUnsignedLong(file.getInt(end + 16)),
                    Integer.toUnsignedLong(file.getInt(end + 12)),
                    file.getShort(end + 10) & 0xffff);
            int locator = end - LOCATOR64_BYTES;
            long limit = end;
            if (locator >= 0 && file.getInt(locator) == LOCATOR64) {
                long at = file.getLong(locator + 8);
                if (at < 0 || at > locator - END64_BYTES || file.getInt((int) at) != END64) {
                    throw refused("the end of its zip64 directory is not where it is stated");
                }
                limit = at;
                span = new Span(file.getLong((int) at + 48), file.getLong((int) at + 40), file.getLong((int) at + 32));
            }
            if (span.entries < 0 || span.entries > CheckpointLimits.ZIP_ENTRIES) {
                throw refused("it has %s entries; at most %d are read"
                        .formatted(Long.toUnsignedString(span.entries), CheckpointLimits.ZIP_ENTRIES));
            }
            if (span.offset < 0 || span.bytes < 0 || span.offset > limit || span.bytes > limit - span.offset) {
                throw refused("its directory of %s bytes at offset %s does not fit: it is truncated"
                        .formatted(Long.toUnsignedString(span.bytes), Long.toUnsignedString(span.offset)));
            }
            return span;
        }

        List<ZipEntryRecord> records(Span span) throws ModelException {
            ByteBuffer left = file.slice((int) span.offset, (int) span.bytes).order(ByteOrder.LITTLE_ENDIAN);
            List<ZipEntryRecord> records = new ArrayList<>();
            while (left.remaining() >= RECORD_BYTES && left.getInt(left.position()) == RECORD) {
                records.add(record(left));
            }
            if (left.hasRemaining() || records.size() != span.entries) {
                throw refused(
                        "its directory has %d entries where %d are stated".formatted(records.size(), span.entries));
            }
            return records;
        }

        ZipEntryRecord record(ByteBuffer left) throws ModelException {
            int at = left.position();
            int nameBytes = left.getShort(at + 28) & 0xffff;
            int extraBytes = left.getShort(at + 30) & 0xffff;
            int all = RECORD_BYTES + nameBytes + extraBytes + (left.getShort(at + 32) & 0xffff);
            if (left.remaining() < all) {
                throw refused("its directory ends inside an entry");
            }
            String name = ZipDirectory.name(left.slice(at + RECORD_BYTES, nameBytes), what);
            boolean unix = left.get(at + 5) == UNIX;
            checkName(name, unix && (left.getInt(at + 38) >>> 16 & FILE_TYPE) == LINK);
            ByteBuffer extra =
                    left.slice(at + RECORD_BYTES + nameBytes, extraBytes).order(ByteOrder.LITTLE_ENDIAN);
            long[] sizes = {
                Integer.toUnsignedLong(left.getInt(at + 24)),
                Integer.toUnsignedLong(left.getInt(at + 20)),
                Integer.toUnsignedLong(left.getInt(at + 42))
            };
            fromZip64(sizes, extra);
            checkSizes(name, sizes);
            left.position(at + all);
            return new ZipEntryRecord(
                    name,
                    left.getShort(at + 8) & 0xffff,
                    left.getShort(at + 10) & 0xffff,
                    left.getInt(at + 16),
                    sizes[1],
                    sizes[0],
                    sizes[2]);
        }

        /** Size, packed size and offset, those that are all ones taken from the zip64 field in this order. */
        void fromZip64(long[] sizes, ByteBuffer extra) {
            while (extra.remaining() >= 4) {
                int id = extra.getShort() & 0xffff;
                int length = Math.min(extra.getShort() & 0xffff, extra.remaining());
                ByteBuffer field = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
                extra.position(extra.position() + length);
                for (int i = 0; id == 1 && i < sizes.length; i++) {
                    if (sizes[i] == OPEN && field.remaining() >= Long.BYTES) {
                        sizes[i] = field.getLong();
                    }
                }
            }
        }

        void checkSizes(String name, long[] sizes) throws ModelException {
            if (sizes[0] < 0 || sizes[1] < 0 || sizes[2] < 0 || sizes[1] > file.limit() || sizes[2] > file.limit()) {
                throw refused("entry %s of %s bytes, packed in %s at offset %s, does not fit the file"
                        .formatted(
                                ModelException.quote(name),
                                Long.toUnsignedString(sizes[0]),
                                Long.toUnsignedString(sizes[1]),
                                Long.toUnsignedString(sizes[2])));
            }
        }

        /** Nothing is ever extracted, but a name that would lead elsewhere is the work of somebody. */
        void checkName(String name, boolean link) throws ModelException {
            boolean plain = !name.isEmpty()
                    && !name.startsWith("/")
                    && name.indexOf('\\') < 0
                    && name.indexOf(':') < 0
                    && name.chars().noneMatch(Character::isISOControl)
                    && Arrays.stream(name.split("/", -1)).noneMatch(".."::equals);
            if (!plain || link) {
                throw refused("entry %s %s"
                        .formatted(ModelException.quote(name), link ? "is a link" : "has a name that leads elsewhere"));
            }
        }
    }
}
