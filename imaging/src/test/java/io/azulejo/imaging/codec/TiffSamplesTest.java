package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.codec.tiff.TiffCodec;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the samples of a pixel stand for. */
class TiffSamplesTest extends CodecFixture {
    @Override
    Codec codec() {
        return new TiffCodec();
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
        Decoded decoded = decode(file);
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
        Decoded decoded = decode(file);
        assertEquals(new Shape(1, 1, 3, 8), decoded.picture().shape());
        assertEquals(List.of("1 more sample a pixel left out: neither colour nor alpha"), decoded.notes());
    }

    @Test
    void cmykGoesThroughItsProfileWhichIsThenDropped() throws Exception {
        Picture formula = read(cmyk(8).strip("00000000" + "ff000000"));
        Decoded decoded = decode(cmyk(8).bytes(34675, Blocks.cmykProfile()).strip("00000000" + "ff000000"));
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
        Picture picture = read(cmyk(16).strip("8000" + "0000" + "ffff" + "0000" + "0000000000000000"));
        assertEquals(new Shape(2, 1, 3, 16), picture.shape());
        assertEquals(32767, picture.sample(0, 0, 0));
        assertEquals(65535, picture.sample(0, 0, 1));
        assertEquals(0, picture.sample(0, 0, 2));
    }

    @Test
    void cmykOfSixteenBitsGoesThroughItsProfileInSixteenBits() throws Exception {
        byte[] file = cmyk(16).bytes(34675, Blocks.cmykProfile())
                .strip("0000000000000000" + "8000" + "0000" + "0000" + "0000");
        Decoded decoded = decode(file);
        Picture eight = read(cmyk(8).bytes(34675, Blocks.cmykProfile()).strip("00000000" + "80000000"));
        assertEquals(new Shape(2, 1, 3, 16), decoded.picture().shape());
        for (int c = 0; c < 3; c++) {
            assertEquals(257 * eight.sample(0, 0, c), decoded.picture().sample(0, 0, c), 257);
            assertEquals(257 * eight.sample(1, 0, c), decoded.picture().sample(1, 0, c), 257);
        }
        assertEquals(List.of("CMYK converted to sRGB by its ICC profile, which is dropped"), decoded.notes());
    }

    @Test
    void cmykWhoseProfileIsOfNoUseIsConvertedByTheFormula() throws Exception {
        byte[] profile = Blocks.cmykProfile();
        // The table of its transform under a name that no reader knows.
        profile[new String(profile, StandardCharsets.ISO_8859_1).indexOf("A2B0")] = 'Z';
        Decoded decoded = decode(cmyk(8).bytes(34675, profile).strip("00000000" + "ff000000"));
        assertEquals(0, decoded.picture().sample(1, 0, 0));
        assertEquals(255, decoded.picture().sample(1, 0, 1));
        assertEquals(
                List.of("CMYK converted to RGB by the plain formula: its ICC profile is not usable"), decoded.notes());
    }

    @Test
    void cmykKeepsItsAlpha() throws Exception {
        byte[] file = inksAndAlpha(8, 2).strip("ff00000040" + "0000000080");
        Decoded decoded = decode(file);
        assertEquals(new Shape(2, 1, 4, 8), decoded.picture().shape());
        assertEquals(decoded.probe(), codec().probe(ByteSource.of(file)));
        assertArrayEquals(new int[] {0, 255, 255, 64, 255, 255, 255, 128}, row(decoded.picture()));
        assertEquals(List.of("CMYK without an ICC profile converted to RGB by the plain formula"), decoded.notes());
    }

    @Test
    void cmykOfSixteenBitsKeepsItsAlphaThroughItsProfile() throws Exception {
        byte[] file = inksAndAlpha(16, 2)
                .bytes(34675, Blocks.cmykProfile())
                .strip("ffff" + "000000000000" + "4001" + "0000000000000000" + "8002");
        Picture picture = read(file);
        assertEquals(new Shape(2, 1, 4, 16), picture.shape());
        assertEquals(0x4001, picture.sample(0, 0, 3));
        assertEquals(0x8002, picture.sample(1, 0, 3));
        // Cyan is a grey by this profile, no ink is white.
        assertEquals(picture.sample(0, 0, 0), picture.sample(0, 0, 2), 600);
        assertEquals(65_535, picture.sample(1, 0, 1), 600);
    }

    @Test
    void inksAreDividedByTheAlphaThatTheyWereMultipliedWith() throws Exception {
        Decoded decoded = decode(inksAndAlpha(8, 1).strip("4000000080" + "00000000ff"));
        assertArrayEquals(new int[] {127, 255, 255, 128, 255, 255, 255, 255}, row(decoded.picture()));
        assertEquals(
                "colours divided by their alpha, with which the file had multiplied them",
                decoded.notes().get(0));
    }

    @Test
    void paletteKeepsItsAlpha() throws Exception {
        int[] colours = new int[3 * 256];
        colours[1] = 0xffff;
        byte[] file = new TiffFixture(2, 1)
                .set(258, 8, 8)
                .set(262, 3)
                .set(277, 2)
                .set(320, colours)
                .set(338, 2)
                .strip("0140" + "00ff");
        assertArrayEquals(new int[] {255, 0, 0, 64, 0, 0, 0, 255}, row(read(file)));
    }

    @Test
    void alphaBehindOtherSamplesIsLeftOutWithANoteThatSaysSo() throws Exception {
        byte[] file = new TiffFixture(1, 1)
                .set(258, 8, 8, 8, 8, 8)
                .set(262, 2)
                .set(277, 5)
                .set(338, 0, 2)
                .strip("0102030405");
        assertEquals(
                List.of("2 more samples a pixel left out, alpha among them: it is read where it comes first"),
                decode(file).notes());
    }

    private static int[] row(Picture picture) {
        int channels = picture.shape().channels();
        int[] row = new int[picture.shape().width() * channels];
        for (int i = 0; i < row.length; i++) {
            row[i] = picture.sample(i / channels, 0, i % channels);
        }
        return row;
    }

    /** Two pixels. */
    private static TiffFixture inksAndAlpha(int bits, int extra) {
        return cmyk(bits).set(258, bits, bits, bits, bits, bits).set(277, 5).set(338, extra);
    }

    /** Two pixels. */
    private static TiffFixture cmyk(int bits) {
        return new TiffFixture(2, 1)
                .set(258, bits, bits, bits, bits)
                .set(262, 5)
                .set(277, 4);
    }
}
