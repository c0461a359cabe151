package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoTagsTest {
    private static final int PIXEL_SCALE = 33550;
    private static final int TIEPOINTS = 33922;
    private static final int TRANSFORMATION = 34264;
    private static final int KEYS = 34735;
    private static final int DOUBLE = 12;
    private static final int HEAD = 8 + 2 + 2 * 12 + 4;

    @Test
    void cornersOfPixelsMoveByTheScale() {
        byte[] restored = GeoTags.restored(tied(1, 10, 5, 0, 3, 4, 0, 500_000, 4_100_000, 0), 2);
        assertArrayEquals(new double[] {5, 2.5, 0, 6, 8, 0, 500_000, 4_100_000, 0}, doubles(restored, 9));
    }

    @Test
    void middlesOfPixelsStayWhereTheyAreOnTheMap() {
        byte[] restored = GeoTags.restored(tied(2, 10, 10, 0, 0, 0, 0, 500_000, 4_100_000, 0), 2);
        // The middle of the first pixel is the corner where the first four of the output meet.
        assertArrayEquals(new double[] {5, 5, 0, 0.5, 0.5, 0, 500_000, 4_100_000, 0}, doubles(restored, 9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void transformationsGiveTheSamePlaces(int rasterType) {
        double[] matrix = {10, 1, 0, 500_000, 2, -5, 0, 4_100_000, 0, 0, 0, 0, 0, 0, 0, 1};
        double[] restored = doubles(GeoTags.restored(transformed(rasterType, matrix), 4), 16);
        double middle = rasterType == 2 ? 0.5 : 0;
        double[] pixel = {7, 9};
        double[] larger = {4 * (7 + middle) - middle, 4 * (9 + middle) - middle};
        for (int row = 0; row < 2; row++) {
            assertEquals(place(matrix, row, pixel), place(restored, row, larger), 1e-6);
        }
    }

    /** RPCs give line and sample by ratios of polynomials: l = offset + scale * ratio, from the first pixel's middle. */
    @Test
    void polynomialsGiveTheSamePlaces() {
        double[] values = new double[92];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 + i;
        }
        ByteBuffer stream = ByteBuffer.allocate(8 + 2 + 12 + 4 + 8 * values.length);
        stream.putShort((short) 0x4d4d).putShort((short) 42).putInt(8).putShort((short) 1);
        stream.putShort((short) 50844)
                .putShort((short) DOUBLE)
                .putInt(92)
                .putInt(26)
                .putInt(0);
        for (double value : values) {
            stream.putDouble(value);
        }
        double[] restored = new double[92];
        ByteBuffer.wrap(GeoTags.restored(stream.array(), 4))
                .position(26)
                .asDoubleBuffer()
                .get(restored);
        double[] expected = values.clone();
        for (int axis = 0; axis < 2; axis++) {
            double ratio = 0.25;
            double before = values[2 + axis] + values[7 + axis] * ratio;
            assertEquals((before + 0.5) * 4 - 0.5, restored[2 + axis] + restored[7 + axis] * ratio, 1e-9);
            expected[2 + axis] = restored[2 + axis];
            expected[7 + axis] = restored[7 + axis];
        }
        assertArrayEquals(expected, restored);
    }

    @Test
    void streamsOfOtherTypesAreLeftAlone() {
        long seed = 11;
        Random random = new Random(seed);
        byte[] stream = tied(1, 10, 5, 0, 3, 4, 0, 500_000, 4_100_000, 0);
        for (int type = 0; type < DOUBLE; type++) {
            byte[] other = stream.clone();
            ByteBuffer.wrap(other).putShort(8 + 2 + 2, (short) type).putInt(8 + 2 + 8, random.nextInt());
            ByteBuffer.wrap(other).putShort(8 + 2 + 14, (short) type).putInt(8 + 2 + 20, random.nextInt());
            assertArrayEquals(other, GeoTags.restored(other, 2), "seed " + seed + ", type " + type);
        }
    }

    private static double place(double[] matrix, int row, double[] pixel) {
        return matrix[4 * row] * pixel[0] + matrix[4 * row + 1] * pixel[1] + matrix[4 * row + 3];
    }

    private static byte[] tied(int rasterType, double... values) {
        ByteBuffer stream = ByteBuffer.allocate(HEAD + 12 + 8 * 9 + 16);
        stream.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 3);
        entry(stream, PIXEL_SCALE, DOUBLE, 3, HEAD + 12);
        entry(stream, TIEPOINTS, DOUBLE, 6, HEAD + 12 + 24);
        entry(stream, KEYS, 3, 8, HEAD + 12 + 72);
        stream.putInt(0);
        fill(stream, rasterType, values);
        return stream.array();
    }

    private static byte[] transformed(int rasterType, double... matrix) {
        ByteBuffer stream = ByteBuffer.allocate(HEAD + 8 * 16 + 16);
        stream.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 2);
        entry(stream, TRANSFORMATION, DOUBLE, 16, HEAD);
        entry(stream, KEYS, 3, 8, HEAD + 128);
        stream.putInt(0);
        fill(stream, rasterType, matrix);
        return stream.array();
    }

    private static void fill(ByteBuffer stream, int rasterType, double... values) {
        for (double value : values) {
            stream.putDouble(value);
        }
        for (int value : new int[] {1, 1, 0, 1, 1025, 0, 1, rasterType}) {
            stream.putShort((short) value);
        }
    }

    private static void entry(ByteBuffer stream, int tag, int type, int count, int at) {
        stream.putShort((short) tag).putShort((short) type).putInt(count).putInt(at);
    }

    /** What stands behind the directory. */
    private static double[] doubles(byte[] stream, int count) {
        ByteBuffer in = ByteBuffer.wrap(stream);
        in.position(8 + 2 + 12 * in.getShort(8) + 4);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.getDouble();
        }
        return values;
    }
}
