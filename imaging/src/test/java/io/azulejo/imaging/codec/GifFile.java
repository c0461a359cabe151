package io.azulejo.imaging.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Writes GIF files to test with, block by block; a clear code before every hundred pixels keeps codes at 9 bits. */
final class GifFile {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A canvas and a palette of 256 greys. */
    GifFile(int width, int height) {
        out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        u16(width);
        u16(height);
        out.writeBytes(new byte[] {(byte) 0xf7, 0, 0});
        for (int i = 0; i < 256; i++) {
            out.writeBytes(new byte[] {(byte) i, (byte) i, (byte) i});
        }
    }

    /** One frame of random pixels that covers its canvas. */
    static byte[] noise(int width, int height, long seed) {
        byte[] pixels = new byte[width * height];
        new Random(seed).nextBytes(pixels);
        return new GifFile(width, height).frame(0, 0, width, height, pixels).end();
    }

    GifFile transparent(int index) {
        out.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, 1, 0, 0, (byte) index, 0});
        return this;
    }

    GifFile application(String name, byte[] data) {
        out.writeBytes(new byte[] {0x21, (byte) 0xff, 11});
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        blocks(data);
        return this;
    }

    GifFile comment(String text) {
        out.writeBytes(new byte[] {0x21, (byte) 0xfe});
        blocks(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** An XMP packet, raw, before the bytes that lead to its end. */
    GifFile xmp(byte[] packet) {
        out.writeBytes(new byte[] {0x21, (byte) 0xff, 11});
        out.writeBytes("XMP DataXMP".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(packet);
        out.write(1);
        for (int i = 255; i >= 0; i--) {
            out.write(i);
        }
        out.write(0);
        return this;
    }

    GifFile frame(int left, int top, int width, int height, byte[] pixels) {
        out.write(0x2c);
        u16(left);
        u16(top);
        u16(width);
        u16(height);
        out.write(0);
        out.write(8);
        ByteArrayOutputStream codes = new ByteArrayOutputStream();
        long bits = 0;
        int count = 0;
        for (int i = 0; i <= pixels.length; i++) {
            if (i % 100 == 0) {
                bits |= 256L << count;
                count += 9;
            }
            bits |= (i == pixels.length ? 257L : pixels[i] & 0xffL) << count;
            count += 9;
            for (; count >= 8; count -= 8, bits >>= 8) {
                codes.write((int) bits);
            }
        }
        codes.write((int) bits);
        blocks(codes.toByteArray());
        return this;
    }

    byte[] end() {
        out.write(0x3b);
        return out.toByteArray();
    }

    private void blocks(byte[] data) {
        for (int from = 0; from < data.length; from += 255) {
            int length = Math.min(255, data.length - from);
            out.write(length);
            out.write(data, from, length);
        }
        out.write(0);
    }

    private void u16(int value) {
        out.write(value);
        out.write(value >> 8);
    }
}
