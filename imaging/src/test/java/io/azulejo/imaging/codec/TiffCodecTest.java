package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.codec.tiff.TiffCodec;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffCodecTest extends MetadataContract {
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
        return metadata.withTexts(List.of()).withColour(Optional.empty());
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
    @CsvSource(
            delimiter = '|',
            value = {
                "259 | 50000 | a TIFF with Zstandard: save it with LZW or Deflate",
                "259 | 6 | a TIFF with JPEG in the old manner (compression 6): save it with LZW or Deflate",
                "339 | 3 | samples of 8 bits that are floating point; read are those of 1 to 16 without sign",
                "258 | 32 | samples of 32 bits; read are 1 to 16",
                "262 | 8 | a TIFF of L*a*b* with 8 bits and no compression: save it as RGB",
                "50706 | 1 | a camera raw file, which is not read: develop it first, as TIFF or JPEG"
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
        Decoded decoded = decode(written(picture.with(turned)));
        assertEquals(Optional.empty(), decoded.picture().metadata().geo());
        assertEquals(List.of("GeoTIFF tags left out: they speak of the picture before it was turned"), decoded.notes());
    }

    @Test
    void placeOnTheMapByAMatrixOfIntergraphIsLeftOutWithANote() throws Exception {
        byte[] file = new TiffFixture(1, 1).bytes(33920, new byte[8]).strip("2a");
        assertEquals(
                List.of("Intergraph's matrix left out: what it says of pixels would not hold"),
                decode(file).notes());
    }

    @ParameterizedTest
    @CsvSource({
        // Unit (none, inch, centimetre), and numbers across and down.
        "1, 2, 1, 2.0, false",
        "2, 254, 127, 10000.0, true",
        "3, 100, 50, 10000.0, true",
        "1, 1, 1, 0, false"
    })
    void resolutionIsReadInEveryUnit(int unit, int x, int y, double across, boolean perMetre) throws Exception {
        byte[] file = new TiffFixture(1, 1)
                .ratio(282, x, 1)
                .ratio(283, y, 1)
                .set(296, unit)
                .strip("2a");
        Optional<Resolution> expected =
                across == 0 ? Optional.empty() : Optional.of(new Resolution(across, across / 2, perMetre));
        assertEquals(expected, read(file).metadata().resolution());
    }

    @Test
    void aBlockThatIsNotInTheFileIsLeftOutWithANote() throws Exception {
        byte[] file = new TiffFixture(1, 1).bytes(700, Blocks.XMP).strip("2a");
        int entry = new String(file, StandardCharsets.ISO_8859_1).indexOf("\u0002\u00bc\0\7");
        ByteBuffer.wrap(file).putInt(entry + 8, 0x7fffff00);
        Decoded decoded = decode(file);
        assertEquals(42, decoded.picture().sample(0, 0, 0));
        assertEquals(Optional.empty(), decoded.picture().metadata().xmp());
        assertEquals(1, decoded.notes().size());
        assertTrue(
                decoded.notes().get(0).startsWith("XMP left out: "),
                decoded.notes().get(0));
    }
}
