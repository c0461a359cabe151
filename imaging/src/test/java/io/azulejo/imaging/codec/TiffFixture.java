package io.azulejo.imaging.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.TreeMap;

/** Writes big-endian TIFF files of one strip, tag by tag; by default 8 bits of grey without compression. */
public final class TiffFixture {
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int SUB_DIRECTORIES = 330;

    private final TreeMap<Integer, byte[]> values = new TreeMap<>();
    private final TreeMap<Integer, Integer> types = new TreeMap<>();
    private TiffFixture next;
    private TiffFixture below;

    TiffFixture(int width, int height) {
        set(256, width);
        set(257, height);
        set(258, 8);
        set(262, 1);
        set(278, height);
    }

    /** A tag of numbers of 16 bits. */
    TiffFixture set(int tag, int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * numbers.length);
        for (int number : numbers) {
            bytes.putShort((short) number);
        }
        types.put(tag, 3);
        values.put(tag, bytes.array());
        return this;
    }

    TiffFixture ratio(int tag, int numerator, int denominator) {
        types.put(tag, 5);
        values.put(
                tag,
                ByteBuffer.allocate(8).putInt(numerator).putInt(denominator).array());
        return this;
    }

    TiffFixture bytes(int tag, byte[] value) {
        return bytes(7, tag, value);
    }

    /** A tag of a type, as bytes. */
    TiffFixture bytes(int type, int tag, byte[] value) {
        types.put(tag, type);
        values.put(tag, value);
        return this;
    }

    /** The page behind this one; it has the same strip. */
    TiffFixture next(TiffFixture page) {
        next = page;
        return this;
    }

    /** A directory below this one; it has the same strip. */
    TiffFixture below(TiffFixture directory) {
        below = directory;
        return set(SUB_DIRECTORIES, 0);
    }

    /** The file, with all pages around one strip. */
    byte[] strip(String hex) {
        return strip(hex, HexFormat.of().parseHex(hex).length);
    }

    /** The file, with another length stated than the strip has. */
    byte[] strip(String hex, int stated) {
        byte[] strip = HexFormat.of().parseHex(hex);
        int first = 8 + strip.length + (strip.length & 1);
        int end = first;
        for (TiffFixture page = this; page != null; page = page.next) {
            end = page.placed(stated, end);
        }
        byte[] bytes = new byte[end];
        ByteBuffer file = ByteBuffer.wrap(bytes);
        file.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(first).put(strip);
        int at = first;
        for (TiffFixture page = this; page != null; page = page.next) {
            at = page.write(file, at);
        }
        return bytes;
    }

    /** Says where the strip and the directory below lie, once this one lies there; the place behind both. */
    private int placed(int stated, int at) {
        set(STRIP_OFFSETS, 8);
        set(STRIP_BYTES, stated);
        if (below == null) {
            return at + length();
        }
        set(SUB_DIRECTORIES, at + length());
        return below.placed(stated, at + length());
    }

    /** An EXIF block with a maker, and with an exposure time in a directory below. */
    public static byte[] exifWithExposure() {
        ByteBuffer block = ByteBuffer.allocate(72);
        block.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 2);
        block.putShort((short) 0x010f).putShort((short) 2).putInt(8).putInt(38);
        block.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(46).putInt(0);
        block.put("Azulejo\0".getBytes(StandardCharsets.US_ASCII));
        block.putShort((short) 1);
        block.putShort((short) 0x829a).putShort((short) 5).putInt(1).putInt(64).putInt(0);
        return block.putInt(1).putInt(250).array();
    }

    private int length() {
        int length = 2 + 12 * values.size() + 4;
        for (byte[] value : values.values()) {
            length += value.length > 4 ? value.length + (value.length & 1) : 0;
        }
        return length;
    }

    /** Writes the directory and the one below; the place behind both. */
    private int write(ByteBuffer file, int at) {
        file.position(at).putShort((short) values.size());
        int far = at + 2 + 12 * values.size() + 4;
        for (int tag : values.keySet()) {
            byte[] value = values.get(tag);
            int count = value.length
                    / switch (types.get(tag)) {
                        case 3 -> 2;
                        case 4 -> 4;
                        case 5 -> 8;
                        default -> 1;
                    };
            file.putShort((short) tag).putShort(types.get(tag).shortValue()).putInt(count);
            if (value.length > 4) {
                file.putInt(far).put(far, value);
                far += value.length + (value.length & 1);
            } else {
                file.put(value).position(file.position() + 4 - value.length);
            }
        }
        int end = at + length();
        if (below != null) {
            end = below.write(file, end);
        }
        file.putInt(at + 2 + 12 * values.size(), next == null ? 0 : end);
        return end;
    }
}
