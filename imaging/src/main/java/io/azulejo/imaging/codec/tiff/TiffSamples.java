package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.reading.Palette;

/** Turns the rows of segments into rows of the picture. For one thread. */
final class TiffSamples {
    private final TiffLayout layout;
    private final boolean bigEndian;
    private final Palette palette;
    /** Channels of a decoded pixel. */
    private final int channels;

    private final boolean inverted;
    private long unknownIndices;

    /** With {@code palette} for palette pictures, null for others. */
    TiffSamples(TiffLayout layout, boolean bigEndian, Palette palette) {
        this.layout = layout;
        this.bigEndian = bigEndian;
        this.palette = palette;
        this.channels = palette != null ? 3 : layout.kept();
        this.inverted = layout.photometric() == TiffTags.WHITE_IS_ZERO;
    }

    /** Bytes of a decoded pixel; of CMYK still four samples. */
    int pixelBytes() {
        return channels * sampleBytes();
    }

    /** How many palette indices so far were beyond the palette; such pixels are black. */
    long unknownIndices() {
        return unknownIndices;
    }

    /** Puts samples of 16 bits in order, high byte first, and adds up differences (TIFF 6.0, section 14), in place. */
    void restore(byte[] row, int length) {
        if (layout.bits() == 16 && !bigEndian) {
            for (int i = 0; i + 1 < length; i += 2) {
                byte low = row[i];
                row[i] = row[i + 1];
                row[i + 1] = low;
            }
        }
        if (!layout.predicted()) {
            return;
        }
        int step = layout.samplesInRow();
        if (layout.bits() == 8) {
            for (int i = step; i < length; i++) {
                row[i] += row[i - step];
            }
            return;
        }
        for (int i = 2 * step; i + 1 < length; i += 2) {
            int before = i - 2 * step;
            int value = ((row[i] & 0xff) << 8 | (row[i + 1] & 0xff))
                    + ((row[before] & 0xff) << 8 | (row[before + 1] & 0xff));
            row[i] = (byte) (value >> 8);
            row[i + 1] = (byte) value;
        }
    }

    /**
     * Writes pixels.
     *
     * @param stored a row of a segment, restored
     * @param plane the sample that the segment holds, where each has its own
     */
    void put(byte[] stored, int count, int plane, byte[] row, int at) {
        if (palette != null) {
            putIndices(stored, count, row, at);
            return;
        }
        int together = layout.samplesInRow();
        if (layout.bits() % 8 != 0) {
            putPacked(stored, count, plane, row, at);
        } else if (together == channels && !inverted) {
            System.arraycopy(stored, 0, row, at, count * pixelBytes());
        } else {
            int first = layout.planar() ? plane : 0;
            int wanted = layout.planar() ? 1 : channels;
            for (int c = 0; c < wanted; c++) {
                boolean turn = inverted && first + c < layout.colours();
                putBytes(stored, count, c, together, row, at + (first + c) * sampleBytes(), turn);
            }
        }
    }

    private int sampleBytes() {
        return layout.bits() > 8 ? 2 : 1;
    }

    private void putBytes(byte[] stored, int count, int sample, int together, byte[] row, int to, boolean turn) {
        int bytes = sampleBytes();
        int flip = turn ? 0xff : 0;
        int from = sample * bytes;
        for (int x = 0, at = to; x < count; x++, from += together * bytes, at += channels * bytes) {
            row[at] = (byte) (stored[from] ^ flip);
            if (bytes == 2) {
                row[at + 1] = (byte) (stored[from + 1] ^ flip);
            }
        }
    }

    private void putIndices(byte[] stored, int count, byte[] row, int to) {
        int step = layout.samplesInRow() * layout.bits();
        for (int x = 0, bit = 0, at = to; x < count; x++, bit += step, at += 3) {
            if (!palette.put(sample(stored, bit), row, at)) {
                unknownIndices++;
            }
        }
    }

    /** Samples of odd widths, scaled to 8 bits or, from 9 bits on, to 16. */
    private void putPacked(byte[] stored, int count, int plane, byte[] row, int to) {
        int together = layout.samplesInRow();
        int most = (1 << layout.bits()) - 1;
        int bytes = sampleBytes();
        int full = bytes == 1 ? 255 : 65_535;
        int wanted = layout.planar() ? 1 : channels;
        int first = layout.planar() ? plane : 0;
        for (int x = 0; x < count; x++) {
            for (int c = 0; c < wanted; c++) {
                int value = sample(stored, (x * together + c) * layout.bits());
                if (inverted && first + c < layout.colours()) {
                    value = most - value;
                }
                int scaled = (int) (((long) value * full + most / 2) / most);
                int at = to + (x * channels + first + c) * bytes;
                if (bytes == 2) {
                    row[at++] = (byte) (scaled >> 8);
                }
                row[at] = (byte) scaled;
            }
        }
    }

    private int sample(byte[] stored, int bit) {
        int at = bit >> 3;
        int window = (stored[at] & 0xff) << 16;
        if (at + 1 < stored.length) {
            window |= (stored[at + 1] & 0xff) << 8;
        }
        if (at + 2 < stored.length) {
            window |= stored[at + 2] & 0xff;
        }
        return (window >> (24 - (bit & 7) - layout.bits())) & ((1 << layout.bits()) - 1);
    }
}
