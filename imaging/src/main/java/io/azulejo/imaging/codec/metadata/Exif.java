package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.codec.Strictness;
import io.azulejo.imaging.codec.reading.Findings;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

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
     * {@link #parse} of a block in a file; one that it does not take is left out with a finding.
     *
     * @throws PictureException CORRUPT where the strictness gives a picture up for such a block
     */
    public static Optional<Exif> read(byte[] block, Findings findings) throws PictureException {
        Optional<Exif> exif = parse(block);
        if (exif.isEmpty()) {
            findings.report(
                    Strictness.WARNING,
                    FailureKind.CORRUPT,
                    "EXIF left out: cut or damaged (%d bytes)".formatted(block.length));
        }
        return exif;
    }

    /** Orientation 1..8; 1 where none is stated or the stated one is none of these. */
    public int orientation() {
        int at = directories.entry(ORIENTATION, SHORT);
        int value = at < 0 ? 1 : tiff.getShort(at + 8);
        return value >= 1 && value <= 8 ? value : 1;
    }

    /**
     * The block for an upright picture: orientation 1 where one is stated, resolutions exchanged where rows became
     * columns, and without the thumbnail.
     */
    public byte[] upright() {
        byte[] bytes = block.clone();
        ByteBuffer out = ByteBuffer.wrap(bytes).order(tiff.order());
        int x = directories.ratio(X_RESOLUTION);
        int y = directories.ratio(Y_RESOLUTION);
        if (orientation() >= 5 && x >= 0 && y >= 0) {
            out.putLong(x, tiff.getLong(y)).putLong(y, tiff.getLong(x));
        }
        int at = directories.entry(ORIENTATION, SHORT);
        if (at >= 0) {
            out.putShort(at + 8, (short) 1);
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
