package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Shape;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An EXIF block, which is a TIFF stream (EXIF 2.3, section 4.5; TIFF 6.0, section 2): looked at and set right in place,
 * so that everything not understood, maker notes too, keeps its offset.
 */
public final class Exif {
    static final int WIDTH = 0x0100;
    static final int HEIGHT = 0x0101;
    static final int ORIENTATION = 0x0112;
    static final int X_RESOLUTION = 0x011a;
    static final int Y_RESOLUTION = 0x011b;
    static final int RESOLUTION_UNIT = 0x0128;
    static final int ARTIST = 0x013b;
    static final int COPYRIGHT = 0x8298;
    private static final int EXIF_IFD = 0x8769;
    /** EXIF, GPS, interoperability: what leads to a directory below. */
    private static final Set<Integer> POINTERS = Set.of(EXIF_IFD, 0x8825, 0xa005);

    private static final int PIXEL_X = 0xa002;
    private static final int PIXEL_Y = 0xa003;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    /** Bytes of a value of TIFF's types 1..12. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final ByteBuffer tiff;
    /** Where the first entry of a tag lies, of the first directory and of EXIF's own. */
    private final Map<Integer, Integer> entries = new HashMap<>();
    /** Where the header and the directories that were read begin, and where each ends. */
    private final NavigableMap<Integer, Integer> directories = new TreeMap<>();
    /** Where the offset of the thumbnail's directory lies. */
    private int thumbnailLinkAt;
    /** End of what the directories refer to, thumbnail excepted. */
    private long end;

    private Exif(byte[] block) {
        this.tiff = ByteBuffer.wrap(block);
        directories.put(0, HEADER_BYTES);
    }

    /**
     * A copy of the block parsed; empty where it is cut, no TIFF stream, or one whose directories overlap: they could
     * not be set right in place.
     */
    public static Optional<Exif> parse(byte[] block) {
        try {
            Exif exif = new Exif(block.clone());
            return exif.read() ? Optional.of(exif) : Optional.empty();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Orientation 1..8; 1 where none is stated or the stated one is none of these. */
    public int orientation() {
        int value = entry(ORIENTATION, SHORT) < 0 ? 1 : tiff.getShort(entry(ORIENTATION, SHORT) + 8);
        return value >= 1 && value <= 8 ? value : 1;
    }

    /**
     * The block for an upright picture: orientation 1 where one is stated, resolutions exchanged where rows became
     * columns, and without the thumbnail.
     */
    public byte[] upright() {
        byte[] block = tiff.array().clone();
        ByteBuffer out = ByteBuffer.wrap(block).order(tiff.order());
        int x = ratioAt(X_RESOLUTION);
        int y = ratioAt(Y_RESOLUTION);
        if (orientation() >= 5 && x >= 0 && y >= 0) {
            out.putLong(x, tiff.getLong(y)).putLong(y, tiff.getLong(x));
        }
        if (entry(ORIENTATION, SHORT) >= 0) {
            out.putShort(entry(ORIENTATION, SHORT) + 8, (short) 1);
        }
        if (out.getInt(thumbnailLinkAt) == 0) {
            return block;
        }
        out.putInt(thumbnailLinkAt, 0);
        return Arrays.copyOf(block, (int) Math.min(block.length, end));
    }

    /** The stated resolution, where it has a unit of length. */
    public Optional<Resolution> resolution() {
        int x = ratioAt(X_RESOLUTION);
        int y = ratioAt(Y_RESOLUTION);
        if (x < 0 || y < 0 || unit() == 1) {
            return Optional.empty();
        }
        double perMetre = unit() == 3 ? 100 : 1 / Resolution.INCH;
        double across = ratio(x) * perMetre;
        double down = ratio(y) * perMetre;
        boolean sound = across > 0 && down > 0 && across + down < Double.POSITIVE_INFINITY;
        return sound ? Optional.of(new Resolution(across, down, true)) : Optional.empty();
    }

    /** The block for a picture with {@code scale} times the pixels a side: resolution and pixel counts, where stated. */
    byte[] restored(Dpi dpi, int scale, Shape output) {
        byte[] block = tiff.array().clone();
        ByteBuffer out = ByteBuffer.wrap(block).order(tiff.order());
        boolean length = unit() != 1 || dpi.kind() == Dpi.Kind.SET;
        for (int at : new int[] {ratioAt(X_RESOLUTION), ratioAt(Y_RESOLUTION)}) {
            if (at >= 0 && length) {
                scaleRatio(out, at, dpi, scale);
            }
        }
        int unit = entry(RESOLUTION_UNIT, SHORT);
        if (unit >= 0 && dpi.kind() == Dpi.Kind.SET) {
            out.putShort(unit + 8, (short) 2);
        }
        for (int tag : new int[] {WIDTH, PIXEL_X, HEIGHT, PIXEL_Y}) {
            int at = entries.getOrDefault(tag, -1);
            if (at >= 0 && tiff.getInt(at + 4) == 1 && (type(at) == SHORT || type(at) == LONG)) {
                int pixels = tag == WIDTH || tag == PIXEL_X ? output.width() : output.height();
                out.putShort(at + 2, (short) LONG).putInt(at + 8, pixels);
            }
        }
        return block;
    }

    /** A text of the first directory, up to the last zero; empty where there is none or it says nothing. */
    Optional<byte[]> text(int tag) {
        int at = entry(tag, ASCII);
        if (at < 0) {
            return Optional.empty();
        }
        long count = tiff.getInt(at + 4) & 0xffffffffL;
        long from = count <= 4 ? at + 8 : tiff.getInt(at + 8) & 0xffffffffL;
        return from + count > tiff.capacity()
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(tiff.array(), (int) from, (int) (from + count)));
    }

    private void scaleRatio(ByteBuffer out, int at, Dpi dpi, int scale) {
        if (dpi.kind() == Dpi.Kind.SET) {
            out.putInt(at, dpi.perInch()).putInt(at + 4, 1);
            return;
        }
        // From the block as it was: two tags may share one ratio.
        long numerator = (tiff.getInt(at) & 0xffffffffL) * dpi.factor(scale);
        long denominator = tiff.getInt(at + 4) & 0xffffffffL;
        while (numerator > 0xffffffffL) {
            numerator >>= 1;
            denominator >>= 1;
        }
        out.putInt(at, (int) numerator).putInt(at + 4, (int) Math.max(1, denominator));
    }

    private int unit() {
        int at = entry(RESOLUTION_UNIT, SHORT);
        return at < 0 ? 2 : tiff.getShort(at + 8);
    }

    private double ratio(int at) {
        return (double) (tiff.getInt(at) & 0xffffffffL) / (tiff.getInt(at + 4) & 0xffffffffL);
    }

    /** Where the value of a ratio lies, or -1; one within a directory, which writing it would damage, is none. */
    private int ratioAt(int tag) {
        int at = entry(tag, RATIONAL);
        long value = at < 0 ? -1 : tiff.getInt(at + 8) & 0xffffffffL;
        boolean sound = value >= 0 && value + 8 <= tiff.capacity() && free((int) value, (int) value + 8);
        return sound ? (int) value : -1;
    }

    /** Whether no directory reaches into a range. */
    private boolean free(int from, int to) {
        return directories.lowerEntry(to).getValue() <= from;
    }

    /** Where the entry of a tag of this type lies, or -1. */
    private int entry(int tag, int type) {
        int at = entries.getOrDefault(tag, -1);
        return at >= 0 && type(at) == type ? at : -1;
    }

    private int type(int entry) {
        return tiff.getShort(entry + 2);
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
        thumbnailLinkAt = readDirectory(tiff.getInt(), 0, true);
        tiff.getInt(thumbnailLinkAt);
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
            if (named && (depth == 0 || tag == PIXEL_X || tag == PIXEL_Y)) {
                entries.putIfAbsent(tag, at);
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
}
