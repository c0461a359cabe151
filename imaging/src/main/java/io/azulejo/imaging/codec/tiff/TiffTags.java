package io.azulejo.imaging.codec.tiff;

import java.util.Set;

/** Numbers of tags, and of what some of them say (TIFF 6.0, appendix A; its supplements for those above 32,767). */
final class TiffTags {
    static final int NEW_SUBFILE_TYPE = 254;
    static final int SUBFILE_TYPE = 255;
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int X_RESOLUTION = 282;
    static final int Y_RESOLUTION = 283;
    static final int PLANAR = 284;
    static final int T4_OPTIONS = 292;
    static final int RESOLUTION_UNIT = 296;
    static final int PREDICTOR = 317;
    static final int COLOUR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    static final int SUB_DIRECTORIES = 330;
    static final int INK_SET = 332;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;
    static final int XMP = 700;
    static final int IPTC = 33723;
    static final int PHOTOSHOP = 34377;
    static final int EXIF = 34665;
    static final int ICC = 34675;
    static final int GPS = 34853;
    static final int INTEROPERABILITY = 40965;
    static final int DNG_VERSION = 50706;
    static final int C2PA = 52545;

    static final int NONE = 1;
    static final int CCITT_RLE = 2;
    static final int CCITT_T4 = 3;
    static final int CCITT_T6 = 4;
    static final int LZW = 5;
    static final int OLD_JPEG = 6;
    static final int JPEG = 7;
    static final int DEFLATE = 8;
    static final int PACK_BITS = 32773;
    static final int OLD_DEFLATE = 32946;

    static final int WHITE_IS_ZERO = 0;
    static final int BLACK_IS_ZERO = 1;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int CMYK = 5;
    static final int YCBCR = 6;
    /** Samples of a colour filter array (TIFF/EP, section 5). */
    static final int FILTER_ARRAY = 32803;
    /** Filter samples that were put together, not yet developed (DNG 1.7, PhotometricInterpretation). */
    static final int LINEAR_RAW = 34892;

    /**
     * Tags that say how pixels are stored (TIFF 6.0; its supplements for tiles, JPEG and inks; what libtiff adds for
     * SGI, old JPEG and strips), and smaller versions of the picture.
     */
    private static final Set<Integer> STORAGE = Set.of(
            NEW_SUBFILE_TYPE,
            255,
            WIDTH,
            HEIGHT,
            BITS,
            COMPRESSION,
            PHOTOMETRIC,
            263,
            264,
            265,
            FILL_ORDER,
            STRIP_OFFSETS,
            SAMPLES,
            ROWS_PER_STRIP,
            STRIP_BYTES,
            280,
            281,
            PLANAR,
            288,
            289,
            T4_OPTIONS,
            293,
            PREDICTOR,
            COLOUR_MAP,
            321,
            TILE_WIDTH,
            TILE_HEIGHT,
            TILE_OFFSETS,
            TILE_BYTES,
            326,
            327,
            328,
            330,
            INK_SET,
            333,
            334,
            336,
            EXTRA_SAMPLES,
            SAMPLE_FORMAT,
            340,
            341,
            346,
            JPEG_TABLES,
            512,
            513,
            514,
            515,
            517,
            518,
            519,
            520,
            521,
            529,
            530,
            531,
            532,
            559,
            32995,
            32996,
            32997,
            32998);
    /** What is read elsewhere. */
    private static final Set<Integer> BLOCKS =
            Set.of(X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT, XMP, IPTC, PHOTOSHOP, ICC, C2PA);

    private TiffTags() {}

    /** Whether a tag says how the picture is stored, or holds a block that is read by itself. */
    static boolean known(int tag) {
        return STORAGE.contains(tag) || BLOCKS.contains(tag);
    }

    static String compression(int value) {
        return switch (value) {
            case NONE -> "no compression";
            case CCITT_RLE, CCITT_T4, CCITT_T6 -> "fax compression";
            case LZW -> "LZW";
            case OLD_JPEG -> "JPEG in the old manner (compression 6)";
            case JPEG -> "JPEG";
            case DEFLATE, OLD_DEFLATE -> "Deflate";
            case PACK_BITS -> "PackBits";
            case 33003, 33005, 34712 -> "JPEG 2000";
            case 34887 -> "LERC";
            case 34925 -> "LZMA";
            case 50000 -> "Zstandard";
            case 50001 -> "WebP";
            default -> "compression " + value;
        };
    }

    static String photometric(int value) {
        return switch (value) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO -> "grey";
            case RGB -> "RGB";
            case PALETTE -> "palette";
            case CMYK -> "CMYK";
            case YCBCR -> "YCbCr";
            case 8, 9, 10 -> "L*a*b*";
            case FILTER_ARRAY, LINEAR_RAW -> "raw camera";
            case 32844, 32845 -> "LogLuv";
            default -> "colour model " + value;
        };
    }
}
