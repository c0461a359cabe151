package io.azulejo.imaging.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grey is known as grey however it is stored, and nothing else is. */
class GreynessTest {
    private static final long SEED = 4;

    /** Random grey and, where there is alpha, random alpha. */
    private static Picture grey(Shape shape) {
        Random random = new Random(SEED);
        Picture picture = Picture.blank(shape, Metadata.NONE);
        int bytes = shape.bits() / 8;
        for (int y = 0; y < shape.height(); y++) {
            byte[] block = picture.block(y);
            int at = picture.offset(y);
            for (int x = 0; x < shape.width(); x++) {
                byte[] value = new byte[bytes];
                random.nextBytes(value);
                for (int c = 0; c < shape.channels(); c++, at += bytes) {
                    if (c == 3) {
                        random.nextBytes(value);
                    }
                    System.arraycopy(value, 0, block, at, bytes);
                }
            }
        }
        return picture;
    }

    @ParameterizedTest
    @CsvSource({"3, 8", "3, 16", "4, 8", "4, 16"})
    void equalSamplesAreGreyAndEverySampleCounts(int channels, int bits) {
        Shape shape = new Shape(13, 7, channels, bits);
        Picture picture = grey(shape);
        assertTrue(Greyness.of(picture));
        int pixel = channels * bits / 8;
        for (int i = 0; i < picture.block(0).length; i++) {
            boolean alpha = i % pixel >= 3 * bits / 8;
            picture.block(0)[i] ^= 1;
            assertEquals(alpha, Greyness.of(picture), "byte %d changed by one bit, seed %d".formatted(i, SEED));
            picture.block(0)[i] ^= 1;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 16", "2, 8", "2, 16"})
    void aPictureOfOneColourIsGrey(int channels, int bits) {
        assertTrue(Greyness.of(grey(new Shape(9, 5, channels, bits))));
    }

    @Test
    void whatIsFilledUnderZeroAlphaIsGreyWhereWhatShowsIs() {
        Picture picture = grey(new Shape(16, 16, 4, 8));
        byte[] hidden = {(byte) 200, 10, 90, 0};
        System.arraycopy(hidden, 0, picture.block(5), picture.offset(5) + 4 * 7, 4);
        assertFalse(Greyness.of(picture));
        assertTrue(Greyness.of(AlphaFill.fill(picture)));
    }
}
