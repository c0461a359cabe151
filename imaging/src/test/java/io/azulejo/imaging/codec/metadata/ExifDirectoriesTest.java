package io.azulejo.imaging.codec.metadata;

import static io.azulejo.imaging.codec.metadata.ExifFixture.EXIF_IFD;
import static io.azulejo.imaging.codec.metadata.ExifFixture.ORIENTATION;
import static io.azulejo.imaging.codec.metadata.ExifFixture.SHORT;
import static io.azulejo.imaging.codec.metadata.ExifFixture.block;
import static io.azulejo.imaging.codec.metadata.ExifFixture.entry;
import static io.azulejo.imaging.codec.metadata.ExifFixture.restored;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Metadata.Resolution;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blocks that are cut, damaged or lead to themselves: each is refused, or can be set right without harm. */
class ExifDirectoriesTest {
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
    void directoriesThatOverlapAreRefused() {
        for (int at : new int[] {1, 9, 20, 24, 25}) {
            byte[] block =
                    block(ByteOrder.BIG_ENDIAN, entry(EXIF_IFD, 4, 1, at)).array();
            assertEquals(Optional.empty(), Exif.parse(Arrays.copyOf(block, 2000)), "at " + at);
        }
    }

    @Test
    void bytesThatAreNoTiffAreRefused() {
        assertFalse(Exif.parse("Exif is a standard".getBytes(StandardCharsets.US_ASCII))
                .isPresent());
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
            assertTrue(exif.isEmpty() || exif.get().upright(6).length <= block.length, which);
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
                byte[] upright = Exif.parse(block).orElseThrow().upright(6);
                assertTrue(Exif.parse(upright).isPresent(), which);
                Exif stating = Exif.parse(ExifBlock.stating(restored, Resolution.perInch(300)))
                        .orElseThrow();
                assertTrue(stating.resolution().isPresent(), which);
            }
        }
        assertTrue(parsed > 1000, parsed + " blocks parsed");
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
}
