package io.azulejo.imaging.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.metric.TestPictures;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImresizeTest {
    @ParameterizedTest
    @CsvSource({"down2,1,2", "down3,1,3", "down4,1,4", "up2,2,1", "up3,3,1", "up4,4,1"})
    void eightBitsAreMatlabsBitForBit(String name, int numerator, int denominator) {
        Picture picture = TestPictures.png(fixture("picture.png"));
        assertSame(TestPictures.png(fixture(name + ".png")), Imresize.resize(picture, numerator, denominator));
    }

    @ParameterizedTest
    @CsvSource({"down2,1,2", "down3,1,3", "down4,1,4", "up2,2,1", "up3,3,1", "up4,4,1"})
    void sixteenBitsAreMatlabsBitForBit(String name, int numerator, int denominator) throws IOException {
        Picture picture = Npy.read(fixture("picture-16.npy")).picture();
        Picture expected = Npy.read(fixture(name + "-16.npy")).picture();
        assertSame(expected, Imresize.resize(picture, numerator, denominator));
    }

    @ParameterizedTest
    @CsvSource({"down2,1,2", "down3,1,3", "down4,1,4", "up2,2,1", "up3,3,1", "up4,4,1"})
    void realNumbersAreNeitherRoundedNorClamped(String name, int numerator, int denominator) throws IOException {
        Picture picture = TestPictures.png(fixture("picture.png"));
        Npy expected = Npy.read(fixture(name + "-float.npy"));
        int[] samples = TestPictures.samples(picture);
        int width = picture.shape().width();
        int height = picture.shape().height();
        for (int channel = 0; channel < 3; channel++) {
            int c = channel;
            double[] plane = IntStream.range(0, width * height)
                    .mapToDouble(i -> samples[3 * i + c] / 255.0)
                    .toArray();
            assertArrayEquals(expected.plane(c), Imresize.resize(plane, width, height, numerator, denominator), 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void thePublishedSmallPicturesComeOutOfTheLargeOnes(int scale) {
        Path small = TestPictures.shared("data/benchmark/Set5/LR_bicubic/X" + scale);
        for (Path file : TestPictures.pngs(TestPictures.shared("data/benchmark/Set5/HR"))) {
            Picture large = TestPictures.png(file);
            int width = large.shape().width() / scale * scale;
            int height = large.shape().height() / scale * scale;
            String name = file.getFileName().toString().replace(".png", "x" + scale + ".png");
            assertSame(
                    TestPictures.png(small.resolve(name)),
                    Imresize.resize(TestPictures.cropped(large, width, height), 1, scale));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,8,2", "7,5,16,3", "40,1,8,4", "1,40,16,4"})
    void rowsAreThoseOfTheWholeInAnyOrder(int width, int height, int bits, int scale) {
        Picture picture = TestPictures.noise(new Shape(width, height, 4, bits), 11);
        Picture whole = Imresize.resize(picture, scale, 1);
        ResizedRows alpha = Imresize.rows(picture, 3, 1, scale);
        assertEquals(new Shape(width * scale, height * scale, 1, bits), alpha.shape());
        int[] row = new int[width * scale];
        for (int y = height * scale - 1; y >= 0; y--) {
            alpha.copyRow(y, row);
            int at = y;
            int[] expected = IntStream.range(0, row.length)
                    .map(x -> whole.sample(x, at, 3))
                    .toArray();
            assertArrayEquals(expected, row, () -> "row " + at);
        }
    }

    @ParameterizedTest
    @CsvSource({"2,3", "3,2", "4,5", "7,3", "1,7", "5,1", "127,128", "1,1"})
    void everyRatioFollowsTheDefinition(int numerator, int denominator) {
        double[] line = new Random(3).doubles(29).toArray();
        double[] expected = definition(line, (double) numerator / denominator);
        double[] resized = Imresize.resize(line, line.length, 1, numerator, denominator);
        // A line may be resized to several rows, all of them equal.
        assertEquals(0, resized.length % expected.length);
        for (int i = 0; i < resized.length; i++) {
            assertEquals(expected[i % expected.length], resized[i], 1e-12, "sample " + i);
        }
    }

    /** One line by the definition: every sample of the mirrored line, weighted by the widened kernel. */
    private static double[] definition(double[] line, double scale) {
        double[] resized = new double[(int) Math.ceil(line.length * scale - 1e-9)];
        double narrow = Math.min(1, scale);
        for (int i = 0; i < resized.length; i++) {
            double centre = (i + 1) / scale + 0.5 * (1 - 1 / scale) - 1;
            double sum = 0;
            double weights = 0;
            for (int at = -line.length; at < 2 * line.length; at++) {
                double weight = cubic(Math.abs(centre - at) * narrow);
                int mirrored = at < 0 ? -1 - at : at < line.length ? at : 2 * line.length - 1 - at;
                sum += weight * line[mirrored];
                weights += weight;
            }
            resized[i] = sum / weights;
        }
        return resized;
    }

    private static double cubic(double t) {
        if (t <= 1) {
            return 1.5 * t * t * t - 2.5 * t * t + 1;
        }
        return t <= 2 ? -0.5 * t * t * t + 2.5 * t * t - 4 * t + 2 : 0;
    }

    @Test
    void channelsThatAreNotThereAreRefused() {
        Picture picture = flat(new Shape(3, 3, 2, 8), 1);
        assertThrows(IllegalArgumentException.class, () -> Imresize.rows(picture, 2, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> Imresize.rows(picture, -1, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> Imresize.rows(picture, 0, 0, 2));
    }

    @Test
    void aFlatPictureStaysFlatAtEveryScale() {
        Picture flat = flat(new Shape(13, 9, 3, 16), 40_001);
        for (int numerator = 1; numerator <= 7; numerator++) {
            for (int denominator = 1; denominator <= 7; denominator++) {
                Picture resized = Imresize.resize(flat, numerator, denominator);
                assertSame(flat(resized.shape(), 40_001), resized);
            }
        }
    }

    @Test
    void anExactHalfGoesUp() {
        // A symmetric kernel in the middle: as much weight on 7 as on 8.
        Picture picture = TestPictures.of(new Shape(4, 1, 1, 8), 7, 7, 8, 8);
        assertEquals(8, Imresize.resize(picture, 1, 4).sample(0, 0, 0));
    }

    @Test
    void theSizeIsRoundedUp() {
        Shape shape = new Shape(31, 23, 1, 8);
        assertEquals(new Shape(11, 8, 1, 8), Imresize.resized(shape, 1, 3));
        assertEquals(new Shape(47, 35, 1, 8), Imresize.resized(shape, 3, 2));
    }

    @Test
    void aScaleIsTheSameInAnyTerms() {
        Picture picture = TestPictures.noise(new Shape(30, 20, 1, 8), 5);
        assertSame(Imresize.resize(picture, 2, 3), Imresize.resize(picture, 400, 600));
    }

    @Test
    void scalesOutOfRangeAreRefusedWithTheLimit() {
        Picture picture = flat(new Shape(3, 3, 1, 8), 1);
        assertThrows(IllegalArgumentException.class, () -> Imresize.resize(picture, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Imresize.resize(picture, 1, -2));
        String message = assertThrows(IllegalArgumentException.class, () -> Imresize.resize(picture, 131, 130))
                .getMessage();
        assertTrue(message.contains("131/130") && message.contains("128"), message);
    }

    private static Path fixture(String name) {
        return TestPictures.shared("fixtures/metrics/imresize/" + name);
    }

    private static Picture flat(Shape shape, int value) {
        int[] samples = new int[shape.width() * shape.height() * shape.channels()];
        Arrays.fill(samples, value);
        return TestPictures.of(shape, samples);
    }

    private static void assertSame(Picture expected, Picture actual) {
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(TestPictures.samples(expected), TestPictures.samples(actual));
    }
}
