package io.azulejo.imaging.picture;

import java.io.Serializable;

/**
 * Size and sample layout of a picture.
 *
 * <p>A row of a picture of this shape is {@link #rowBytes()} bytes: samples interleaved from left to right (grey; grey,
 * alpha; red, green, blue; red, green, blue, alpha), one byte each at 8 bits, two bytes big-endian at 16, alpha not
 * premultiplied. Immutable.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param channels 1 (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGB and alpha)
 * @param bits a sample: 8 or 16
 */
public record Shape(int width, int height, int channels, int bits) implements Serializable {
    public Shape {
        if (width < 1 || height < 1 || channels < 1 || channels > 4 || (bits != 8 && bits != 16)) {
            throw new IllegalArgumentException(
                    "no picture is %dx%d with %d channels of %d bits".formatted(width, height, channels, bits));
        }
    }

    /** Channels that are colour: 1 or 3. */
    public int colours() {
        return channels < 3 ? 1 : 3;
    }

    /** Whether the last channel is alpha. */
    public boolean hasAlpha() {
        return channels == 2 || channels == 4;
    }

    /** The largest sample: 255 or 65535. */
    public int maximum() {
        return bits == 8 ? 255 : 65535;
    }

    /** Bytes of one row. */
    public int rowBytes() {
        return Math.multiplyExact(Math.multiplyExact(width, channels), bits / 8);
    }

    /** Pixels in all. */
    public long pixels() {
        return (long) width * height;
    }

    /** The same layout, enlarged by a whole number. */
    public Shape scaled(int scale) {
        return new Shape(Math.multiplyExact(width, scale), Math.multiplyExact(height, scale), channels, bits);
    }
}
