package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Metadata.Resolution;
import io.azulejo.imaging.picture.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExifTest {
    private static final int MAKER = 0x010f;
    private static final int ORIENTATION = 0x0112;
    private static final int EXIF_IFD = 0x8769;
    private static final int SHORT = 3;

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
    void orientationThatIsNoneCountsAsUprightAndIsSetRight() {
        for (int value : new int[] {0, 9, 0xffff}) {
            Exif exif = Exif.parse(block(ByteOrder.LITTLE_ENDIAN, entry(ORIENTATION, SHORT, 1, value))
                            .array())
                    .orElseThrow();
            assertEquals(1, exif.orientation());
            byte[] expected = block(ByteOrder.LITTLE_ENDIAN, entry(ORIENTATION, SHORT, 1, 1))
                    .array();
            assertTrue(Arrays.equals(expected, exif.upright()));
        }
    }

    @Test
    void blockWithoutOrientationIsKeptAsItIs() {
        byte[] block =
                block(ByteOrder.BIG_ENDIAN, entry(MAKER, 2, 4, 0x41424300)).array();
        Exif exif = Exif.parse(block).orElseThrow();
        assertEquals(1, exif.orientation());
        assertTrue(Arrays.equals(block, exif.upright()));
    }

    @Test
    void parsingDoesNotTouchTheBlock() {
        byte[] block =
                block(ByteOrder.BIG_ENDIAN, entry(ORIENTATION, SHORT, 1, 6)).array();
        byte[] before = block.clone();
        Exif.parse(block).orElseThrow().upright();
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
                Exif.parse(block).orElseThrow().upright());
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
        byte[] upright = Exif.parse(block.array()).orElseThrow().upright();
        assertEquals(52, upright.length);
        assertEquals(250, ByteBuffer.wrap(upright).getInt(48));
    }

    @Test
    void resolutionIsAddedWithoutMovingAnythingElse() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] block = block(order, entry(MAKER, 2, 4, 0x41424300), entry(0x9c9b, SHORT, 1, 7))
                    .array();
            byte[] stating = ExifBlock.stating(block, Resolution.perInch(300));
            Exif exif = Exif.parse(stating).orElseThrow();
            assertEquals(300, exif.resolution().orElseThrow().y() * 0.0254, 1e-9);
            assertArrayEquals(Arrays.copyOfRange(block, 8, block.length), Arrays.copyOfRange(stating, 8, block.length));
            assertTrue(exif.text(MAKER).isPresent());
            assertSame(stating, ExifBlock.stating(stating, Resolution.perInch(72)));
        }
    }

    @Test
    void everyCutBlockIsRefused() {
        byte[] block =
                block(ByteOrder.BIG_ENDIAN, entry(ORIENTATION, SHORT, 1, 6)).array();
        for (int length = 0; length < block.length; length++) {
            assertEquals(Optional.empty(), Exif.parse(Arrays.copyOf(block, length)), "cut at " + length);
        }
    }

    @Test
    void aDirectoryBelowThatIsCutIsRefusedToo() {
        ByteBuffer block = ByteBuffer.allocate(26 + 2 + 12);
        block.put(block(ByteOrder.BIG_ENDIAN, entry(EXIF_IFD, 4, 1, 26)).array());
        block.putShort((short) 1);
        block.putShort((short) 0xa002).putShort((short) 4).putInt(1).putInt(40);
        // Some writers end it with its last entry.
        assertTrue(Exif.parse(block.array()).isPresent());
        for (int length = 26; length < block.capacity(); length++) {
            assertEquals(Optional.empty(), Exif.parse(Arrays.copyOf(block.array(), length)), "cut at " + length);
        }
    }

    @Test
    void directoryThatContainsItselfEnds() {
        byte[] block = block(ByteOrder.BIG_ENDIAN, entry(EXIF_IFD, 4, 1, 8)).array();
        assertTrue(Exif.parse(block).isPresent());
    }

    @Test
    void directoryOfNothingButPointersToItselfIsReadOnce() {
        int[][] pointers = new int[65_535][];
        Arrays.fill(pointers, entry(EXIF_IFD, 4, 1, 8));
        // Read again for each pointer it would take days: that this returns is the test.
        assertTrue(Exif.parse(block(ByteOrder.BIG_ENDIAN, pointers).array()).isPresent());
    }

    @Test
    void onlyTheFirstPointerOfATagIsFollowed() {
        // The second one leads out of the block, for which the first would be refused.
        byte[] block = block(ByteOrder.BIG_ENDIAN, entry(EXIF_IFD, 4, 1, 38), entry(EXIF_IFD, 4, 1, 0x7fffffff))
                .array();
        assertTrue(Exif.parse(Arrays.copyOf(block, 38 + 6)).isPresent());
    }

    @Test
    void randomDamageIsNeverMoreThanARefusal() {
        long seed = 3;
        Random random = new Random(seed);
        byte[] block = block(
                        ByteOrder.BIG_ENDIAN,
                        entry(ORIENTATION, SHORT, 1, 6),
                        entry(0x011a, 5, 1, 8),
                        entry(0x011b, 5, 1, 16),
                        entry(0x013b, 2, 9, 8),
                        entry(EXIF_IFD, 4, 1, 8))
                .array();
        for (int i = 0; i < 10_000; i++) {
            byte[] damaged = block.clone();
            for (int j = 0; j < 3; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Optional<Exif> exif = Exif.parse(damaged);
            String which = "seed " + seed + ", round " + i;
            assertTrue(exif.isEmpty() || exif.get().upright().length <= block.length, which);
            assertTrue(exif.isEmpty() || restored(damaged, Dpi.SCALE).length == block.length, which);
        }
    }

    @Test
    void whatIsSetRightInPlaceCanBeParsedAgain() {
        long seed = 4;
        Random random = new Random(seed);
        int[] tags = {0x0100, ORIENTATION, 0x011a, 0x011b, 0x0128, EXIF_IFD, 0x8825, 0xa002, 0xa003};
        int[] types = {2, SHORT, 4, 5, 4};
        int parsed = 0;
        for (int i = 0; i < 10_000; i++) {
            int[][] entries = new int[6][];
            for (int j = 0; j < entries.length; j++) {
                int type = types[random.nextInt(types.length)];
                entries[j] = entry(tags[random.nextInt(tags.length)], type, 1, random.nextInt(120));
            }
            byte[] block = Arrays.copyOf(block(ByteOrder.BIG_ENDIAN, entries).array(), 120);
            if (Exif.parse(block).isPresent()) {
                parsed++;
                String which = "seed " + seed + ", round " + i;
                byte[] restored = restored(block, i % 2 == 0 ? Dpi.SCALE : Dpi.of(400));
                assertTrue(Exif.parse(restored).isPresent(), which);
                byte[] upright = Exif.parse(block).orElseThrow().upright();
                assertTrue(Exif.parse(upright).isPresent(), which);
                Exif stating = Exif.parse(ExifBlock.stating(restored, Resolution.perInch(300)))
                        .orElseThrow();
                assertTrue(stating.resolution().isPresent(), which);
            }
        }
        assertTrue(parsed > 1000, parsed + " blocks parsed");
    }

    @Test
    void aRatioWithinADirectoryOrTheHeaderIsNone() {
        // A directory of 3 entries from 8 to 50, and one of none below it, from 58 to 60.
        for (int at : new int[] {0, 4, 7, 8, 20, 46, 49, 51, 57, 59}) {
            byte[] block = twoRatiosAt(at);
            assertEquals(Optional.empty(), Exif.parse(block).orElseThrow().resolution(), "at " + at);
            assertArrayEquals(block, restored(block, Dpi.SCALE), "at " + at);
        }
        for (int at : new int[] {50, 60, 72}) {
            byte[] block = ByteBuffer.wrap(twoRatiosAt(at))
                    .putInt(at, 300)
                    .putInt(at + 4, 1)
                    .array();
            assertTrue(Exif.parse(block).orElseThrow().resolution().isPresent(), "at " + at);
        }
    }

    @Test
    void directoriesThatOverlapAreRefused() {
        for (int at : new int[] {1, 9, 20, 24, 25}) {
            byte[] block =
                    block(ByteOrder.BIG_ENDIAN, entry(EXIF_IFD, 4, 1, at)).array();
            assertEquals(Optional.empty(), Exif.parse(Arrays.copyOf(block, 2000)), "at " + at);
        }
    }

    @Test
    void resolutionIsNotAddedToWhatCannotTakeIt() {
        byte[] cut = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1};
        assertSame(cut, ExifBlock.stating(cut, Resolution.perInch(300)));
        int[][] entries = new int[65_535][];
        for (int i = 0; i < entries.length; i++) {
            // All tags there are but that of the unit.
            entries[i] = entry(i < 0x0128 ? i : i + 1, 4, 1, 8);
        }
        byte[] full = block(ByteOrder.BIG_ENDIAN, entries).array();
        assertSame(full, ExifBlock.stating(full, Resolution.perInch(300)));
    }

    @Test
    void bytesThatAreNoTiffAreRefused() {
        assertFalse(Exif.parse("Exif is a standard".getBytes(StandardCharsets.US_ASCII))
                .isPresent());
    }

    private static byte[] restored(byte[] block, Dpi dpi) {
        return Exif.parse(block).orElseThrow().restored(dpi, 2, new Shape(80, 60, 3, 8));
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

    /** A block whose two ratios lie at the same place. */
    private static byte[] twoRatiosAt(int at) {
        byte[] block = block(
                        ByteOrder.BIG_ENDIAN,
                        entry(0x011a, 5, 1, at),
                        entry(0x011b, 5, 1, at),
                        entry(EXIF_IFD, 4, 1, 58))
                .array();
        return Arrays.copyOf(block, 80);
    }

    private static int[] entry(int tag, int type, int count, int value) {
        return new int[] {tag, type, count, value};
    }

    private static ByteBuffer block(ByteOrder order, int[]... entries) {
        ByteBuffer block = ByteBuffer.allocate(14 + 12 * entries.length).order(order);
        block.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4d4d : 0x4949));
        block.putShort((short) 42).putInt(8).putShort((short) entries.length);
        for (int[] entry : entries) {
            block.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
            if (entry[1] == SHORT) {
                block.putShort((short) entry[3]).putShort((short) 0);
            } else {
                block.putInt(entry[3]);
            }
        }
        return block.putInt(0);
    }
}
