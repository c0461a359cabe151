package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.tiff.TiffCodec;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffCodecTest extends CodecContract {
    @Override
    Codec codec() {
        return new TiffCodec();
    }

    @Override
    List<Shape> shapes() {
        return List.of(
                new Shape(40, 30, 3, 8),
                new Shape(37, 29, 1, 8),
                new Shape(33, 5, 2, 8),
                new Shape(1, 50, 4, 8),
                new Shape(50, 3, 1, 16),
                new Shape(21, 22, 2, 16),
                new Shape(23, 24, 3, 16),
                new Shape(25, 26, 4, 16));
    }

    @Override
    double fidelity() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    Metadata held(Metadata metadata) {
        return metadata;
    }

    @Override
    byte[] withCredentials() throws Exception {
        return new TiffFixture(1, 1).bytes(52545, new byte[8]).strip("2a");
    }

    @Override
    Optional<Shape> impossible() {
        return Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LZW", "ZLib", "Deflate", "PackBits"})
    void everyCompressionGivesThePixelsInStripsAndTiles(String compression) throws Exception {
        for (BufferedImage image : List.of(grey(8), grey(16), colour(), palette(4), palette(8))) {
            for (boolean tiled : new boolean[] {false, true}) {
                check(image, writtenByJdk(image, compression, tiled));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
    void faxCodesGiveThePixels(String compression) throws Exception {
        BufferedImage image = bilevel();
        check(image, writtenByJdk(image, compression, false));
    }

    @Test
    void jpegInATiffIsWithinWhatJpegLoses() throws Exception {
        BufferedImage image = colour();
        for (boolean tiled : new boolean[] {false, true}) {
            Picture picture = read(writtenByJdk(image, "JPEG", tiled));
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

    @ParameterizedTest
    @CsvSource({
        // Grey of 1 bit, black is zero and white is zero; 4 bits; 12 bits, which become 16.
        "1, 1, 1, 80, 255 0 0",
        "1, 0, 1, 80, 0 255 255",
        "4, 1, 1, 1f80, 17 255 136",
        "12, 1, 1, 001fff8000, 16 65535 32776"
    })
    void samplesOfEveryWidthAreScaled(int bits, int photometric, int samples, String hex, String expected)
            throws Exception {
        byte[] file = new TiffFixture(3, 1)
                .set(258, bits)
                .set(262, photometric)
                .set(277, samples)
                .strip(hex);
        Picture picture = read(file);
        String actual = "%d %d %d".formatted(picture.sample(0, 0, 0), picture.sample(1, 0, 0), picture.sample(2, 0, 0));
        assertEquals(expected, actual);
    }

    @Test
    void associatedAlphaIsTakenOutOfTheColoursWithANote() throws Exception {
        byte[] file = new TiffFixture(2, 1)
                .set(258, 8, 8, 8, 8)
                .set(262, 2)
                .set(277, 4)
                .set(338, 1)
                .strip("40201080" + "00000000");
        Decoded decoded = codec().decode(ByteSource.of(file), DEFAULT);
        assertEquals(128, decoded.picture().sample(0, 0, 0));
        assertEquals(64, decoded.picture().sample(0, 0, 1));
        assertEquals(128, decoded.picture().sample(0, 0, 3));
        assertEquals(
                List.of("colours divided by their alpha, with which the file had multiplied them"), decoded.notes());
    }

    @Test
    void samplesThatAreNeitherColourNorAlphaAreLeftOutWithANote() throws Exception {
        byte[] file = new TiffFixture(1, 1)
                .set(258, 8, 8, 8, 8)
                .set(262, 2)
                .set(277, 4)
                .set(338, 0)
                .strip("01020304");
        Decoded decoded = codec().decode(ByteSource.of(file), DEFAULT);
        assertEquals(new Shape(1, 1, 3, 8), decoded.picture().shape());
        assertEquals(List.of("1 more sample a pixel left out: neither colour nor alpha"), decoded.notes());
    }

    @Test
    void cmykGoesThroughItsProfileWhichIsThenDropped() throws Exception {
        Supplier<TiffFixture> cmyk =
                () -> new TiffFixture(2, 1).set(258, 8, 8, 8, 8).set(262, 5).set(277, 4);
        Picture formula = read(cmyk.get().strip("00000000" + "ff000000"));
        Decoded decoded = codec().decode(
                        ByteSource.of(
                                cmyk.get().bytes(34675, Blocks.cmykProfile()).strip("00000000" + "ff000000")),
                        DEFAULT);
        assertEquals(0, formula.sample(1, 0, 0));
        assertEquals(255, formula.sample(1, 0, 1));
        assertEquals(255, decoded.picture().sample(0, 0, 0), 3);
        assertEquals(decoded.picture().sample(1, 0, 0), decoded.picture().sample(1, 0, 1), 3);
        assertEquals(162, decoded.picture().sample(1, 0, 0), 6);
        assertEquals(Optional.empty(), decoded.picture().metadata().icc());
        assertEquals(List.of("CMYK converted to sRGB by its ICC profile, which is dropped"), decoded.notes());
    }

    @Test
    void cmykOfSixteenBitsStaysSixteen() throws Exception {
        TiffFixture file =
                new TiffFixture(1, 1).set(258, 16, 16, 16, 16).set(262, 5).set(277, 4);
        Picture picture = read(file.strip("8000" + "0000" + "ffff" + "0000"));
        assertEquals(new Shape(1, 1, 3, 16), picture.shape());
        assertEquals(32767, picture.sample(0, 0, 0));
        assertEquals(65535, picture.sample(0, 0, 1));
        assertEquals(0, picture.sample(0, 0, 2));
    }

    @Test
    void reducedVersionsAndMasksAreNoPages() throws Exception {
        byte[] three = new TiffFixture(1, 1)
                .next(new TiffFixture(1, 1).next(new TiffFixture(1, 1)))
                .strip("2a");
        byte[] reduced = new TiffFixture(1, 1)
                .next(new TiffFixture(1, 1).set(254, 1).next(new TiffFixture(1, 1).set(254, 4)))
                .strip("2a");
        assertEquals(3, codec().probe(ByteSource.of(three)).pages());
        assertEquals(1, codec().probe(ByteSource.of(reduced)).pages());
        assertEquals(
                List.of("the first of 3 pages is taken"),
                codec().decode(ByteSource.of(three), DEFAULT).notes());
    }

    @Test
    void thumbnailBeforeThePictureIsSteppedOver() throws Exception {
        byte[] file =
                new TiffFixture(1, 1).set(254, 1).next(new TiffFixture(2, 1)).strip("2a2b");
        assertEquals(new Shape(2, 1, 1, 8), read(file).shape());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "259 | 50000 | a TIFF with Zstandard: save it with LZW or Deflate",
                "259 | 6 | a TIFF with JPEG in the old manner (compression 6): save it with LZW or Deflate",
                "339 | 3 | samples of 8 bits that are floating point; read are those of 1 to 16 without sign",
                "258 | 32 | samples of 32 bits; read are 1 to 16",
                "262 | 8 | a TIFF of L*a*b* with 8 bits and no compression: save it as RGB",
                "50706 | 1 | a raw camera file (DNG): develop it first"
            })
    void whatIsNotReadIsNamed(int tag, int value, String message) {
        byte[] file = new TiffFixture(1, 1).set(tag, value).strip("2a");
        PictureException e = assertThrows(PictureException.class, () -> read(file));
        assertEquals(FailureKind.UNSUPPORTED, e.kind());
        assertEquals(message, e.getMessage());
    }

    @Test
    void damagedPixelsNeverPassTheirChecksum() throws Exception {
        long seed = 7;
        Random random = new Random(seed);
        byte[] file = small();
        String whole = Pictures.sha256(read(file));
        int head = 8 + 2 + 13 * 12 + 4 + 8;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = file.clone();
            int at = head + random.nextInt(damaged.length - head);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            String which = "seed %d, round %d: byte %d of %d".formatted(seed, i, at, file.length);
            try {
                assertEquals(whole, Pictures.sha256(read(damaged)), which);
            } catch (PictureException e) {
                assertTrue(e.kind() != FailureKind.DEFECT, which);
            }
        }
    }

    @Test
    void exifWithDirectoriesBelowSurvives() throws Exception {
        Metadata camera = new Metadata(
                Optional.empty(),
                Optional.of(TiffFixture.exifWithExposure()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        byte[] kept = read(written(Pictures.smooth(shapes().get(0), 1).with(camera)))
                .metadata()
                .exif()
                .orElseThrow();
        assertArrayEquals(TiffFixture.exifWithExposure(), kept);
    }

    @Test
    void placeOnTheMapDoesNotOutliveATurn() throws Exception {
        Picture picture = Pictures.smooth(shapes().get(0), 1);
        Metadata turned = new Metadata(
                Optional.empty(),
                Optional.of(Blocks.exif(6, false)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Blocks.geo(true)),
                Optional.empty());
        Decoded decoded = codec().decode(ByteSource.of(written(picture.with(turned))), DEFAULT);
        assertEquals(Optional.empty(), decoded.picture().metadata().geo());
        assertEquals(List.of("GeoTIFF tags left out: they speak of the picture before it was turned"), decoded.notes());
    }

    @Test
    void placeOnTheMapByPolynomialsIsLeftOutWithANote() throws Exception {
        byte[] file = new TiffFixture(1, 1).bytes(50844, new byte[8]).strip("2a");
        assertEquals(
                List.of("RPC or Intergraph tags left out: what they say of pixels would not hold"),
                codec().decode(ByteSource.of(file), DEFAULT).notes());
    }

    @Test
    void hugePictureIsWrittenInLittleMemory() throws Exception {
        // 64 GiB of samples, of which the encoder may hold a row and what it deflates to.
        Shape shape = new Shape(1 << 19, 1 << 16, 1, 16);
        long before = used();
        try (RowSink sink =
                codec().encode(OutputStream.nullOutputStream(), shape, Metadata.NONE, EncodeOptions.DEFAULT)) {
            byte[] row = new byte[shape.rowBytes()];
            for (int y = 0; y < 64; y++) {
                sink.write(row, 0);
            }
            assertTrue(used() - before < 20_000_000, "holds " + (used() - before));
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
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
        BufferedImage image = new BufferedImage(70, 50, BufferedImage.TYPE_INT_RGB);
        Picture picture = Pictures.smooth(new Shape(70, 50, 3, 8), 1);
        for (int i = 0; i < 70 * 50 * 3; i++) {
            image.getRaster().setSample(i / 3 % 70, i / 210, i % 3, picture.sample(i / 3 % 70, i / 210, i % 3));
        }
        return image;
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

    private static byte[] writtenByJdk(BufferedImage image, String compression, boolean tiled) throws Exception {
        ImageWriter writer = Stream.iterate(
                        ImageIO.getImageWritersByFormatName("tiff"), Iterator::hasNext, rest -> rest)
                .map(Iterator::next)
                .filter(one -> one.getClass().getName().startsWith("com.sun."))
                .findFirst()
                .orElseThrow();
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (!compression.isEmpty()) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
        }
        if (tiled) {
            param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            param.setTiling(32, 16, 0, 0);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
