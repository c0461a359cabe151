package io.azulejo.imaging.codec.metadata;

import io.azulejo.imaging.picture.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** EXIF blocks of one directory, entry by entry. */
final class ExifFixture {
    static final int MAKER = 0x010f;
    static final int ORIENTATION = 0x0112;
    static final int EXIF_IFD = 0x8769;
    static final int SHORT = 3;

    private ExifFixture() {}

    static int[] entry(int tag, int type, int count, int value) {
        return new int[] {tag, type, count, value};
    }

    static ByteBuffer block(ByteOrder order, int[]... entries) {
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

    static byte[] restored(byte[] block, Dpi dpi) {
        return Exif.parse(block).orElseThrow().restored(dpi, 2, new Shape(80, 60, 3, 8));
    }
}
