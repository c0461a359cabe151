package io.azulejo.imaging.codec.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageResourcesTest {
    private static final int RESOLUTION = 0x03ed;
    private static final int IPTC = 0x0404;
    private static final int THUMBNAIL = 0x040c;
    private static final int EXIF = 0x0422;
    private static final int PATH = 0x07d0;

    @Test
    void whatOtherBlocksHoldAndThumbnailsAreLeftOut() {
        byte[] all = join(of(IPTC, 1, 2, 3), of(THUMBNAIL, 4), of(EXIF, 5), of(PATH, 6, 7), of(0x040a, 1));
        assertArrayEquals(new byte[] {1, 2, 3}, ImageResources.iptc(all).orElseThrow());
        assertArrayEquals(
                join(of(PATH, 6, 7), of(0x040a, 1)),
                ImageResources.others(all, false).orElseThrow());
    }

    @Test
    void pathsDoNotHoldForAPictureThatWasTurned() {
        byte[] all = join(of(PATH, 6, 7), of(0x040a, 1));
        assertArrayEquals(of(0x040a, 1), ImageResources.others(all, true).orElseThrow());
        assertEquals(Optional.empty(), ImageResources.others(of(PATH, 6), true));
    }

    @Test
    void resolutionIsScaledKeptOrSet() {
        byte[] resources = join(of(0x040a, 1), resolution(300, 150));
        assertArrayEquals(join(of(0x040a, 1), resolution(600, 300)), ImageResources.restored(resources, Dpi.SCALE, 2));
        assertArrayEquals(resources, ImageResources.restored(resources, Dpi.KEEP, 2));
        assertArrayEquals(
                join(of(0x040a, 1), resolution(400, 400)), ImageResources.restored(resources, Dpi.of(400), 2));
    }

    @Test
    void blocksThatArePutTogetherAreTakenApart() {
        Optional<byte[]> iptc = Optional.of(new byte[] {9, 8, 7});
        Optional<byte[]> others = Optional.of(of(PATH, 1));
        byte[] all = ImageResources.of(iptc, others).orElseThrow();
        assertArrayEquals(iptc.get(), ImageResources.iptc(all).orElseThrow());
        assertArrayEquals(others.get(), ImageResources.others(all, false).orElseThrow());
        assertEquals(Optional.empty(), ImageResources.of(Optional.empty(), Optional.empty()));
    }

    @Test
    void everyCutBlockGivesWhatIsWhole() {
        byte[] all = join(of(0x040a, 1), of(IPTC, 1, 2, 3, 4));
        for (int length = 0; length < all.length; length++) {
            byte[] cut = Arrays.copyOf(all, length);
            assertEquals(Optional.empty(), ImageResources.iptc(cut), "cut at " + length);
            assertEquals(length >= 13, ImageResources.others(cut, false).isPresent(), "cut at " + length);
        }
    }

    private static byte[] of(int id, int... data) {
        ByteBuffer block = ByteBuffer.allocate(12 + data.length + (data.length & 1));
        block.putInt(0x3842494d).putShort((short) id).putShort((short) 0).putInt(data.length);
        for (int value : data) {
            block.put((byte) value);
        }
        return block.array();
    }

    private static byte[] resolution(int x, int y) {
        int[] data = {x >> 8, x, 0, 0, 0, 1, 0, 1, y >> 8, y, 0, 0, 0, 1, 0, 1};
        return of(RESOLUTION, data);
    }

    private static byte[] join(byte[]... resources) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] resource : resources) {
            all.writeBytes(resource);
        }
        return all.toByteArray();
    }
}
