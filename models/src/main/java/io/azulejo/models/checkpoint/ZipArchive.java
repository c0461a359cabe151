package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip as data from outside: directory and local headers must agree, entries must not overlap, names must be plain, and
 * nothing is inflated beyond the size that its directory states. Source: APPNOTE.TXT 6.3, zip64 included.
 */
final class ZipArchive {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** Deflate makes at most 258 bytes of 2 bits. */
    private static final long MOST_DEFLATED = 1032;

    private final String what;
    private final ByteBuffer file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(ZipEntryRecord record, long data) {}

    private ZipArchive(ByteBuffer file, String what) {
        this.what = what;
        this.file = file;
    }

    /** Reads the directory and every local header; no content. */
    static ZipArchive read(ByteBuffer file, String what) throws ModelException {
        ByteBuffer bytes = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        ZipDirectory directory = ZipDirectory.read(bytes, what);
        ZipArchive archive = new ZipArchive(bytes, what);
        for (ZipEntryRecord record : directory.records()) {
            if (archive.entries.put(record.name(), archive.located(record)) != null) {
                throw archive.refused(record, "is there twice");
            }
        }
        archive.checkOverlaps(directory.offset());
        return archive;
    }

    Set<String> names() {
        return entries.keySet();
    }

    /** Bytes of an entry's content; empty where there is none of that name. */
    OptionalLong size(String name) {
        Entry entry = entries.get(name);
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.record.size());
    }

    /**
     * The content of an entry that is there: a view of the file where it is stored.
     *
     * @throws ModelException if it is larger than {@code most}, or its content is not of its size and sum
     */
    ByteBuffer open(String name, long most) throws ModelException {
        Entry entry = entries.get(name);
        ZipEntryRecord record = entry.record;
        if (record.size() > most) {
            throw refused(record, "has %d bytes; at most %d are read".formatted(record.size(), most));
        }
        ByteBuffer packed = file.slice((int) entry.data, (int) record.packed());
        ByteBuffer content = record.method() == STORED ? packed : inflated(record, packed);
        CRC32 sum = new CRC32();
        sum.update(content.duplicate());
        if ((int) sum.getValue() != record.crc()) {
            throw refused(
                    record,
                    "has the checksum %08x where %08x is stated: it is damaged"
                            .formatted(sum.getValue(), record.crc()));
        }
        return content;
    }

    private ByteBuffer inflated(ZipEntryRecord record, ByteBuffer packed) throws ModelException {
        byte[] content = new byte[(int) record.size()];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            int length = 0;
            while (length < content.length) {
                int more = inflater.inflate(content, length, content.length - length);
                if (more == 0) {
                    break;
                }
                length += more;
            }
            boolean longer = length == content.length && inflater.inflate(new byte[1]) > 0;
            if (longer || length < content.length || !inflater.finished()) {
                throw refused(
                        record,
                        "is %s than the %d bytes that are stated"
                                .formatted(longer ? "larger" : "other", content.length));
            }
            return ByteBuffer.wrap(content);
        } catch (DataFormatException e) {
            throw refused(record, "cannot be inflated: it is damaged");
        } finally {
            inflater.end();
        }
    }

    /** The entry with the place of its data, after its local header was seen to say the same. */
    private Entry located(ZipEntryRecord record) throws ModelException {
        if (record.encrypted()) {
            throw refused(record, "is encrypted");
        }
        if (record.method() != STORED && record.method() != DEFLATED) {
            throw refused(record, "is packed by method %d; 0 and 8 are read".formatted(record.method()));
        }
        long most = record.method() == STORED ? record.packed() : MOST_DEFLATED * record.packed();
        if (record.size() > most || (record.method() == STORED && record.size() != record.packed())) {
            throw refused(
                    record,
                    "states %d bytes, which %d bytes by method %d cannot hold"
                            .formatted(record.size(), record.packed(), record.method()));
        }
        if (record.header() > file.limit() - LOCAL_BYTES || file.getInt((int) record.header()) != LOCAL_HEADER) {
            throw refused(record, "has no header at offset %d: the file is cut or damaged".formatted(record.header()));
        }
        int at = (int) record.header();
        int nameBytes = file.getShort(at + 26) & 0xffff;
        long data = record.header() + LOCAL_BYTES + nameBytes + (file.getShort(at + 28) & 0xffff);
        if (data > file.limit() || record.packed() > file.limit() - data) {
            throw refused(record, "ends beyond the file, which is cut or damaged");
        }
        String name = ZipDirectory.name(file.slice(at + LOCAL_BYTES, nameBytes), what);
        checkSame(record, "name", name.equals(record.name()));
        checkSame(record, "method", (file.getShort(at + 8) & 0xffff) == record.method());
        checkSame(record, "encryption", (file.getShort(at + 6) & 1) == 0);
        checkSame(record, "checksum", same(record, file.getInt(at + 14), record.crc()));
        checkSame(record, "packed size", same(record, file.getInt(at + 18), (int) record.packed()));
        checkSame(record, "size", same(record, file.getInt(at + 22), (int) record.size()));
        return new Entry(record, data);
    }

    /** A local header may leave a number open: 0 where it follows the data, all ones where it lies in zip64. */
    private static boolean same(ZipEntryRecord record, int local, int stated) {
        return local == stated || local == -1 || (record.described() && local == 0);
    }

    private void checkSame(ZipEntryRecord record, String field, boolean same) throws ModelException {
        if (!same) {
            throw refused(record, "has another %s in its own header than in the directory".formatted(field));
        }
    }

    private void checkOverlaps(long directory) throws ModelException {
        List<Entry> inOrder = entries.values().stream()
                .sorted(Comparator.comparingLong(entry -> entry.record.header()))
                .toList();
        long reached = 0;
        for (Entry entry : inOrder) {
            if (entry.record.header() < reached) {
                throw refused(entry.record, "overlaps the one before it");
            }
            reached = entry.data + entry.record.packed();
            if (reached > directory) {
                throw refused(entry.record, "overlaps the directory");
            }
        }
    }

    private ModelException refused(ZipEntryRecord record, String why) {
        return new ModelException(
                "%s: entry %s of the zip %s".formatted(what, ModelException.quote(record.name()), why));
    }
}
