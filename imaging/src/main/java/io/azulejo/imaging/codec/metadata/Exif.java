package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An EXIF block (EXIF 2.3, section 4.6): what it says of the stored pixels, looked at and set right in place, so that
 * everything not understood, maker notes too, keeps its offset. Immutable.
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
    static final int COLOUR_SPACE = 0xa001;
    static final int PIXEL_X = 0xa002;
    static final int PIXEL_Y = 0xa003;

    private static final int BYTE = 1;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final byte[] block;
    /** The same bytes, read in the order that they have. */
    private final ByteBuffer tiff;

    private final ExifDirectories directories;

    private Exif(byte[] block, ByteBuffer tiff, ExifDirectories directories) {
        this.block = block;
        this.tiff = tiff;
        this.directories = directories;
    }

    /**
     * A copy of the block parsed; empty where it is cut, no TIFF stream, or one whose directories overlap: they could
     * not be set right in place.
     */
    public static Optional<Exif> parse(byte[] block) {
        byte[] copy = block.clone();
        ByteBuffer tiff = ByteBuffer.wrap(copy);
        return ExifDirectories.read(tiff).map(directories -> new Exif(copy, tiff, directories));
    }

    /**
     * What the first directory says of the orientation, wherever else the block is cut or damaged: so much of it viewers
     * read. 1..8; 1 where none is stated or the stated one is none of these.
     */
    static int salvagedOrientation(byte[] block) {
        try {
            ByteBuffer tiff = ByteBuffer.wrap(block);
            tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getShort(2) == 42 ? tiff.getInt(4) : -1;
            int count = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < count; i++) {
                int at = directory + 2 + i * ExifDirectories.ENTRY_BYTES;
                if ((tiff.getShort(at) & 0xffff) == ORIENTATION) {
                    return orientation(tiff, at).orElse(1);
                }
            }
        } catch (IndexOutOfBoundsException e) {
            // Cut before it: nothing is stated.
        }
        return 1;
    }

    /** Orientation 1..8 as viewers read it: 1 where none is stated or the stated one is none of these. */
    public int orientation() {
        int at = directories.entry(ORIENTATION);
        return at < 0 ? 1 : orientation(tiff, at).orElse(1);
    }

    /** What is stated of an orientation and is not 1, wherever it stands; as a number, or as it is. */
    List<String> statedOrientations() {
        List<String> stated = new ArrayList<>();
        for (int at : directories.orientations()) {
            int type = tiff.getShort(at + 2);
            int count = tiff.getInt(at + 4);
            OptionalLong number = number(tiff, at);
            if (number.isEmpty()) {
                stated.add("of type %d and %d values".formatted(type & 0xffff, count & 0xffffffffL));
            } else if (number.getAsLong() != 1) {
                stated.add(Long.toString(number.getAsLong()));
            }
        }
        return stated;
    }

    private static Optional<Integer> orientation(ByteBuffer tiff, int at) {
        OptionalLong number = number(tiff, at);
        boolean known = number.isPresent() && number.getAsLong() >= 1 && number.getAsLong() <= 8;
        return known ? Optional.of((int) number.getAsLong()) : Optional.empty();
    }

    /** The value of an entry that is one whole number. */
    private static OptionalLong number(ByteBuffer tiff, int at) {
        if (tiff.getInt(at + 4) != 1) {
            return OptionalLong.empty();
        }
        return switch (tiff.getShort(at + 2)) {
            case BYTE -> OptionalLong.of(tiff.get(at + 8) & 0xff);
            case SHORT -> OptionalLong.of(tiff.getShort(at + 8) & 0xffff);
            case LONG -> OptionalLong.of(tiff.getInt(at + 8) & 0xffffffffL);
            default -> OptionalLong.empty();
        };
    }

    /**
     * The block for a picture that was turned, without the thumbnail. Where it was turned at all, every orientation that
     * is stated says 1, and resolutions are exchanged where rows became columns; else what is stated stays.
     *
     * @param applied the orientation that was applied to the pixels, 1 to 8
     */
    public byte[] upright(int applied) {
        byte[] bytes = block.clone();
        ByteBuffer out = ByteBuffer.wrap(bytes).order(tiff.order());
        int x = directories.ratio(X_RESOLUTION);
        int y = directories.ratio(Y_RESOLUTION);
        if (applied >= 5 && x >= 0 && y >= 0) {
            out.putLong(x, tiff.getLong(y)).putLong(y, tiff.getLong(x));
        }
        if (applied != 1) {
            for (int at : directories.orientations()) {
                out.putShort(at + 2, (short) SHORT).putInt(at + 4, 1).putInt(at + 8, 0);
                out.putShort(at + 8, (short) 1);
            }
        }
        int thumbnail = directories.thumbnailLink();
        if (out.getInt(thumbnail) == 0) {
            return bytes;
        }
        out.putInt(thumbnail, 0);
        return Arrays.copyOf(bytes, (int) Math.min(bytes.length, directories.end()));
    }

    /** Whether the colours are stated to be others than those of sRGB (tag ColorSpace). */
    boolean otherColours() {
        int at = directories.entry(COLOUR_SPACE, SHORT);
        return at >= 0 && tiff.getShort(at + 8) != 1;
    }

    /** The stated resolution, where it has a unit of length. */
    public Optional<Resolution> resolution() {
        int x = directories.ratio(X_RESOLUTION);
        int y = directories.ratio(Y_RESOLUTION);
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
        byte[] bytes = block.clone();
        ByteBuffer out = ByteBuffer.wrap(bytes).order(tiff.order());
        boolean length = unit() != 1 || dpi.kind() == Dpi.Kind.SET;
        for (int at : new int[] {directories.ratio(X_RESOLUTION), directories.ratio(Y_RESOLUTION)}) {
            if (at >= 0 && length) {
                scaleRatio(out, at, dpi, scale);
            }
        }
        int unit = directories.entry(RESOLUTION_UNIT, SHORT);
        if (unit >= 0 && dpi.kind() == Dpi.Kind.SET) {
            out.putShort(unit + 8, (short) 2);
        }
        for (int tag : new int[] {WIDTH, PIXEL_X, HEIGHT, PIXEL_Y}) {
            int at = Math.max(directories.entry(tag, SHORT), directories.entry(tag, LONG));
            if (at >= 0 && tiff.getInt(at + 4) == 1) {
                int pixels = tag == WIDTH || tag == PIXEL_X ? output.width() : output.height();
                out.putShort(at + 2, (short) LONG).putInt(at + 8, pixels);
            }
        }
        return bytes;
    }

    /** A text of the first directory, closing zero included; empty where there is none or it lies beyond the block. */
    Optional<byte[]> text(int tag) {
        int at = directories.entry(tag, ASCII);
        if (at < 0) {
            return Optional.empty();
        }
        long count = tiff.getInt(at + 4) & 0xffffffffL;
        long from = count <= 4 ? at + 8 : tiff.getInt(at + 8) & 0xffffffffL;
        return from + count > block.length
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(block, (int) from, (int) (from + count)));
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
        int at = directories.entry(RESOLUTION_UNIT, SHORT);
        return at < 0 ? 2 : tiff.getShort(at + 8);
    }

    private double ratio(int at) {
        return (double) (tiff.getInt(at) & 0xffffffffL) / (tiff.getInt(at + 4) & 0xffffffffL);
    }
}
