package io.azulejo.imaging.codec.webp.vp8;

import io.azulejo.imaging.picture.FailureKind;
import io.azulejo.imaging.picture.PictureException;

/**
 * What stands before the macroblocks of a frame (RFC 6386, sections 9 and 19.2), as the decoder needs it.
 *
 * @param segmented whether each macroblock says to which of four segments it belongs
 * @param segmentTree probabilities of its saying so
 * @param multipliers of coefficients by segment: first and others of luma, of luma's averages, of chroma
 * @param filters by segment, and whether luma is predicted in parts
 * @param simple whether the loop filter is the simple one, which leaves chroma alone
 * @param skip probability that a macroblock has coefficients; -1 where none says so
 * @param coefficients probabilities by kind, band, context and place
 * @param modes the rest of the first partition
 * @param rows partitions that rows of macroblocks are in by turns
 */
@SuppressWarnings("ArrayRecordComponent")
record Header(
        int width,
        int height,
        boolean segmented,
        int[] segmentTree,
        int[][] multipliers,
        Filter[][] filters,
        boolean simple,
        int skip,
        int[] coefficients,
        BoolDecoder modes,
        BoolDecoder[] rows) {

    private static final int SEGMENTS = 4;
    private static final int START_BYTES = 10;
    private static final int SIZE_BYTES = 3;

    /**
     * How edges are smoothed (section 15).
     *
     * @param limit of the difference across an edge; 0 for no smoothing
     * @param inside of the differences on either side
     * @param steep from which difference on an edge is one that is meant
     */
    record Filter(int limit, int inside, int steep) {
        static Filter of(int level, int sharpness) {
            int strength = Math.max(0, Math.min(63, level));
            if (strength == 0) {
                return new Filter(0, 0, 0);
            }
            int inside = strength >> (sharpness > 4 ? 2 : sharpness > 0 ? 1 : 0);
            inside = Math.max(1, sharpness > 0 ? Math.min(inside, 9 - sharpness) : inside);
            return new Filter(2 * strength + inside, inside, strength >= 40 ? 2 : strength >= 15 ? 1 : 0);
        }
    }

    /** What segments say in place of the frame. */
    private record Segments(
            boolean enabled, boolean mapped, boolean absolute, int[] quantisers, int[] levels, int[] tree) {
        static Segments read(BoolDecoder bits) throws PictureException {
            int[] quantisers = new int[SEGMENTS];
            int[] levels = new int[SEGMENTS];
            int[] tree = {255, 255, 255};
            boolean enabled = bits.flag();
            boolean mapped = enabled && bits.flag();
            boolean absolute = false;
            if (enabled && bits.flag()) {
                absolute = bits.flag();
                for (int i = 0; i < SEGMENTS; i++) {
                    quantisers[i] = bits.optional(7);
                }
                for (int i = 0; i < SEGMENTS; i++) {
                    levels[i] = bits.optional(6);
                }
            }
            for (int i = 0; i < tree.length && mapped; i++) {
                tree[i] = bits.flag() ? bits.number(8) : 255;
            }
            return new Segments(enabled, mapped, absolute, quantisers, levels, tree);
        }

        int value(int[] own, int segment, int frame) {
            return !enabled ? frame : own[segment] + (absolute ? 0 : frame);
        }
    }

    /** Reads a frame that begins with the first byte; CORRUPT where it is no key frame or its parts do not fit. */
    static Header read(byte[] frame) throws PictureException {
        if (frame.length < START_BYTES) {
            throw new PictureException(FailureKind.TRUNCATED, "a bit stream of %d bytes".formatted(frame.length));
        }
        int tag = u16(frame, 0) | ((frame[2] & 0xff) << 16);
        if ((tag & 1) != 0 || u16(frame, 3) != 0x019d || frame[5] != 0x2a) {
            throw new PictureException(FailureKind.CORRUPT, "a lossy bit stream that does not begin with a key frame");
        }
        int first = tag >> 5;
        if (first > frame.length - START_BYTES) {
            throw new PictureException(
                    FailureKind.TRUNCATED,
                    "the first part says %d bytes; the bit stream has %d more"
                            .formatted(first, frame.length - START_BYTES));
        }
        BoolDecoder bits = new BoolDecoder(frame, START_BYTES, first);
        // Colour space and clamping: there is one of the former, and samples are always held within their range.
        bits.number(2);
        Segments segments = Segments.read(bits);
        boolean simple = bits.flag();
        Filter[][] filters = filters(bits, segments);
        BoolDecoder[] rows = rows(frame, START_BYTES + first, 1 << bits.number(2));
        int[][] multipliers = multipliers(bits, segments);
        // Whether probabilities hold for later frames, of which there are none.
        bits.flag();
        int[] coefficients = Tables.COEFFICIENTS.clone();
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = bits.bit(Tables.REPLACED[i]) != 0 ? bits.number(8) : coefficients[i];
        }
        int skip = bits.flag() ? bits.number(8) : -1;
        return new Header(
                u16(frame, 6) & 0x3fff,
                u16(frame, 8) & 0x3fff,
                segments.mapped,
                segments.tree,
                multipliers,
                filters,
                simple,
                skip,
                coefficients,
                bits,
                rows);
    }

    private static Filter[][] filters(BoolDecoder bits, Segments segments) throws PictureException {
        int level = bits.number(6);
        int sharpness = bits.number(3);
        int[] reference = new int[4];
        int[] mode = new int[4];
        boolean changed = bits.flag();
        if (changed && bits.flag()) {
            for (int i = 0; i < 4; i++) {
                reference[i] = bits.optional(6);
            }
            for (int i = 0; i < 4; i++) {
                mode[i] = bits.optional(6);
            }
        }
        Filter[][] filters = new Filter[SEGMENTS][];
        for (int i = 0; i < SEGMENTS; i++) {
            int own = level == 0 ? 0 : segments.value(segments.levels, i, level) + reference[0];
            filters[i] = new Filter[] {Filter.of(own, sharpness), Filter.of(level == 0 ? 0 : own + mode[0], sharpness)};
        }
        return filters;
    }

    private static int[][] multipliers(BoolDecoder bits, Segments segments) throws PictureException {
        int quantiser = bits.number(7);
        int lumaFirst = bits.optional(4);
        int averageFirst = bits.optional(4);
        int average = bits.optional(4);
        int chromaFirst = bits.optional(4);
        int chroma = bits.optional(4);
        int[][] multipliers = new int[SEGMENTS][];
        for (int i = 0; i < SEGMENTS; i++) {
            int q = segments.value(segments.quantisers, i, quantiser);
            multipliers[i] = new int[] {
                Tables.DC[clipped(q + lumaFirst, 127)],
                Tables.AC[clipped(q, 127)],
                2 * Tables.DC[clipped(q + averageFirst, 127)],
                Math.max(8, Tables.AC[clipped(q + average, 127)] * 155 / 100),
                Tables.DC[clipped(q + chromaFirst, 117)],
                Tables.AC[clipped(q + chroma, 127)]
            };
        }
        return multipliers;
    }

    /** The lengths of all partitions but the last stand before them (section 9.5). */
    private static BoolDecoder[] rows(byte[] frame, int sizesAt, int count) throws PictureException {
        int at = sizesAt + SIZE_BYTES * (count - 1);
        if (at > frame.length) {
            throw new PictureException(FailureKind.TRUNCATED, "the bit stream ends before its pixels do");
        }
        BoolDecoder[] rows = new BoolDecoder[count];
        for (int i = 0; i < count; i++) {
            int sizeAt = sizesAt + SIZE_BYTES * i;
            int left = frame.length - at;
            int stated = i == count - 1 ? left : u16(frame, sizeAt) | ((frame[sizeAt + 2] & 0xff) << 16);
            int length = Math.min(stated, left);
            rows[i] = new BoolDecoder(frame, at, length);
            at += length;
        }
        return rows;
    }

    private static int clipped(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }
}
