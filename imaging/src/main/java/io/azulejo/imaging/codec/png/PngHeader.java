package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import java.nio.ByteBuffer;

/**
 * The IHDR chunk (PNG, section 11.2.1).
 *
 * @param depth bits a stored sample or palette index: 1, 2, 4, 8 or 16
 * @param colour type 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 * @param interlaced by Adam7
 */
record PngHeader(int width, int height, int depth, int colour, boolean interlaced) {
    static final int BYTES = 13;

    static PngHeader parse(byte[] chunk) throws PictureException {
        ByteBuffer buffer = ByteBuffer.wrap(chunk);
        int width = buffer.getInt();
        int height = buffer.getInt();
        int depth = buffer.get() & 0xff;
        int colour = buffer.get() & 0xff;
        int compression = buffer.get();
        int filter = buffer.get();
        int interlace = buffer.get() & 0xff;
        if (width < 1 || height < 1) {
            throw corrupt("the header says %d x %d pixels".formatted(width & 0xffffffffL, height & 0xffffffffL));
        }
        boolean known = switch (colour) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
        if (!known) {
            throw corrupt("the header says %d bits of colour type %d, which PNG has not".formatted(depth, colour));
        }
        if (compression != 0 || filter != 0 || interlace > 1) {
            throw corrupt("the header says compression %d, filter %d and interlace %d, which PNG has not"
                    .formatted(compression & 0xff, filter & 0xff, interlace));
        }
        return new PngHeader(width, height, depth, colour, interlace == 1);
    }

    boolean hasPalette() {
        return colour == 3;
    }

    /** Samples a stored pixel. */
    int samples() {
        return switch (colour) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    /** Whether a tRNS chunk may make one of these pixels clear. */
    boolean maySetTransparency() {
        return colour == 0 || colour == 2 || colour == 3;
    }

    /** The decoded picture's shape. */
    Shape shape(boolean transparency) {
        int colours = colour == 0 || colour == 4 ? 1 : 3;
        boolean alpha = colour == 4 || colour == 6 || transparency;
        return new Shape(width, height, colours + (alpha ? 1 : 0), depth == 16 ? 16 : 8);
    }

    /** Bytes of {@code count} stored pixels of a row, without the filter's byte. */
    long rowBytes(int count) {
        return ((long) count * samples() * depth + 7) / 8;
    }

    /** Bytes that the pixels inflate to, filter bytes included. */
    long inflatedBytes() {
        if (!interlaced) {
            return height * (rowBytes(width) + 1);
        }
        long bytes = 0;
        for (Pass pass : Pass.ADAM7) {
            int columns = pass.columns(width);
            bytes += columns == 0 ? 0 : pass.rows(height) * (rowBytes(columns) + 1);
        }
        return bytes;
    }

    private static PictureException corrupt(String message) {
        return new PictureException(FailureKind.CORRUPT, message);
    }

    /** One pass over the picture (PNG, section 8.2). */
    record Pass(int left, int top, int stepX, int stepY) {
        static final Pass[] ADAM7 = {
            new Pass(0, 0, 8, 8),
            new Pass(4, 0, 8, 8),
            new Pass(0, 4, 4, 8),
            new Pass(2, 0, 4, 4),
            new Pass(0, 2, 2, 4),
            new Pass(1, 0, 2, 2),
            new Pass(0, 1, 1, 2)
        };
        static final Pass[] WHOLE = {new Pass(0, 0, 1, 1)};

        int columns(int width) {
            return (int) (((long) width - left + stepX - 1) / stepX);
        }

        int rows(int height) {
            return (int) (((long) height - top + stepY - 1) / stepY);
        }
    }
}
