package io.azulejo.imaging.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {
    private static final List<String> ALL = List.copyOf(Metrics.NAMES.keySet());
    private static final Map<String, Double> EQUAL_GREYS = Map.of("psnr_gray", Double.POSITIVE_INFINITY);

    @Test
    void figuresAreThoseOfTheReferenceImplementations() throws IOException {
        Path folder = TestPictures.shared("fixtures/metrics");
        List<String> lines = Files.readAllLines(folder.resolve("expected.tsv"));
        String[] names = lines.get(0).split("\t");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t");
            Picture reference = TestPictures.png(folder.resolve(cells[1]));
            Picture restored = TestPictures.png(folder.resolve(cells[2]));
            Map<String, Double> values = compare(ALL, restored, reference, Integer.parseInt(cells[7]));
            for (int i = 8; i < cells.length; i++) {
                double expected = cells[i].equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(cells[i]);
                assertEquals(expected, values.get(names[i]), 1e-9, names[i] + " of " + line);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3,8,0", "3,16,2", "1,8,4", "4,8,7"})
    void bandsAddUpToTheWhole(int channels, int bits, int crop) {
        for (long seed = 0; seed < 20; seed++) {
            Shape shape = new Shape(33, 60, channels, bits);
            Picture reference = TestPictures.noise(shape, seed);
            Picture restored = TestPictures.noise(shape, seed + 1000);
            Random random = new Random(seed);
            TreeSet<Integer> cuts = new TreeSet<>(List.of(0, shape.height()));
            random.ints(1 + random.nextInt(12), 1, shape.height()).forEach(cuts::add);
            List<Map<String, double[]>> sums = new ArrayList<>();
            for (int to : cuts.tailSet(0, false)) {
                Comparison band = Metrics.compare(ALL, shape, reference, crop, cuts.lower(to), to);
                write(restored, band, band.firstRow(), band.endRow());
                sums.add(band.sums());
            }
            Map<String, Double> banded = Metrics.values(sums);
            Map<String, Double> whole = compare(ALL, restored, reference, crop);
            String which = "seed " + seed + ", cuts " + cuts;
            assertEquals(List.copyOf(whole.keySet()), List.copyOf(banded.keySet()), which);
            whole.forEach((name, value) -> assertEquals(value, banded.get(name), 1e-9, name + ", " + which));
        }
    }

    @Test
    void aBandSeesItsOwnRowsAndForSsimFiveMoreOnEachSide() {
        Shape shape = new Shape(20, 40, 1, 8);
        Picture reference = TestPictures.noise(shape, 1);
        Comparison ssim = Metrics.compare(List.of("ssim_y"), shape, reference, 0, 3, 20);
        assertEquals(List.of(0, 25), List.of(ssim.firstRow(), ssim.endRow()));
        Comparison psnr = Metrics.compare(List.of("psnr_y"), shape, reference, 0, 3, 20);
        assertEquals(List.of(3, 20), List.of(psnr.firstRow(), psnr.endRow()));
    }

    @Test
    void valuesComeInTheOrderOfTheirNames() {
        Picture picture = TestPictures.noise(new Shape(16, 16, 3, 8), 1);
        List<String> names = List.of("ssim_y", "psnr_rgb", "ssim_rgb", "psnr_y");
        assertEquals(names, List.copyOf(compare(names, picture, picture, 0).keySet()));
    }

    @Test
    void colourHasNoGreyPsnr() {
        List<String> names = List.of("psnr_gray");
        Picture grey = TestPictures.noise(new Shape(16, 16, 1, 8), 1);
        Picture colour = TestPictures.noise(new Shape(16, 16, 3, 8), 2);
        assertEquals(EQUAL_GREYS, compare(names, grey, grey, 0));
        assertEquals(Map.of(), compare(names, colour, colour, 0));
        assertEquals(Map.of(), compare(names, grey, colour, 0));
        assertEquals(Map.of(), compare(names, colour, grey, 0));
    }

    @Test
    void greyBesideColourCountsAsThreeEqualChannels() {
        Picture grey = TestPictures.noise(new Shape(16, 16, 1, 8), 1);
        Picture colour = TestPictures.noise(new Shape(16, 16, 3, 8), 2);
        int[] samples = new int[16 * 16 * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = grey.sample(i / 3 % 16, i / 48, 0);
        }
        Picture three = TestPictures.of(new Shape(16, 16, 3, 8), samples);
        assertEquals(compare(ALL, three, colour, 0), compare(ALL, grey, colour, 0));
        assertEquals(compare(ALL, colour, three, 0), compare(ALL, colour, grey, 0));
    }

    @Test
    void alphaDoesNotCount() {
        Picture a = TestPictures.of(new Shape(2, 1, 2, 8), 10, 0, 20, 255);
        Picture b = TestPictures.of(new Shape(2, 1, 1, 8), 10, 20);
        assertEquals(EQUAL_GREYS, compare(List.of("psnr_gray"), a, b, 0));
    }

    @Test
    void eightAndSixteenBitsCompare() {
        Picture eight = TestPictures.of(new Shape(2, 1, 1, 8), 10, 255);
        Picture sixteen = TestPictures.of(new Shape(2, 1, 1, 16), 10 * 257, 65_535);
        assertEquals(EQUAL_GREYS, compare(List.of("psnr_gray"), eight, sixteen, 0));
    }

    @Test
    void aLargerReferenceIsCutAtRightAndBottom() {
        Picture reference = TestPictures.noise(new Shape(23, 19, 3, 8), 4);
        Picture restored = TestPictures.noise(new Shape(20, 18, 3, 8), 5);
        assertEquals(
                compare(ALL, restored, TestPictures.cropped(reference, 20, 18), 1),
                compare(ALL, restored, reference, 1));
    }

    @ParameterizedTest
    @CsvSource({"10,40,0", "40,10,0", "12,40,1", "40,14,2"})
    void whatIsSmallerThanTheWindowHasNoSsim(int width, int height, int crop) {
        Picture picture = TestPictures.noise(new Shape(width, height, 3, 8), 1);
        Map<String, Double> values = compare(List.of("ssim_y", "ssim_rgb", "psnr_y"), picture, picture, crop);
        assertEquals(Map.of("psnr_y", Double.POSITIVE_INFINITY), values);
    }

    @ParameterizedTest
    @CsvSource({"4,40,2", "40,4,2", "3,3,2147483647"})
    void whereTheCropLeavesNothingThereAreNoFigures(int width, int height, int crop) {
        Picture picture = TestPictures.noise(new Shape(width, height, 3, 8), 1);
        assertEquals(Map.of(), compare(ALL, picture, picture, crop));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        Picture picture = TestPictures.noise(new Shape(4, 4, 1, 8), 1);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Metrics.compare(List.of("psnr"), picture.shape(), picture, 0))
                .getMessage();
        assertTrue(message.contains("'psnr'"), message);
        ALL.forEach(name -> assertTrue(message.contains(name), message));
    }

    @Test
    void aSmallerReferenceIsRefusedWithBothSizes() {
        Picture reference = TestPictures.noise(new Shape(4, 5, 1, 8), 1);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Metrics.compare(ALL, new Shape(4, 6, 1, 8), reference, 0))
                .getMessage();
        assertTrue(message.contains("4x5") && message.contains("4x6"), message);
    }

    @Test
    void thereAreNoFiguresBeforeTheLastRowAndNoRowsAfterIt() {
        Picture picture = TestPictures.noise(new Shape(4, 4, 1, 8), 1);
        Comparison comparison = Metrics.compare(ALL, picture.shape(), picture, 0);
        write(picture, comparison, 0, 3);
        assertThrows(IllegalStateException.class, comparison::values);
        write(picture, comparison, 3, 4);
        assertEquals(Double.POSITIVE_INFINITY, comparison.values().get("psnr_gray"));
        assertThrows(IllegalStateException.class, () -> write(picture, comparison, 3, 4));
    }

    static Map<String, Double> compare(List<String> names, Picture restored, Picture reference, int crop) {
        Comparison comparison = Metrics.compare(names, restored.shape(), reference, crop);
        write(restored, comparison, 0, restored.shape().height());
        return comparison.values();
    }

    private static void write(Picture restored, Comparison comparison, int from, int to) {
        for (int y = from; y < to; y++) {
            comparison.write(restored.block(y), restored.offset(y));
        }
    }
}
