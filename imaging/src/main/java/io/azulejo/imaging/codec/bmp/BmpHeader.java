package io.azulejo.imaging.codec.bmp;

import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.codec.Probe;
import io.azulejo.imaging.codec.metadata.StatedColour;
import io.azulejo.imaging.codec.reading.Palette;
import io.azulejo.imaging.codec.reading.SourceReader;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What stands before the pixels of a BMP: file header, information header, masks, palette (Microsoft, "Bitmap Storage",
 * BITMAPFILEHEADER to BITMAPV5HEADER).
 *
 * @param topDown whether the first stored row is the upper one
 * @param bits a stored pixel: 1, 2, 4, 8, 16, 24 or 32
 * @param compression as stored: 0 none, 1 and 2 run lengths of 8 and 4 bits, 3 and 6 masks
 * @param pixelsAt where the pixels begin
 * @param masks of a pixel of 16 or 32 bits
 * @param palette empty from 16 bits on
 * @param colour as {@link io.azulejo.imaging.picture.Metadata#colour}
 * @param profileElsewhere whether the profile is another file
 * @param profileAt where an embedded ICC profile lies, 0 without one
 */
record BmpHeader(
        int width,
        int height,
        boolean topDown,
        int bits,
        int compression,
        long pixelsAt,
        Masks masks,
        Palette palette,
        Optional<Resolution> resolution,
        Optional<byte[]> colour,
        boolean profileElsewhere,
        long profileAt,
        int profileBytes) {

    static final int RLE8 = 1;
    static final int RLE4 = 2;
    private static final int MASKS = 3;
    private static final int MASKS_WITH_ALPHA = 6;
    private static final int FILE_HEADER_BYTES = 14;
    private static final int OS2_BYTES = 12;
    private static final int V3_BYTES = 56;
    private static final int V4_BYTES = 108;
    private static final int V5_BYTES = 124;
    private static final int CALIBRATED = 0;
    private static final int EMBEDDED_PROFILE = 0x4d424544;
    private static final int LINKED_PROFILE = 0x4c494e4b;
    private static final Masks FIVE_BITS = new Masks(0x7c00, 0x03e0, 0x001f, 0);
    private static final Masks EIGHT_BITS = new Masks(0xff0000, 0xff00, 0xff, 0);

    /** Which bits of a pixel are red, green, blue and alpha, each one run; alpha 0 where there is none. */
    record Masks(int red, int green, int blue, int alpha) {}

    boolean runLengths() {
        return compression == RLE8 || compression == RLE4;
    }

    boolean hasAlpha() {
        return bits > 8 && masks.alpha() != 0;
    }

    Shape shape() {
        return new Shape(width, height, hasAlpha() ? 4 : 3, 8);
    }

    Probe probe() {
        return new Probe(Format.BMP, shape(), 1, 1);
    }

    /** Bytes of a stored row without run lengths: whole groups of four. */
    long rowBytes() {
        return ((long) width * bits + 31) / 32 * 4;
    }

    static BmpHeader read(SourceReader in) throws PictureException, IOException {
        ByteBuffer file = little(in.bytes(FILE_HEADER_BYTES + 4));
        long pixelsAt = file.getInt(10) & 0xffffffffL;
        int length = file.getInt(FILE_HEADER_BYTES);
        if (length < OS2_BYTES || length > V5_BYTES || (length > OS2_BYTES && length < 16)) {
            throw corrupt("an information header of %d bytes; BMP has 12 to 124".formatted(length));
        }
        // Read into the longest header, so that fields which an older one lacks are 0.
        ByteBuffer info = little(new byte[V5_BYTES]);
        info.put(4, in.bytes(length - 4));
        boolean os2 = length == OS2_BYTES;
        int width = os2 ? info.getShort(4) & 0xffff : info.getInt(4);
        int signed = os2 ? info.getShort(6) & 0xffff : info.getInt(8);
        int bits = info.getShort(os2 ? 10 : 14) & 0xffff;
        int compression = os2 ? 0 : info.getInt(16);
        if (width < 1 || signed == 0 || signed == Integer.MIN_VALUE) {
            throw corrupt("the header says %d x %d pixels".formatted(width, signed));
        }
        check(bits, compression);
        Masks masks = masks(in, info, length, bits, compression);
        Palette palette = bits > 8 ? new Palette(new byte[0]) : palette(in, info, os2 ? 3 : 4, bits, pixelsAt);
        int x = os2 ? 0 : info.getInt(24);
        int y = os2 ? 0 : info.getInt(28);
        boolean profiled = length == V5_BYTES && info.getInt(56) == EMBEDDED_PROFILE && info.getInt(116) > 0;
        return new BmpHeader(
                width,
                Math.abs(signed),
                signed < 0,
                bits,
                compression,
                pixelsAt,
                masks,
                palette,
                x > 0 && y > 0 ? Optional.of(new Resolution(x, y, true)) : Optional.empty(),
                length >= V4_BYTES && info.getInt(56) == CALIBRATED ? colour(info) : Optional.empty(),
                length == V5_BYTES && info.getInt(56) == LINKED_PROFILE,
                profiled ? FILE_HEADER_BYTES + (info.getInt(112) & 0xffffffffL) : 0,
                profiled ? info.getInt(116) : 0);
    }

    /**
     * Primaries as CIE XYZ in units of 2^-30, and a gamma of each in units of 2^-16; their sum is white. Many leave the
     * fields 0, or state gammas that differ, for which PNG has no word.
     */
    private static Optional<byte[]> colour(ByteBuffer info) {
        double[] xy = new double[8];
        double[] white = new double[3];
        for (int primary = 0; primary < 3; primary++) {
            double[] xyz = new double[3];
            for (int i = 0; i < 3; i++) {
                xyz[i] = info.getInt(60 + 12 * primary + 4 * i);
                white[i] += xyz[i];
            }
            chromaticity(xyz, xy, 2 + 2 * primary);
        }
        chromaticity(white, xy, 0);
        int gamma = info.getInt(96);
        boolean one = gamma > 0 && gamma == info.getInt(100) && gamma == info.getInt(104);
        for (double value : xy) {
            one &= value >= 0 && value <= 1;
        }
        StatedColour colour = new StatedColour();
        if (one) {
            colour.take((1 << 16) / (double) gamma, xy);
        }
        return colour.block();
    }

    private static void chromaticity(double[] xyz, double[] xy, int at) {
        double sum = xyz[0] + xyz[1] + xyz[2];
        xy[at] = xyz[0] / sum;
        xy[at + 1] = xyz[1] / sum;
    }

    private static void check(int bits, int compression) throws PictureException {
        if (compression == 4 || compression == 5) {
            throw new PictureException(
                    FailureKind.UNSUPPORTED, "a JPEG or PNG packed in a BMP, which is meant for printers: unpack it");
        }
        boolean known = switch (bits) {
            case 1, 2, 24 -> compression == 0;
            case 4 -> compression == 0 || compression == RLE4;
            case 8 -> compression == 0 || compression == RLE8;
            case 16, 32 -> compression == 0 || compression == MASKS || compression == MASKS_WITH_ALPHA;
            default -> false;
        };
        if (!known) {
            throw corrupt("the header says %d bits of compression %d, which BMP has not"
                    .formatted(bits, compression & 0xffffffffL));
        }
    }

    private static Masks masks(SourceReader in, ByteBuffer info, int length, int bits, int compression)
            throws PictureException, IOException {
        if (compression != MASKS && compression != MASKS_WITH_ALPHA) {
            return bits == 16 ? FIVE_BITS : EIGHT_BITS;
        }
        if (length <= 40) {
            info.put(40, in.bytes(compression == MASKS ? 12 : 16));
        }
        boolean alpha = length >= V3_BYTES || compression == MASKS_WITH_ALPHA;
        int red = info.getInt(40);
        int green = info.getInt(44);
        int blue = info.getInt(48);
        int transparency = alpha ? info.getInt(52) : 0;
        for (int mask : new int[] {red, green, blue, transparency}) {
            boolean empty = mask == 0;
            long run = empty ? 0 : (mask & 0xffffffffL) >>> Integer.numberOfTrailingZeros(mask);
            if ((run & (run + 1)) != 0 || (bits == 16 && mask >>> 16 != 0)) {
                throw corrupt("colour mask %08x in a pixel of %d bits; expected one run of bits".formatted(mask, bits));
            }
        }
        if (red == 0 || green == 0 || blue == 0) {
            throw corrupt("an empty colour mask; expected one of red, of green and of blue");
        }
        return new Masks(red, green, blue, transparency);
    }

    private static Palette palette(SourceReader in, ByteBuffer info, int entryBytes, int bits, long pixelsAt)
            throws PictureException, IOException {
        long used = entryBytes == 3 ? 0 : info.getInt(32) & 0xffffffffL;
        long room = Math.max(0, pixelsAt - in.position()) / entryBytes;
        int count = (int) Math.min(Math.min(used == 0 ? 256 : used, 1L << bits), room);
        if (count == 0) {
            throw corrupt("a palette picture without a palette");
        }
        byte[] stored = in.bytes(count * entryBytes);
        byte[] colours = new byte[count * 3];
        for (int i = 0; i < count; i++) {
            colours[3 * i] = stored[i * entryBytes + 2];
            colours[3 * i + 1] = stored[i * entryBytes + 1];
            colours[3 * i + 2] = stored[i * entryBytes];
        }
        return new Palette(colours);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static PictureException corrupt(String message) {
        return new PictureException(FailureKind.CORRUPT, message);
    }
}
