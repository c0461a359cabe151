package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void everyCutBlockIsRefused() {
        byte[] block =
                block(ByteOrder.BIG_ENDIAN, entry(ORIENTATION, SHORT, 1, 6)).array();
        for (int length = 0; length < block.length; length++) {
            assertEquals(Optional.empty(), Exif.parse(Arrays.copyOf(block, length)), "cut at " + length);
        }
    }

    @Test
    void directoryThatContainsItselfEnds() {
        byte[] block = block(ByteOrder.BIG_ENDIAN, entry(EXIF_IFD, 4, 1, 8)).array();
        assertTrue(Exif.parse(block).isPresent());
    }

    @Test
    void randomDamageIsNeverMoreThanARefusal() {
        long seed = 3;
        Random random = new Random(seed);
        byte[] block = block(ByteOrder.BIG_ENDIAN, entry(ORIENTATION, SHORT, 1, 6), entry(EXIF_IFD, 4, 1, 8))
                .array();
        for (int i = 0; i < 10_000; i++) {
            byte[] damaged = block.clone();
            for (int j = 0; j < 3; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Optional<Exif> exif = Exif.parse(damaged);
            assertTrue(exif.isEmpty() || exif.get().upright().length <= block.length, "seed " + seed + ", round " + i);
        }
    }

    @Test
    void bytesThatAreNoTiffAreRefused() {
        assertFalse(Exif.parse("Exif is a standard".getBytes(StandardCharsets.US_ASCII))
                .isPresent());
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
