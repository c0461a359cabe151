package io.azulejo.imaging.codec.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.azulejo.imaging.codec.reading.Deadline;
import org.junit.jupiter.api.Test;

/** The samples are those of djpeg of libjpeg-turbo; that whole files are too is JpegJudgedTest's, with any Java. */
class JpegHalfRowsTest {
    private static final int WIDTH = 2;
    private static final int COUNT = 3;

    @Test
    void rowsWrittenTwiceLeadFromOneToTheNext() throws Exception {
        byte[] components = picture(10, 10, 50, 50, 200);
        JpegHalfRows.smooth(components, WIDTH, COUNT, 1, Deadline.NONE);
        // (3 * 10 + 10 + 1) / 4, (3 * 10 + 50 + 2) / 4, (3 * 50 + 10 + 1) / 4, (3 * 50 + 200 + 2) / 4, (3 * 200 + 50 +
        // 1) / 4
        assertArrayEquals(picture(10, 20, 40, 88, 162), components);
    }

    @Test
    void theLastRowOfAnEvenHeightHasNoneBelow() throws Exception {
        byte[] components = picture(0, 0, 100, 100);
        JpegHalfRows.smooth(components, WIDTH, COUNT, 1, Deadline.NONE);
        assertArrayEquals(picture(0, 25, 75, 100), components);
    }

    @Test
    void rowsThatTheDecoderEnlargedStay() throws Exception {
        byte[] components = picture(10, 20, 40, 88, 162);
        JpegHalfRows.smooth(components, WIDTH, COUNT, 1, Deadline.NONE);
        assertArrayEquals(picture(10, 20, 40, 88, 162), components);
    }

    /** Rows of three components, of which the second has the given values; the others differ from row to row. */
    private static byte[] picture(int... rows) {
        byte[] components = new byte[rows.length * WIDTH * COUNT];
        for (int i = 0; i < rows.length * WIDTH; i++) {
            components[COUNT * i] = (byte) (17 * i);
            components[COUNT * i + 1] = (byte) rows[i / WIDTH];
            components[COUNT * i + 2] = (byte) (255 - 5 * i);
        }
        return components;
    }
}
