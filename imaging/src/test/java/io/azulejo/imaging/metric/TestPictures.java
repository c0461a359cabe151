package io.azulejo.imaging.metric;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Pictures for tests: the shared ones, read without this project's codecs, and made ones. */
public final class TestPictures {
    private TestPictures() {}

    /** A file or folder of the shared data; the test that asks is skipped where it is absent. */
    public static Path shared(String path) {
        Path found = Path.of(System.getProperty("azulejo.shared", "")).resolve(path);
        assumeTrue(Files.exists(found), "the shared data has no " + path + " here");
        return found;
    }

    /** The PNG files of a folder, by name. */
    public static List<Path> pngs(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG without palette, of 8 or 16 bits. */
    public static Picture png(Path file) {
        try {
            ImageIO.setUseCache(false);
            var image = ImageIO.read(file.toFile());
            if (image.getColorModel() instanceof IndexColorModel) {
                throw new IOException(file + " has a palette");
            }
            return of(image.getRaster());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Picture of(Raster raster) {
        int bits = raster.getSampleModel().getSampleSize(0);
        Shape shape = new Shape(raster.getWidth(), raster.getHeight(), raster.getNumBands(), bits);
        Picture picture = Picture.blank(shape, Metadata.NONE);
        int[] row = new int[shape.width() * shape.channels()];
        for (int y = 0; y < shape.height(); y++) {
            fill(picture, y, raster.getPixels(0, y, shape.width(), 1, row));
        }
        return picture;
    }

    /** A picture of the samples given: rows from the top, interleaved. */
    public static Picture of(Shape shape, int... samples) {
        Picture picture = Picture.blank(shape, Metadata.NONE);
        int length = shape.width() * shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            fill(picture, y, Arrays.copyOfRange(samples, y * length, (y + 1) * length));
        }
        return picture;
    }

    /** All samples of a picture: rows from the top, interleaved. */
    public static int[] samples(Picture picture) {
        Shape shape = picture.shape();
        int[] samples = new int[shape.width() * shape.height() * shape.channels()];
        for (int i = 0; i < samples.length; i++) {
            int pixel = i / shape.channels();
            samples[i] = picture.sample(pixel % shape.width(), pixel / shape.width(), i % shape.channels());
        }
        return samples;
    }

    /** Uniform noise over the whole range of every channel. */
    public static Picture noise(Shape shape, long seed) {
        int length = shape.width() * shape.channels() * shape.height();
        return of(shape, new Random(seed).ints(length, 0, shape.maximum() + 1).toArray());
    }

    /** The left top part of a picture. */
    public static Picture cropped(Picture picture, int width, int height) {
        Shape from = picture.shape();
        Shape shape = new Shape(width, height, from.channels(), from.bits());
        Picture cropped = Picture.blank(shape, picture.metadata());
        for (int y = 0; y < height; y++) {
            System.arraycopy(
                    picture.block(y), picture.offset(y), cropped.block(y), cropped.offset(y), shape.rowBytes());
        }
        return cropped;
    }

    private static void fill(Picture picture, int y, int[] row) {
        byte[] block = picture.block(y);
        int at = picture.offset(y);
        for (int sample : row) {
            if (picture.shape().bits() == 16) {
                block[at++] = (byte) (sample >> 8);
            }
            block[at++] = (byte) sample;
        }
    }
}
