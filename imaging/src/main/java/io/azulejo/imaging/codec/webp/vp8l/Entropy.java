package io.azulejo.imaging.codec.webp.vp8l;

import io.azulejo.imaging.codec.reading.Deadline;
import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;
import java.util.HexFormat;

/**
 * Colours from literals, references backwards and a cache of late ones (RFC 9649, sections 3.6 and 3.7). For one thread.
 */
final class Entropy {
    private static final int LITERALS = 256;
    private static final int LENGTHS = 24;
    private static final int DISTANCES = 40;
    private static final int MOST_CACHE_BITS = 11;
    /** What the first 120 codes of distances mean: how many rows up, and how far to the left less 8 (section 3.6.2.2). */
    private static final byte[] NEAR = HexFormat.of()
            .parseHex("1807171928062729161a262a38053739151b363a252b48044749141c353b464a242c58454b343c03"
                    + "5759131d565a232d444c555b333d68026769121e666a222e545c434d656b323e78017779535d111f"
                    + "646c424e767a212f757b313f636d525e00747c414f1020626e30737d515f40727e616f50717f6070");

    private final BitReader bits;
    private final Deadline deadline;

    Entropy(BitReader bits, Deadline deadline) {
        this.bits = bits;
        this.deadline = deadline;
    }

    /** Codes that hold for some blocks of a picture. */
    private record Group(PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {
        static Group read(BitReader bits, int cached) throws PictureException {
            return new Group(
                    PrefixCode.read(bits, LITERALS + LENGTHS + cached),
                    PrefixCode.read(bits, LITERALS),
                    PrefixCode.read(bits, LITERALS),
                    PrefixCode.read(bits, LITERALS),
                    PrefixCode.read(bits, DISTANCES));
        }
    }

    /**
     * Reads so many colours: alpha, red, green, blue from the high byte down.
     *
     * @param grouped whether blocks may have codes of their own, as the picture itself has
     */
    int[] read(int width, int height, boolean grouped) throws PictureException {
        boolean cached = bits.read(1) != 0;
        int cacheBits = cached ? bits.read(4) : 0;
        if (cached && (cacheBits < 1 || cacheBits > MOST_CACHE_BITS)) {
            throw corrupt("a cache of %d bits; there can be 1 to %d".formatted(cacheBits, MOST_CACHE_BITS));
        }
        int blockBits = 0;
        int[] blocks = null;
        int count = 1;
        if (grouped && bits.read(1) != 0) {
            blockBits = 2 + bits.read(3);
            blocks = read(parts(width, blockBits), parts(height, blockBits), false);
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = (blocks[i] >> 8) & 0xffff;
                count = Math.max(count, blocks[i] + 1);
            }
        }
        Group[] groups = new Group[count];
        for (int i = 0; i < count; i++) {
            deadline.check();
            groups[i] = Group.read(bits, cached ? 1 << cacheBits : 0);
        }
        return fill(
                new int[Math.multiplyExact(width, height)], width, groups, blocks, blockBits, new int[1 << cacheBits]);
    }

    /** How many blocks lie beside each other. */
    static int parts(int side, int blockBits) {
        return ((side - 1) >> blockBits) + 1;
    }

    private int[] fill(int[] colours, int width, Group[] groups, int[] blocks, int blockBits, int[] cache)
            throws PictureException {
        int across = parts(width, blockBits);
        int mask = blocks == null ? -1 : (1 << blockBits) - 1;
        int cacheShift = 32 - Integer.numberOfTrailingZeros(cache.length);
        boolean cached = cache.length > 1;
        Group group = groups[0];
        int length = 1;
        int x = 0;
        int y = 0;
        for (int at = 0; at < colours.length; at += length) {
            if (blocks != null && (length > 1 || (x & mask) == 0)) {
                group = groups[blocks[(y >> blockBits) * across + (x >> blockBits)]];
            }
            int symbol = group.green.read(bits);
            length = 1;
            if (symbol < LITERALS) {
                int red = group.red.read(bits);
                int blue = group.blue.read(bits);
                colours[at] = (group.alpha.read(bits) << 24) | (red << 16) | (symbol << 8) | blue;
            } else if (symbol < LITERALS + LENGTHS) {
                length = number(symbol - LITERALS);
                int distance = distance(number(group.distance.read(bits)), width);
                if (distance > at || length > colours.length - at) {
                    throw corrupt(
                            "%d colours from %d before, at %d of %d".formatted(length, distance, at, colours.length));
                }
                for (int i = at; i < at + length; i++) {
                    colours[i] = colours[i - distance];
                }
            } else {
                colours[at] = cache[symbol - LITERALS - LENGTHS];
            }
            for (int i = at; cached && i < at + length; i++) {
                cache[(0x1e35a7bd * colours[i]) >>> cacheShift] = colours[i];
            }
            x += length;
            if (x >= width) {
                deadline.check();
                y += x / width;
                x %= width;
            }
        }
        return colours;
    }

    /** A length or a distance: its size by the symbol, more bits behind it. */
    private int number(int symbol) throws PictureException {
        if (symbol < 4) {
            return symbol + 1;
        }
        int extra = (symbol - 2) >> 1;
        return ((2 + (symbol & 1)) << extra) + bits.read(extra) + 1;
    }

    /** Small ones mean places nearby in the rows above. */
    private static int distance(int code, int width) {
        if (code > NEAR.length) {
            return code - NEAR.length;
        }
        int near = NEAR[code - 1];
        return Math.max(1, (near >> 4) * width + 8 - (near & 15));
    }

    private static PictureException corrupt(String message) {
        return new PictureException(FailureKind.CORRUPT, message);
    }
}
