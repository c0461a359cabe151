package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;

/**
 * How a picture lies in a TIFF.
 *
 * @param samples a pixel, all extra ones included
 * @param bits a sample, 1 to 16
 * @param colours samples that are colour: 1 grey or index, 3 RGB, 4 CMYK
 * @param reversedBits whether the first pixel is in the low bits of a byte
 * @param planar whether each sample has segments of its own
 * @param tiled whether segments are tiles, which are whole at the edges too
 * @param segmentWidth of a tile; of a strip the picture's
 * @param faxOptions as stored with T.4 codes: whether rows refer to those above, and where they begin
 */
record TiffLayout(
        int width,
        int height,
        int samples,
        int bits,
        int colours,
        Alpha alpha,
        int photometric,
        int compression,
        boolean predicted,
        boolean reversedBits,
        boolean planar,
        boolean tiled,
        int segmentWidth,
        int segmentHeight,
        int faxOptions) {

    private static final int MOST_SAMPLES = 64;
    private static final int MOST_TILE_SIDE = 1 << 16;

    /** What the first extra sample is. */
    enum Alpha {
        NONE,
        ASSOCIATED,
        UNASSOCIATED
    }

    boolean palette() {
        return photometric == TiffTags.PALETTE;
    }

    boolean cmyk() {
        return photometric == TiffTags.CMYK;
    }

    boolean fax() {
        return compression >= TiffTags.CCITT_RLE && compression <= TiffTags.CCITT_T6;
    }

    /** Samples of a pixel that are decoded, which are the first ones. */
    int kept() {
        return colours + (alpha == Alpha.NONE ? 0 : 1);
    }

    /** The decoded picture's shape, not yet upright. */
    Shape shape() {
        return new Shape(
                width, height, (cmyk() || palette() ? 3 : colours) + (alpha == Alpha.NONE ? 0 : 1), bits > 8 ? 16 : 8);
    }

    /** Samples that lie together in a row of a segment. */
    int samplesInRow() {
        return planar ? 1 : samples;
    }

    /** Bytes of a row of a segment. */
    long rowBytes() {
        return ((long) segmentWidth * samplesInRow() * bits + 7) / 8;
    }

    int across() {
        return (width - 1) / segmentWidth + 1;
    }

    int down() {
        return (height - 1) / segmentHeight + 1;
    }

    /** Segments in the file. */
    long segments() {
        return (long) across() * down() * (planar ? samples : 1);
    }

    /** UNSUPPORTED or CORRUPT where a directory describes no picture that is read here. */
    static TiffLayout read(TiffDirectory directory) throws PictureException, IOException {
        long width = directory.number(TiffTags.WIDTH, 0);
        long height = directory.number(TiffTags.HEIGHT, 0);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw corrupt("the directory says %s x %s pixels"
                    .formatted(Long.toUnsignedString(width), Long.toUnsignedString(height)));
        }
        int compression = small(directory, TiffTags.COMPRESSION, TiffTags.NONE);
        int photometric = small(directory, TiffTags.PHOTOMETRIC, -1);
        int samples = small(directory, TiffTags.SAMPLES, 1);
        int bits = bits(directory, samples);
        boolean planar = samples > 1 && small(directory, TiffTags.PLANAR, 1) == 2;
        if (photometric < 0) {
            photometric = samples < 3 ? TiffTags.BLACK_IS_ZERO : TiffTags.RGB;
        }
        checkKind(directory, compression, photometric, samples, bits, planar);
        int colours =
                photometric == TiffTags.CMYK ? 4 : photometric == TiffTags.RGB || photometric == TiffTags.YCBCR ? 3 : 1;
        if (samples < colours || samples > MOST_SAMPLES) {
            throw corrupt("%d samples a pixel of %s; expected %d to %d"
                    .formatted(samples, TiffTags.photometric(photometric), colours, MOST_SAMPLES));
        }
        boolean tiled = directory.has(TiffTags.TILE_OFFSETS);
        long segmentWidth = tiled ? directory.number(TiffTags.TILE_WIDTH, 0) : width;
        long segmentHeight =
                directory.number(tiled ? TiffTags.TILE_HEIGHT : TiffTags.ROWS_PER_STRIP, tiled ? 0 : height);
        if (tiled
                && (segmentWidth > Math.max(width, MOST_TILE_SIDE)
                        || segmentHeight > Math.max(height, MOST_TILE_SIDE))) {
            throw corrupt("tiles of %s x %s pixels in a picture of %d x %d"
                    .formatted(
                            Long.toUnsignedString(segmentWidth), Long.toUnsignedString(segmentHeight), width, height));
        }
        if (segmentWidth < 1 || segmentHeight < 1) {
            throw corrupt("%s of %d x %d pixels".formatted(tiled ? "tiles" : "strips", segmentWidth, segmentHeight));
        }
        boolean predicted = predicted(directory, compression, bits);
        return new TiffLayout(
                (int) width,
                (int) height,
                samples,
                bits,
                colours,
                samples > colours ? alpha(directory, samples - colours) : Alpha.NONE,
                photometric,
                compression,
                predicted,
                // The bytes of a JPEG stream stand as they are, whatever is said of bits.
                compression != TiffTags.JPEG && small(directory, TiffTags.FILL_ORDER, 1) == 2,
                planar,
                tiled,
                (int) segmentWidth,
                (int) (tiled ? segmentHeight : Math.min(height, segmentHeight)),
                small(directory, TiffTags.T4_OPTIONS, 0));
    }

    private static int bits(TiffDirectory directory, int samples) throws PictureException, IOException {
        long[] bits = directory.numbers(TiffTags.BITS, Math.min(samples, MOST_SAMPLES));
        if (bits.length == 0) {
            return 1;
        }
        for (long other : bits) {
            if (other != bits[0]) {
                throw unsupported("samples of %d and of %d bits in one pixel".formatted(bits[0], other));
            }
        }
        long[] formats = directory.numbers(TiffTags.SAMPLE_FORMAT, Math.min(samples, MOST_SAMPLES));
        for (long format : formats) {
            if (format == 2 || format == 3) {
                throw unsupported("samples of %d bits that are %s; read are those of 1 to 16 without sign"
                        .formatted(bits[0], format == 2 ? "signed" : "floating point"));
            }
        }
        if (bits[0] < 1 || bits[0] > 16) {
            throw unsupported("samples of %d bits; read are 1 to 16".formatted(bits[0]));
        }
        return (int) bits[0];
    }

    private static void checkKind(
            TiffDirectory directory, int compression, int photometric, int samples, int bits, boolean planar)
            throws PictureException, IOException {
        switch (compression) {
            case TiffTags.NONE, TiffTags.LZW, TiffTags.DEFLATE, TiffTags.OLD_DEFLATE, TiffTags.PACK_BITS -> {}
            case TiffTags.CCITT_RLE, TiffTags.CCITT_T4, TiffTags.CCITT_T6 -> {
                if (bits != 1 || samples != 1) {
                    throw corrupt(
                            "fax compression of %d samples of %d bits; it knows one of one".formatted(samples, bits));
                }
            }
            case TiffTags.JPEG -> {
                int together = planar ? 1 : samples;
                if (bits != 8 || (together != 1 && together != 3) || (planar && photometric == TiffTags.YCBCR)) {
                    throw unsupported(
                            "JPEG in a TIFF with %d samples of %d bits; read are 1 and 3 of 8: save it with LZW"
                                    .formatted(samples, bits));
                }
            }
            default ->
                throw unsupported(
                        "a TIFF with %s: save it with LZW or Deflate".formatted(TiffTags.compression(compression)));
        }
        boolean known = switch (photometric) {
            case TiffTags.WHITE_IS_ZERO, TiffTags.BLACK_IS_ZERO, TiffTags.RGB -> true;
            case TiffTags.PALETTE -> bits <= 8;
            case TiffTags.CMYK -> small(directory, TiffTags.INK_SET, 1) == 1 && bits >= 8;
            case TiffTags.YCBCR -> compression == TiffTags.JPEG;
            default -> false;
        };
        if (!known) {
            throw unsupported("a TIFF of %s with %d bits and %s: save it as RGB"
                    .formatted(TiffTags.photometric(photometric), bits, TiffTags.compression(compression)));
        }
    }

    private static boolean predicted(TiffDirectory directory, int compression, int bits)
            throws PictureException, IOException {
        boolean possible =
                compression == TiffTags.LZW || compression == TiffTags.DEFLATE || compression == TiffTags.OLD_DEFLATE;
        int predictor = possible ? small(directory, TiffTags.PREDICTOR, 1) : 1;
        if (predictor != 1 && (predictor != 2 || (bits != 8 && bits != 16))) {
            throw unsupported(
                    "predictor %d with samples of %d bits; read is 2 with 8 and 16".formatted(predictor, bits));
        }
        return predictor == 2;
    }

    private static Alpha alpha(TiffDirectory directory, int extra) throws PictureException, IOException {
        long[] kinds = directory.numbers(TiffTags.EXTRA_SAMPLES, 1);
        if (kinds.length == 0) {
            return extra == 1 ? Alpha.UNASSOCIATED : Alpha.NONE;
        }
        return kinds[0] == 1 ? Alpha.ASSOCIATED : kinds[0] == 2 ? Alpha.UNASSOCIATED : Alpha.NONE;
    }

    private static int small(TiffDirectory directory, int tag, int otherwise) throws PictureException, IOException {
        long value = directory.number(tag, otherwise);
        return value == otherwise ? otherwise : (int) Math.max(0, Math.min(65_536, value));
    }

    private static PictureException corrupt(String message) {
        return new PictureException(FailureKind.CORRUPT, message);
    }

    private static PictureException unsupported(String message) {
        return new PictureException(FailureKind.UNSUPPORTED, message);
    }
}
