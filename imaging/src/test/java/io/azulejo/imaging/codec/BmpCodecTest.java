package io.azulejo.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.azulejo.imaging.codec.bmp.BmpCodec;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BmpCodecTest extends DecodingContract {
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    /** Red, green, blue as BMP stores a palette. */
    private static final byte[] PALETTE = {0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, 0};

    @Override
    Codec codec() {
        return new BmpCodec();
    }

    @Override
    byte[] small() {
        return BmpFile.of(Pictures.smooth(new Shape(41, 30, 3, 8), 1));
    }

    @Override
    byte[] large() {
        return BmpFile.of(Pictures.noise(new Shape(400, 400, 3, 8), 2));
    }

    @Override
    byte[] rich() {
        return BmpFile.of(Pictures.smooth(new Shape(41, 30, 3, 8), 3), SRGB, 11811);
    }

    @Test
    void pixelsAreThoseStored() throws Exception {
        Picture picture = Pictures.smooth(new Shape(41, 30, 3, 8), 4);
        assertEquals(Pictures.sha256(picture), Pictures.sha256(read(BmpFile.of(picture))));
    }

    @Test
    void profileAndResolutionAreKept() throws Exception {
        Metadata metadata = read(rich()).metadata();
        assertArrayEquals(SRGB, metadata.icc().orElseThrow());
        assertEquals(Optional.of(new Resolution(11811, 11811, true)), metadata.resolution());
    }

    @Test
    void runsGoOverSkippedPixelsAndRows() throws Exception {
        // Bottom row: green, two skipped; then up by one row and right by one: a blue; the top row stays bare.
        byte[] codes = {1, 1, 0, 2, 1, 1, 1, 2, 0, 1};
        Picture picture = read(BmpFile.of(3, 3, 8, 1, PALETTE, codes));
        assertEquals(List.of("rrr", "rrb", "grr"), letters(picture));
    }

    @Test
    void fourBitRunsAlternateTwoColours() throws Exception {
        byte[] codes = {3, 0x12, 0, 0, 0, 3, 0x20, 0x10, 0, 1};
        Picture picture = read(BmpFile.of(3, 2, 4, 2, PALETTE, codes));
        assertEquals(List.of("brg", "gbg"), letters(picture));
    }

    @Test
    void runBeyondTheRowIsCutAndNoted() throws Exception {
        byte[] codes = {9, 1, 0, 1};
        Decoded decoded = decode(BmpFile.of(3, 1, 8, 1, PALETTE, codes));
        assertEquals(List.of("ggg"), letters(decoded.picture()));
        assertEquals(List.of("runs go beyond the end of their row; cut there"), decoded.notes());
    }

    @Test
    void runsThatEndWithTheFileAreTruncated() {
        byte[] codes = {3, 1, 0, 0, 2, 1};
        PictureException e = assertThrows(PictureException.class, () -> read(BmpFile.of(3, 3, 8, 1, PALETTE, codes)));
        assertEquals(FailureKind.TRUNCATED, e.kind());
    }

    @Test
    void colourBeyondThePaletteIsBlackAndNoted() throws Exception {
        byte[] pixels = {7, 0, 0, 0};
        Decoded decoded = decode(BmpFile.of(1, 1, 8, 0, PALETTE, pixels));
        assertEquals(0, decoded.picture().sample(0, 0, 0));
        assertEquals(List.of("1 pixels have a colour beyond the palette; made black"), decoded.notes());
    }

    @Test
    void masksOfAnyWidthAreScaledToEightBits() throws Exception {
        byte[] masks = little(0xf800, 0x07e0, 0x001f);
        byte[] pixels = {(byte) 0xe0, (byte) 0xff, 0x10, 0};
        Picture picture = read(BmpFile.of(2, 1, 16, 3, masks, pixels));
        assertEquals(List.of(255, 255, 0, 0, 0, 132), samples(picture));
    }

    @Test
    void alphaOfAMaskIsKept() throws Exception {
        byte[] masks = little(0xff0000, 0xff00, 0xff, 0xff000000);
        byte[] pixels = {3, 2, 1, (byte) 128, 6, 5, 4, 0};
        assertEquals(List.of(1, 2, 3, 128, 4, 5, 6, 0), samples(read(BmpFile.of(2, 1, 32, 6, masks, pixels))));
    }

    @Test
    void alphaThatIsNowhereSetMeansOpaque() throws Exception {
        byte[] masks = little(0xff0000, 0xff00, 0xff, 0xff000000);
        Decoded decoded = decode(BmpFile.of(1, 1, 32, 6, masks, new byte[] {3, 2, 1, 0}));
        assertEquals(List.of(1, 2, 3, 255), samples(decoded.picture()));
        assertEquals(List.of("alpha is 0 everywhere; taken as opaque"), decoded.notes());
    }

    @Test
    void jpegInABmpIsRefusedByName() {
        PictureException e =
                assertThrows(PictureException.class, () -> read(BmpFile.of(8, 8, 0, 4, new byte[0], new byte[100])));
        assertEquals(FailureKind.UNSUPPORTED, e.kind());
    }

    @Test
    void nothingIsWritten() {
        Shape shape = new Shape(8, 8, 3, 8);
        assertEquals(Optional.of("BMP is read and not written"), codec().obstacle(shape));
        assertThrows(
                IllegalArgumentException.class,
                () -> codec().encode(OutputStream.nullOutputStream(), shape, Metadata.NONE, EncodeOptions.DEFAULT));
    }

    private static byte[] little(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static List<Integer> samples(Picture picture) {
        byte[] row = new byte[picture.shape().rowBytes()];
        picture.copyRow(0, row);
        Integer[] samples = new Integer[row.length];
        for (int i = 0; i < row.length; i++) {
            samples[i] = row[i] & 0xff;
        }
        return List.of(samples);
    }

    /** Rows of the picture by the initials of its colours. */
    private static List<String> letters(Picture picture) {
        String[] rows = new String[picture.shape().height()];
        for (int y = 0; y < rows.length; y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < picture.shape().width(); x++) {
                row.append(picture.sample(x, y, 0) > 0 ? 'r' : picture.sample(x, y, 1) > 0 ? 'g' : 'b');
            }
            rows[y] = row.toString();
        }
        return List.of(rows);
    }

    @Test
    void calibratedColourIsKeptAsGammaAndPrimaries() throws Exception {
        byte[] file = BmpFile.of(Pictures.smooth(new Shape(4, 4, 3, 8), 1), new byte[4], 0);
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        // Calibrated; X, Y and Z of red, green and blue, of Adobe RGB (1998); a gamma of 2.2 each.
        header.putInt(14 + 56, 0).putInt(14 + 116, 0).position(14 + 60);
        for (double xyz :
                new double[] {0.57667, 0.29734, 0.02703, 0.18556, 0.62736, 0.07069, 0.18823, 0.07529, 0.99134}) {
            header.putInt((int) (xyz * (1 << 30)));
        }
        for (int i = 0; i < 3; i++) {
            header.putInt((int) (2.2 * (1 << 16)));
        }
        Metadata metadata = read(file).metadata();
        ByteBuffer colour = ByteBuffer.wrap(metadata.colour().orElseThrow());
        assertEquals(45_455, colour.getInt(8), 1);
        int[] primaries = {31_270, 32_900, 64_000, 33_000, 21_000, 71_000, 15_000, 6_000};
        for (int i = 0; i < primaries.length; i++) {
            assertEquals(primaries[i], colour.getInt(24 + 4 * i), 5);
        }
        header.putInt(14 + 100, 0);
        assertEquals(Optional.empty(), read(file).metadata().colour());
    }
}
