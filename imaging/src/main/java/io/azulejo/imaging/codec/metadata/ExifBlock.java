package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.picture.Metadata.Resolution;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes new EXIF blocks, big-endian, of one directory (TIFF 6.0, section 2), and adds to those that there are. */
public final class ExifBlock {
    private static final int ENTRY_BYTES = 12;
    private static final int MOST_ENTRIES = 0xffff;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int RATIONAL = 5;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Value(int type, int count, byte[] bytes) {}

    private final Map<Integer, Value> values = new TreeMap<>();

    /** A block that states a resolution and nothing else. */
    public static byte[] of(Resolution resolution) {
        ExifBlock block = new ExifBlock();
        double inch = resolution.perMetre() ? Resolution.INCH : 1;
        block.values.put(Exif.X_RESOLUTION, ratio(resolution.x() * inch));
        block.values.put(Exif.Y_RESOLUTION, ratio(resolution.y() * inch));
        byte[] unit = {0, (byte) (resolution.perMetre() ? 2 : 1)};
        block.values.put(Exif.RESOLUTION_UNIT, new Value(SHORT, 1, unit));
        return block.bytes();
    }

    /**
     * A block that states a resolution too, unless it states its own. The first directory is written anew behind all
     * else, so that nothing else moves. A block that cannot be parsed, or whose directory is full, is returned as it is.
     */
    public static byte[] stating(byte[] exif, Resolution resolution) {
        Optional<Exif> parsed = Exif.parse(exif);
        if (parsed.isEmpty() || parsed.get().resolution().isPresent()) {
            return exif;
        }
        ByteBuffer old = ByteBuffer.wrap(exif).order(exif[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        ByteBuffer stated = ByteBuffer.wrap(of(resolution));
        int from = old.getInt(4) + 2;
        int link = from + ENTRY_BYTES * (old.getShort(from - 2) & 0xffff);
        Map<Integer, byte[]> entries = new TreeMap<>();
        for (int at = from; at < link; at += ENTRY_BYTES) {
            entries.putIfAbsent(old.getShort(at) & 0xffff, Arrays.copyOfRange(exif, at, at + ENTRY_BYTES));
        }
        entries.put(Exif.X_RESOLUTION, new byte[0]);
        entries.put(Exif.Y_RESOLUTION, new byte[0]);
        entries.put(Exif.RESOLUTION_UNIT, new byte[0]);
        if (entries.size() > MOST_ENTRIES) {
            return exif;
        }
        int head = exif.length + (exif.length & 1);
        int far = head + 2 + ENTRY_BYTES * entries.size() + 4;
        ByteBuffer out = ByteBuffer.allocate(far + 16).order(old.order());
        out.put(exif).putInt(4, head).position(head);
        out.putShort((short) entries.size());
        entries.forEach((tag, entry) -> {
            switch (tag) {
                case Exif.X_RESOLUTION -> putEntry(out, tag, RATIONAL, far);
                case Exif.Y_RESOLUTION -> putEntry(out, tag, RATIONAL, far + 8);
                case Exif.RESOLUTION_UNIT -> {
                    putEntry(out, tag, SHORT, 0);
                    out.putShort(out.position() - 4, (short) (resolution.perMetre() ? 2 : 1));
                }
                default -> out.put(entry);
            }
        });
        out.putInt(old.getInt(link));
        // Both ratios, as a new block has them behind its directory.
        for (int at = 8 + 2 + 3 * ENTRY_BYTES + 4; at < stated.capacity(); at += 4) {
            out.putInt(stated.getInt(at));
        }
        return out.array();
    }

    private static void putEntry(ByteBuffer out, int tag, int type, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }

    /** A block that says who made a picture, who owns it, and how it is to be turned; empty where it says nothing. */
    static Optional<byte[]> of(int orientation, Optional<String> artist, Optional<String> copyright) {
        ExifBlock block = new ExifBlock();
        if (orientation != 1) {
            block.values.put(Exif.ORIENTATION, new Value(SHORT, 1, new byte[] {0, (byte) orientation}));
        }
        artist.ifPresent(text -> block.values.put(Exif.ARTIST, text(text)));
        copyright.ifPresent(text -> block.values.put(Exif.COPYRIGHT, text(text)));
        return block.values.isEmpty() ? Optional.empty() : Optional.of(block.bytes());
    }

    private static Value text(String text) {
        byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
        return new Value(ASCII, bytes.length, bytes);
    }

    private static Value ratio(double value) {
        int denominator = value == Math.rint(value) ? 1 : 10_000;
        long numerator = Math.max(1, Math.min(0xffffffffL, Math.round(value * denominator)));
        return new Value(
                RATIONAL,
                1,
                ByteBuffer.allocate(8)
                        .putInt((int) numerator)
                        .putInt(denominator)
                        .array());
    }

    private byte[] bytes() {
        ByteArrayOutputStream far = new ByteArrayOutputStream();
        int head = 8 + 2 + ENTRY_BYTES * values.size() + 4;
        ByteBuffer out = ByteBuffer.allocate(head).put(new byte[] {'M', 'M', 0, 42});
        out.putInt(8).putShort((short) values.size());
        values.forEach((tag, value) -> {
            out.putShort(tag.shortValue()).putShort((short) value.type()).putInt(value.count());
            if (value.bytes().length > 4) {
                out.putInt(head + far.size());
                far.writeBytes(value.bytes());
                far.writeBytes(new byte[value.bytes().length & 1]);
            } else {
                out.put(value.bytes()).position(out.position() + 4 - value.bytes().length);
            }
        });
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(out.array());
        block.writeBytes(far.toByteArray());
        return block.toByteArray();
    }
}
