package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.tiff.TiffCodec;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others write in strips and tiles, by every compression that is read. */
class TiffCompressionTest extends CodecFixture {
    @Override
    Codec codec() {
        return new TiffCodec();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LZW", "ZLib", "Deflate", "PackBits"})
    void everyCompressionGivesThePixelsInStripsAndTiles(String compression) throws Exception {
        for (BufferedImage image : List.of(grey(8), grey(16), colour(), palette(4), palette(8))) {
            for (boolean tiled : new boolean[] {false, true}) {
                check(image, JdkFiles.tiff(image, compression, tiled));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
    void faxCodesGiveThePixels(String compression) throws Exception {
        BufferedImage image = bilevel();
        check(image, JdkFiles.tiff(image, compression, false));
    }

    @Test
    void jpegInATiffIsWithinWhatJpegLoses() throws Exception {
        BufferedImage image = colour();
        for (boolean tiled : new boolean[] {false, true}) {
            Picture picture = read(JdkFiles.tiff(image, "JPEG", tiled));
            assertEquals(new Shape(70, 50, 3, 8), picture.shape());
            double sum = 0;
            for (int i = 0; i < 70 * 50 * 3; i++) {
                int x = i / 3 % 70;
                int y = i / 210;
                double difference = image.getRaster().getSample(x, y, i % 3) - picture.sample(x, y, i % 3);
                sum += difference * difference;
            }
            assertTrue(sum / (70 * 50 * 3) < 100, "mean square " + sum / (70 * 50 * 3));
        }
    }

    private void check(BufferedImage image, byte[] file) throws Exception {
        Picture picture = read(file);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int c = 0; c < picture.shape().channels(); c++) {
                    boolean raw =
                            image.getRaster().getNumBands() == picture.shape().channels()
                                    && image.getColorModel().getPixelSize() > 4
                                    && !(image.getColorModel() instanceof IndexColorModel);
                    int expected =
                            raw ? image.getRaster().getSample(x, y, c) : image.getRGB(x, y) >> (8 * (2 - c)) & 0xff;
                    assertEquals(expected, picture.sample(x, y, c), "at " + x + "," + y + "," + c);
                }
            }
        }
    }

    private static BufferedImage grey(int bits) {
        return filled(
                new BufferedImage(70, 50, bits == 8 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_USHORT_GRAY));
    }

    private static BufferedImage colour() {
        return JdkFiles.image(Pictures.smooth(new Shape(70, 50, 3, 8), 1));
    }

    private static BufferedImage bilevel() {
        return filled(new BufferedImage(70, 50, BufferedImage.TYPE_BYTE_BINARY));
    }

    private static BufferedImage palette(int bits) {
        byte[] table = new byte[1 << bits];
        new Random(bits).nextBytes(table);
        IndexColorModel colours = new IndexColorModel(bits, 1 << bits, table, table.clone(), new byte[1 << bits]);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        return filled(new BufferedImage(70, 50, type, colours));
    }

    private static BufferedImage filled(BufferedImage image) {
        Random random = new Random(5);
        int most = (1 << image.getSampleModel().getSampleSize(0)) - 1;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                // Runs and noise by turns.
                int value = y % 3 == 0 ? random.nextInt(most + 1) : x / 9 % 2 == 0 ? most : y % (most + 1);
                image.getRaster().setSample(x, y, 0, value);
            }
        }
        return image;
    }

    @Test
    void lengthStatedAsZeroIsThatOfTheRowsWhereNothingIsCompressed() throws Exception {
        Decoded decoded = decode(new TiffFixture(2, 2).strip("01020304", 0));
        assertEquals(4, decoded.picture().sample(1, 1, 0));
        assertEquals(
                List.of("strips whose length is stated as 0: taken to be as long as their pixels are"),
                decoded.notes());
    }

    @Test
    void lengthStatedAsZeroIsFoundByTheCodesWhereTheyKnowTheirEnd() throws Exception {
        Decoded decoded = decode(new TiffFixture(4, 1).set(259, 32_773).strip("fd2a", 0));
        assertEquals(42, decoded.picture().sample(3, 0, 0));
        assertEquals(1, decoded.notes().size());
    }

    @Test
    void rowsThatAreNotThereAreMissedWhateverLengthIsStated() {
        byte[] file = new TiffFixture(20_000, 2).strip("01020304", 0);
        PictureException e = assertThrows(PictureException.class, () -> read(file));
        assertEquals(FailureKind.TRUNCATED, e.kind());
    }
}
