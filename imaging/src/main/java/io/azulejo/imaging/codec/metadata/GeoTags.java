package io.azulejo.imaging.codec.metadata;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The tags by which a TIFF lies on the map (OGC GeoTIFF 1.1, section 7 and annex C), GDAL's two beside them, and RPCs: kept as
 * a TIFF stream, big-endian, of one directory.
 */
public final class GeoTags {
    private static final int PIXEL_SCALE = 33550;
    private static final int TIEPOINTS = 33922;
    private static final int TRANSFORMATION = 34264;
    private static final int KEYS = 34735;
    private static final int RPC = 50844;
    /** GeoDoubleParams, GeoAsciiParams, GDAL_METADATA, GDAL_NODATA: none of them counts pixels. */
    private static final Set<Integer> TAGS =
            Set.of(PIXEL_SCALE, TIEPOINTS, TRANSFORMATION, KEYS, 34736, 34737, 42112, 42113, RPC);
    /** An older way, counted in pixels and not understood here. */
    private static final int INTERGRAPH_MATRIX = 33920;

    /** Of RPCs: errors, offsets and scales, and four polynomials of 20 coefficients ("RPCs in GeoTIFF", Mathews 2006). */
    private static final int RPC_VALUES = 92;

    private static final int RPC_LINE_OFFSET = 2;
    private static final int RPC_LINE_SCALE = 7;

    private static final int SHORT = 3;
    private static final int DOUBLE = 12;
    private static final int RASTER_TYPE_KEY = 1025;
    private static final int PIXEL_IS_POINT = 2;

    private GeoTags() {}

    /** Whether a tag of a TIFF is one of these. */
    public static boolean has(int tag) {
        return TAGS.contains(tag);
    }

    /** Whether a tag says where the picture lies in a way that is not kept. */
    public static boolean notKept(int tag) {
        return tag == INTERGRAPH_MATRIX;
    }

    /**
     * A copy for the picture with {@code scale} times the pixels a side. Where a coordinate names the middle of a pixel
     * (PixelIsPoint) and not its corner, the same place on the map is another half pixel off.
     */
    static byte[] restored(byte[] stream, int scale) {
        byte[] copy = stream.clone();
        ByteBuffer out = ByteBuffer.wrap(copy);
        double half = pixelIsPoint(out) ? 0.5 : 0;
        int directory = out.getInt(4);
        for (int at = directory + 2; at < end(out); at += 12) {
            int count = out.getInt(at + 4);
            if (out.getShort(at + 2) != DOUBLE || count < 3) {
                continue;
            }
            int values = out.getInt(at + 8);
            switch (out.getShort(at) & 0xffff) {
                case PIXEL_SCALE -> {
                    scale(out, values, 1.0 / scale);
                    scale(out, values + 8, 1.0 / scale);
                }
                case TIEPOINTS -> {
                    for (int i = 0; i + 6 <= count; i += 6) {
                        move(out, values + 8 * i, scale, half);
                        move(out, values + 8 * (i + 1), scale, half);
                    }
                }
                case TRANSFORMATION -> {
                    for (int row = 0; count == 16 && row < 3; row++) {
                        int from = values + 32 * row;
                        double step = out.getDouble(from) + out.getDouble(from + 8);
                        out.putDouble(from + 24, out.getDouble(from + 24) + step * (half / scale - half));
                        scale(out, from, 1.0 / scale);
                        scale(out, from + 8, 1.0 / scale);
                    }
                }
                case RPC -> {
                    // Line, and behind it sample; offsets count from the middle of the first pixel.
                    for (int i = 0; count == RPC_VALUES && i < 2; i++) {
                        move(out, values + 8 * (RPC_LINE_OFFSET + i), scale, 0.5);
                        scale(out, values + 8 * (RPC_LINE_SCALE + i), scale);
                    }
                }
                default -> {
                    // Says nothing of pixels.
                }
            }
        }
        return copy;
    }

    private static int end(ByteBuffer stream) {
        int directory = stream.getInt(4);
        return directory + 2 + 12 * (stream.getShort(directory) & 0xffff);
    }

    private static boolean pixelIsPoint(ByteBuffer stream) {
        for (int at = stream.getInt(4) + 2; at < end(stream); at += 12) {
            int count = stream.getInt(at + 4);
            if ((stream.getShort(at) & 0xffff) == KEYS && stream.getShort(at + 2) == SHORT && count > 2) {
                int keys = stream.getInt(at + 8);
                for (int i = 4; i + 4 <= count; i += 4) {
                    if ((stream.getShort(keys + 2 * i) & 0xffff) == RASTER_TYPE_KEY) {
                        return stream.getShort(keys + 2 * i + 6) == PIXEL_IS_POINT;
                    }
                }
            }
        }
        return false;
    }

    private static void scale(ByteBuffer out, int at, double factor) {
        out.putDouble(at, out.getDouble(at) * factor);
    }

    private static void move(ByteBuffer out, int at, int scale, double half) {
        out.putDouble(at, (out.getDouble(at) + half) * scale - half);
    }
}
