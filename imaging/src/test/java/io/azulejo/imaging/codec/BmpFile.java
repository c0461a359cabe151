package io.azulejo.imaging.codec;

import io.azulejo.imaging.picture.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes BMP files to test with: from the top, with a header of 40 bytes or, for a profile, of 124. */
final class BmpFile {
    private static final int FILE_HEADER = 14;

    private BmpFile() {}

    /** A picture of 24 bits. */
    static byte[] of(Picture picture) {
        return of(picture, new byte[0], 0);
    }

    /** A picture of 24 bits with an ICC profile and so many pixels a metre. */
    static byte[] of(Picture picture, byte[] icc, int resolution) {
        int width = picture.shape().width();
        int height = picture.shape().height();
        int info = icc.length == 0 ? 40 : 124;
        int row = (3 * width + 3) / 4 * 4;
        byte[] bytes = new byte[FILE_HEADER + info + row * height + icc.length];
        ByteBuffer file = header(bytes, info, width, -height, 24, 0, new byte[0]);
        file.putInt(FILE_HEADER + 24, resolution).putInt(FILE_HEADER + 28, resolution);
        if (icc.length > 0) {
            file.putInt(FILE_HEADER + 56, 0x4d424544);
            file.putInt(FILE_HEADER + 112, info + row * height).putInt(FILE_HEADER + 116, icc.length);
        }
        for (int y = 0; y < height; y++) {
            file.position(FILE_HEADER + info + y * row);
            for (int x = 0; x < width; x++) {
                for (int c = 2; c >= 0; c--) {
                    file.put((byte) picture.sample(x, y, c));
                }
            }
        }
        file.position(FILE_HEADER + info + height * row);
        file.put(icc);
        return bytes;
    }

    /** A file of any header fields around pixels as they are to be stored. */
    static byte[] of(int width, int height, int bits, int compression, byte[] between, byte[] pixels) {
        byte[] bytes = new byte[FILE_HEADER + 40 + between.length + pixels.length];
        header(bytes, 40, width, height, bits, compression, between).put(pixels);
        return bytes;
    }

    private static ByteBuffer header(
            byte[] bytes, int info, int width, int height, int bits, int compression, byte[] between) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put("BM".getBytes(StandardCharsets.US_ASCII)).putInt(bytes.length).putInt(0);
        file.putInt(FILE_HEADER + info + between.length);
        file.putInt(info).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        file.putInt(compression).position(FILE_HEADER + info);
        return file.put(between);
    }
}
