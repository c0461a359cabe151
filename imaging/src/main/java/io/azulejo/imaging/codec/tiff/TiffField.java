package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** One field of a directory with its values, big-endian, or with the directory that it refers to. Immutable. */
final class TiffField {
    private final int tag;
    private final int type;
    private final byte[] values;
    private final List<TiffField> below;

    private TiffField(int tag, int type, byte[] values, List<TiffField> below) {
        this.tag = tag;
        this.type = type;
        this.values = values;
        this.below = below;
    }

    static TiffField shorts(int tag, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return new TiffField(tag, TiffFile.SHORT, bytes.array(), List.of());
    }

    static TiffField number(int tag, int value) {
        return new TiffField(
                tag, TiffFile.LONG, ByteBuffer.allocate(4).putInt(value).array(), List.of());
    }

    /** Numbers of 4 bytes, or of 8. */
    static TiffField numbers(int tag, long[] values, boolean eight) {
        ByteBuffer bytes = ByteBuffer.allocate((eight ? 8 : 4) * values.length);
        for (long value : values) {
            if (eight) {
                bytes.putLong(value);
            } else {
                bytes.putInt((int) value);
            }
        }
        return new TiffField(tag, eight ? TiffFile.LONG8 : TiffFile.LONG, bytes.array(), List.of());
    }

    /** A ratio above 0, exact where it is whole. */
    static TiffField ratio(int tag, double value) {
        boolean whole = Math.abs(value - Math.rint(value)) < 1e-6 * value;
        long denominator = whole ? 1 : value < 100_000 ? 10_000 : 1;
        long numerator = Math.max(1, Math.min(0xffffffffL, Math.round(value * denominator)));
        return new TiffField(
                tag,
                TiffFile.RATIONAL,
                ByteBuffer.allocate(8)
                        .putInt((int) numerator)
                        .putInt((int) denominator)
                        .array(),
                List.of());
    }

    static TiffField bytes(int tag, int type, byte[] values) {
        return new TiffField(tag, type, values, List.of());
    }

    int tag() {
        return tag;
    }

    /**
     * The fields of a directory that are wanted, sorted by tag, and those of directories below it; what is damaged or
     * beyond the budget is left out.
     *
     * @param budget one number: bytes that may still be read
     */
    static List<TiffField> read(TiffFile file, TiffDirectory directory, IntPredicate wanted, int depth, int[] budget)
            throws IOException, PictureException {
        List<TiffField> fields = new ArrayList<>();
        for (int tag : directory.tags()) {
            if (!wanted.test(tag)) {
                continue;
            }
            try {
                TiffField field =
                        leads(tag) ? below(file, directory, tag, depth, budget) : values(file, directory, tag, budget);
                if (field != null) {
                    fields.add(field);
                }
            } catch (PictureException e) {
                if (e.kind() == FailureKind.TIMEOUT) {
                    throw e;
                }
            }
        }
        return fields;
    }

    private static boolean leads(int tag) {
        return tag == TiffTags.EXIF || tag == TiffTags.GPS || tag == TiffTags.INTEROPERABILITY;
    }

    private static TiffField below(TiffFile file, TiffDirectory directory, int tag, int depth, int[] budget)
            throws PictureException, IOException {
        if (depth == 2) {
            return null;
        }
        TiffDirectory below = file.directory(directory.number(tag, 0));
        List<TiffField> fields = read(file, below, any -> true, depth + 1, budget);
        return fields.isEmpty() ? null : new TiffField(tag, TiffFile.LONG, new byte[4], fields);
    }

    private static TiffField values(TiffFile file, TiffDirectory directory, int tag, int[] budget)
            throws PictureException, IOException {
        byte[] values = directory.bytes(tag, budget[0]).orElse(null);
        int type = directory.entry(tag).type();
        if (values == null || type >= TiffFile.LONG8) {
            return null;
        }
        budget[0] -= values.length;
        if (!file.bigEndian()) {
            int unit = type == TiffFile.RATIONAL || type == 10 ? 4 : TiffFile.typeBytes(type);
            turn(values, unit);
        }
        return new TiffField(tag, type, values, List.of());
    }

    private static void turn(byte[] values, int unit) {
        for (int from = 0; from + unit <= values.length; from += unit) {
            for (int i = 0; i < unit / 2; i++) {
                byte swap = values[from + i];
                values[from + i] = values[from + unit - 1 - i];
                values[from + unit - 1 - i] = swap;
            }
        }
    }

    /**
     * A big-endian directory of fields sorted by tag, with what they refer to behind it, to stand at a position of a
     * file.
     *
     * @param big as BigTIFF has it
     */
    static byte[] directory(List<TiffField> fields, long position, boolean big) {
        int entryBytes = big ? 20 : 12;
        int word = big ? 8 : 4;
        int head = (big ? 8 : 2) + fields.size() * entryBytes + word;
        List<byte[]> tail = new ArrayList<>();
        long end = position + head;
        byte[] directory = new byte[head];
        ByteBuffer out = ByteBuffer.wrap(directory);
        putNumber(out, fields.size(), big ? 8 : 2);
        for (TiffField field : fields) {
            byte[] values = field.values;
            boolean leads = !field.below.isEmpty();
            out.putShort((short) field.tag).putShort((short) field.type);
            putNumber(out, values.length / TiffFile.typeBytes(field.type), word);
            if (leads || values.length > word) {
                end += end & 1;
                byte[] block = leads ? directory(field.below, end, big) : values;
                if (leads && big) {
                    // A field of type LONG holds its four bytes from the left.
                    out.putInt((int) end).putInt(0);
                } else {
                    putNumber(out, end, word);
                }
                tail.add(block);
                end += block.length;
            } else {
                out.put(values).position(out.position() + word - values.length);
            }
        }
        byte[] all = Arrays.copyOf(directory, (int) (end - position));
        int at = head;
        for (byte[] block : tail) {
            at += (int) ((position + at) & 1);
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        return all;
    }

    /** A whole stream of one directory: what an EXIF block is. Other bytes may stand between header and directory. */
    static byte[] stream(List<TiffField> fields, byte[] between) {
        int at = 8 + between.length + (between.length & 1);
        byte[] directory = directory(fields, at, false);
        return ByteBuffer.allocate(at + directory.length)
                .order(ByteOrder.BIG_ENDIAN)
                .put("MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(at)
                .put(between)
                .position(at)
                .put(directory)
                .array();
    }

    private static void putNumber(ByteBuffer out, long value, int bytes) {
        switch (bytes) {
            case 2 -> out.putShort((short) value);
            case 4 -> out.putInt((int) value);
            default -> out.putLong(value);
        }
    }
}
