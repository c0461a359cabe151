package io.azulejo.imaging.codec.webp.vp8l;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.picture.PictureException;

/** What was done to colours before they were stored, undone in place (RFC 9649, section 3.5). */
final class Transforms {
    static final int PREDICTED = 0;
    static final int DECORRELATED = 1;
    static final int LESS_GREEN = 2;
    static final int INDEXED = 3;

    private static final int BLACK = 0xff000000;

    private Transforms() {}

    /** Adds what is predicted by modes that hold for blocks of so many bits (section 4.1). */
    static void addPredictions(int[] c, int width, int[] modes, int blockBits, Deadline deadline)
            throws PictureException {
        int across = Entropy.parts(width, blockBits);
        for (int at = 0, y = 0; at < c.length; y++) {
            deadline.check();
            int block = (y >> blockBits) * across;
            for (int x = 0; x < width; x++, at++) {
                int predicted;
                if (x == 0 || y == 0) {
                    predicted = at == 0 ? BLACK : y == 0 ? c[at - 1] : c[at - width];
                } else {
                    int mode = (modes[block + (x >> blockBits)] >> 8) & 15;
                    predicted = predict(mode, c[at - 1], c[at - width], c[at - width + 1], c[at - width - 1]);
                }
                c[at] = add(c[at], predicted);
            }
        }
    }

    private static int predict(int mode, int left, int top, int right, int corner) {
        return switch (mode) {
            case 1 -> left;
            case 2 -> top;
            case 3 -> right;
            case 4 -> corner;
            case 5 -> mean(mean(left, right), top);
            case 6 -> mean(left, corner);
            case 7 -> mean(left, top);
            case 8 -> mean(corner, top);
            case 9 -> mean(top, right);
            case 10 -> mean(mean(left, corner), mean(top, right));
            case 11 -> nearer(left, top, corner);
            case 12 -> slope(left, top, corner);
            case 13 -> halfSlope(mean(left, top), corner);
            default -> BLACK;
        };
    }

    /** Byte by byte, without carries. */
    private static int add(int a, int b) {
        return (((a & 0xff00ff00) + (b & 0xff00ff00)) & 0xff00ff00)
                | (((a & 0x00ff00ff) + (b & 0x00ff00ff)) & 0x00ff00ff);
    }

    /** Byte by byte, rounded down. */
    private static int mean(int a, int b) {
        return (((a ^ b) & 0xfefefefe) >>> 1) + (a & b);
    }

    /** Left or top, whichever is nearer to left plus top less corner. */
    private static int nearer(int left, int top, int corner) {
        int toLeft = 0;
        int toTop = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int c = (corner >>> shift) & 0xff;
            toLeft += Math.abs(((top >>> shift) & 0xff) - c);
            toTop += Math.abs(((left >>> shift) & 0xff) - c);
        }
        return toLeft < toTop ? left : top;
    }

    private static int slope(int left, int top, int corner) {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int sum = ((left >>> shift) & 0xff) + ((top >>> shift) & 0xff) - ((corner >>> shift) & 0xff);
            value |= Math.max(0, Math.min(255, sum)) << shift;
        }
        return value;
    }

    private static int halfSlope(int mean, int corner) {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int m = (mean >>> shift) & 0xff;
            int sum = m + (m - ((corner >>> shift) & 0xff)) / 2;
            value |= Math.max(0, Math.min(255, sum)) << shift;
        }
        return value;
    }

    /** Adds to red what green told of it, and to blue what green and red did (section 4.2). */
    static void correlate(int[] c, int width, int[] factors, int blockBits, Deadline deadline) throws PictureException {
        int across = Entropy.parts(width, blockBits);
        for (int at = 0, y = 0; at < c.length; y++) {
            deadline.check();
            int block = (y >> blockBits) * across;
            for (int x = 0; x < width; x++, at++) {
                int factor = factors[block + (x >> blockBits)];
                int green = c[at] >> 8;
                int red = (c[at] >> 16) + share(factor, green);
                int blue = c[at] + share(factor >> 8, green) + share(factor >> 16, red);
                c[at] = (c[at] & 0xff00ff00) | ((red & 0xff) << 16) | (blue & 0xff);
            }
        }
    }

    private static int share(int factor, int colour) {
        return ((byte) factor * (byte) colour) >> 5;
    }

    /** Adds green to red and blue (section 4.3). */
    static void addGreen(int[] c) {
        for (int i = 0; i < c.length; i++) {
            int green = (c[i] >> 8) & 0xff;
            c[i] = add(c[i], (green << 16) | green);
        }
    }

    /** Colours by index, several indices in a green (section 4.4); what the palette does not have is clear black. */
    static int[] lookUp(int[] packed, int width, int height, int[] palette, int packBits) {
        int[] c = new int[Math.multiplyExact(width, height)];
        int across = Entropy.parts(width, packBits);
        int indexBits = 8 >> packBits;
        for (int at = 0, y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                int green = packed[y * across + (x >> packBits)] >> 8;
                int index = (green >> ((x & ((1 << packBits) - 1)) * indexBits)) & ((1 << indexBits) - 1);
                c[at] = index < palette.length ? palette[index] : 0;
            }
        }
        return c;
    }

    /** A palette whose colours were stored less the one before. */
    static void sum(int[] palette) {
        for (int i = 1; i < palette.length; i++) {
            palette[i] = add(palette[i], palette[i - 1]);
        }
    }
}
