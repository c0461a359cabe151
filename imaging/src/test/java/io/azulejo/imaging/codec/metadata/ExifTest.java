package io.azulejo.imaging.codec.metadata;

import static io.azulejo.imaging.codec.metadata.ExifFixture.EXIF_IFD;
import static io.azulejo.imaging.codec.metadata.ExifFixture.MAKER;
import static io.azulejo.imaging.codec.metadata.ExifFixture.ORIENTATION;
import static io.azulejo.imaging.codec.metadata.ExifFixture.SHORT;
import static io.azulejo.imaging.codec.metadata.ExifFixture.block;
import static io.azulejo.imaging.codec.metadata.ExifFixture.entry;
import static io.azulejo.imaging.codec.metadata.ExifFixture.restored;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifTest {
    @Test
    void orientationIsReadInBothByteOrders() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            for (int value = 1; value <= 8; value++) {
                byte[] block = block(order, entry(ORIENTATION, SHORT, 1, value)).array();
                assertEquals(value, Exif.parse(block).orElseThrow().orientation());
            }
        }
    }

    @Test
    void orientationThatIsNoneCountsAsUprightAndStays() {
        for (int value : new int[] {0, 9, 0xffff}) {
            byte[] block = block(ByteOrder.LITTLE_ENDIAN, entry(ORIENTATION, SHORT, 1, value))
                    .array();
            Exif exif = Exif.parse(block).orElseThrow();
            assertEquals(1, exif.orientation());
            assertArrayEquals(block, exif.upright(1));
            assertEquals(List.of(Integer.toString(value)), exif.statedOrientations());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0x06000000, 6", "4, 1, 6, 6", "3, 2, 0x00060000, 1", "2, 2, 0x36000000, 1", "5, 1, 6, 1"})
    void orientationIsOneWholeNumberOfAnyType(int type, int count, String value, int expected) {
        byte[] block = block(ByteOrder.BIG_ENDIAN, entry(ORIENTATION, 4, count, Integer.decode(value)))
                .array();
        block[13] = (byte) type;
        Exif exif = Exif.parse(block).orElseThrow();
        assertEquals(expected, exif.orientation());
        assertEquals(1, exif.statedOrientations().size());
        byte[] turned = exif.upright(6);
        assertEquals(List.of(), Exif.parse(turned).orElseThrow().statedOrientations());
        byte[] expectedBlock =
                block(ByteOrder.BIG_ENDIAN, entry(ORIENTATION, SHORT, 1, 1)).array();
        assertArrayEquals(expectedBlock, turned);
    }

    @Test
    void whatWasTurnedSaysSoWhereverItIsStated() {
        // Stated twice, and once more in the directory below.
        ByteBuffer block = ByteBuffer.allocate(50 + 18);
        block.put(block(
                        ByteOrder.BIG_ENDIAN,
                        entry(ORIENTATION, SHORT, 1, 6),
                        entry(ORIENTATION, SHORT, 1, 8),
                        entry(EXIF_IFD, 4, 1, 50))
                .array());
        block.putShort(50, (short) 1).position(52);
        block.putShort((short) ORIENTATION).putShort((short) SHORT).putInt(1).putShort((short) 6);
        Exif exif = Exif.parse(block.array()).orElseThrow();
        assertEquals(6, exif.orientation());
        assertEquals(List.of("6", "8", "6"), exif.statedOrientations());
        assertEquals(List.of(), Exif.parse(exif.upright(6)).orElseThrow().statedOrientations());
    }

    @Test
    void blockWithoutOrientationIsKeptAsItIs() {
        byte[] block =
                block(ByteOrder.BIG_ENDIAN, entry(MAKER, 2, 4, 0x41424300)).array();
        Exif exif = Exif.parse(block).orElseThrow();
        assertEquals(1, exif.orientation());
        assertTrue(Arrays.equals(block, exif.upright(1)));
    }

    @Test
    void parsingDoesNotTouchTheBlock() {
        byte[] block =
                block(ByteOrder.BIG_ENDIAN, entry(ORIENTATION, SHORT, 1, 6)).array();
        byte[] before = block.clone();
        Exif.parse(block).orElseThrow().upright(6);
        assertTrue(Arrays.equals(before, block));
    }

    @Test
    void resolutionsAreScaledKeptOrSet() {
        byte[] block = resolutions(ByteOrder.LITTLE_ENDIAN, 1, 300, 1, 2999999, 10000, 2);
        assertArrayEquals(
                resolutions(ByteOrder.LITTLE_ENDIAN, 1, 600, 1, 5999998, 10000, 2), restored(block, Dpi.SCALE));
        assertArrayEquals(block, restored(block, Dpi.KEEP));
        assertArrayEquals(resolutions(ByteOrder.LITTLE_ENDIAN, 1, 400, 1, 400, 1, 2), restored(block, Dpi.of(400)));
    }

    @Test
    void aNumberOfPixelsPerInchBringsItsUnit() {
        byte[] centimetres = resolutions(ByteOrder.BIG_ENDIAN, 1, 118, 1, 118, 1, 3);
        assertArrayEquals(resolutions(ByteOrder.BIG_ENDIAN, 1, 400, 1, 400, 1, 2), restored(centimetres, Dpi.of(400)));
    }

    @Test
    void aRatioWithoutAUnitStays() {
        byte[] block = resolutions(ByteOrder.BIG_ENDIAN, 1, 2, 1, 1, 1, 1);
        assertArrayEquals(block, restored(block, Dpi.SCALE));
        assertEquals(Optional.empty(), Exif.parse(block).orElseThrow().resolution());
    }

    @Test
    void aRatioTooLargeForItsFieldIsWrittenWithASmallerDenominator() {
        byte[] block = resolutions(ByteOrder.BIG_ENDIAN, 1, 3_000_000_000L, 10_000_000, 300, 1, 2);
        Exif exif = Exif.parse(restored(block, Dpi.SCALE)).orElseThrow();
        assertEquals(600, exif.resolution().orElseThrow().x() * 0.0254, 1e-6);
    }

    @Test
    void resolutionsAreExchangedWhereRowsBecomeColumns() {
        byte[] block = resolutions(ByteOrder.BIG_ENDIAN, 6, 300, 1, 150, 1, 2);
        assertArrayEquals(
                resolutions(ByteOrder.BIG_ENDIAN, 1, 150, 1, 300, 1, 2),
                Exif.parse(block).orElseThrow().upright(6));
    }

    @Test
    void pixelCountsBecomeThoseOfTheOutput() {
        byte[] block = block(ByteOrder.BIG_ENDIAN, entry(0x0100, SHORT, 1, 40), entry(0x0101, 4, 1, 30))
                .array();
        byte[] expected = block(ByteOrder.BIG_ENDIAN, entry(0x0100, 4, 1, 80_000), entry(0x0101, 4, 1, 60))
                .array();
        assertArrayEquals(expected, Exif.parse(block).orElseThrow().restored(Dpi.KEEP, 2, new Shape(80_000, 60, 3, 8)));
    }

    @Test
    void whatDirectoriesBelowReferToIsNotCutWithTheThumbnail() {
        // A directory below, whose value lies behind everything, and then the thumbnail's directory.
        ByteBuffer block = ByteBuffer.allocate(26 + 18 + 8 + 6);
        block.put(block(ByteOrder.BIG_ENDIAN, entry(EXIF_IFD, 4, 1, 26)).array());
        block.putInt(22, 52).putShort((short) 1);
        block.putShort((short) 0x829a).putShort((short) 5).putInt(1).putInt(44).putInt(0);
        block.putInt(1).putInt(250).putShort((short) 0).putInt(0);
        byte[] upright = Exif.parse(block.array()).orElseThrow().upright(1);
        assertEquals(52, upright.length);
        assertEquals(250, ByteBuffer.wrap(upright).getInt(48));
    }

    /** A block of orientation, two ratios and their unit. */
    private static byte[] resolutions(
            ByteOrder order, int orientation, long x, int xBelow, long y, int yBelow, int unit) {
        int far = 14 + 12 * 4;
        byte[] head = block(
                        order,
                        entry(ORIENTATION, SHORT, 1, orientation),
                        entry(0x011a, 5, 1, far),
                        entry(0x011b, 5, 1, far + 8),
                        entry(0x0128, SHORT, 1, unit))
                .array();
        return ByteBuffer.allocate(far + 16)
                .order(order)
                .put(head)
                .putInt((int) x)
                .putInt(xBelow)
                .putInt((int) y)
                .putInt(yBelow)
                .array();
    }
}
