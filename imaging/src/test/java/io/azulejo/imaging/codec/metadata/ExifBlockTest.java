package io.azulejo.imaging.codec.metadata;

import static io.azulejo.imaging.codec.metadata.ExifFixture.MAKER;
import static io.azulejo.imaging.codec.metadata.ExifFixture.SHORT;
import static io.azulejo.imaging.codec.metadata.ExifFixture.block;
import static io.azulejo.imaging.codec.metadata.ExifFixture.entry;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.imaging.picture.Metadata.Resolution;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExifBlockTest {
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
}
