package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.codec.reading.Palette;

/** Turns the rows of segments into rows of the picture. For one thread. */
final class TiffSamples {
    private final TiffLayout layout;
    private final boolean bigEndian;
    private final Palette palette;
    /** The first sample of a stored pixel that is wanted, and how many channels there are of a decoded one. */
    private final int first;

    private final int channels;

    private final boolean inverted;
    private long unknownIndices;

    private TiffSamples(TiffLayout layout, boolean bigEndian, Palette palette, int first, int channels) {
        this.layout = layout;
        this.bigEndian = bigEndian;
        this.palette = palette;
        this.first = first;
        this.channels = channels;
        this.inverted = layout.photometric() == TiffTags.WHITE_IS_ZERO;
    }

    /** Some samples of every pixel as they are stored, from the first wanted one on. */
    static TiffSamples of(TiffLayout layout, boolean bigEndian, int first, int count) {
        return new TiffSamples(layout, bigEndian, null, first, count);
    }

    /** The colours that stored indices stand for, and alpha where there is some. */
    static TiffSamples of(TiffLayout layout, boolean bigEndian, Palette palette) {
        return new TiffSamples(layout, bigEndian, palette, 0, layout.shape().channels());
    }

    /** Bytes of a decoded pixel. */
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
        int from = layout.planar() ? 0 : first;
        int to = layout.planar() ? plane - first : 0;
        int wanted = layout.planar() ? 1 : channels;
        int together = layout.samplesInRow();
        if (palette != null) {
            putIndices(stored, count, plane, row, at);
        } else if (to < 0 || to >= channels) {
            // This plane is wanted elsewhere.
        } else if (layout.bits() % 8 != 0) {
            for (int c = 0; c < wanted; c++) {
                putPacked(stored, count, from + c, row, at + (to + c) * sampleBytes(), turned(plane, from + c));
            }
        } else if (together == channels && !inverted) {
            System.arraycopy(stored, 0, row, at, count * pixelBytes());
        } else {
            for (int c = 0; c < wanted; c++) {
                putBytes(stored, count, from + c, row, at + (to + c) * sampleBytes(), turned(plane, from + c));
            }
        }
    }

    /** Whether the largest sample is black. */
    private boolean turned(int plane, int sample) {
        return inverted && (layout.planar() ? plane : sample) < layout.colours();
    }

    private int sampleBytes() {
        return layout.bits() > 8 ? 2 : 1;
    }

    private void putBytes(byte[] stored, int count, int sample, byte[] row, int to, boolean turn) {
        int bytes = sampleBytes();
        int flip = turn ? 0xff : 0;
        int from = sample * bytes;
        int step = layout.samplesInRow() * bytes;
        for (int x = 0, at = to; x < count; x++, from += step, at += channels * bytes) {
            row[at] = (byte) (stored[from] ^ flip);
            if (bytes == 2) {
                row[at + 1] = (byte) (stored[from + 1] ^ flip);
            }
        }
    }

    private void putIndices(byte[] stored, int count, int plane, byte[] row, int to) {
        int bits = layout.bits();
        int step = layout.samplesInRow() * bits;
        if (plane == 0) {
            for (int x = 0, bit = 0, at = to; x < count; x++, bit += step, at += channels) {
                if (!palette.put(sample(stored, bit), row, at)) {
                    unknownIndices++;
                }
            }
        }
        if (channels == 4 && (!layout.planar() || plane == 1)) {
            putPacked(stored, count, layout.planar() ? 0 : 1, row, to + 3, false);
        }
    }

    /** Samples of odd widths, scaled to 8 bits or, from 9 bits on, to 16. */
    private void putPacked(byte[] stored, int count, int sample, byte[] row, int to, boolean turn) {
        int step = layout.samplesInRow() * layout.bits();
        int most = (1 << layout.bits()) - 1;
        int bytes = sampleBytes();
        int full = bytes == 1 ? 255 : 65_535;
        for (int x = 0, bit = sample * layout.bits(), at = to; x < count; x++, bit += step, at += channels * bytes) {
            int value = sample(stored, bit);
            int scaled = (int) (((long) (turn ? most - value : value) * full + most / 2) / most);
            if (bytes == 2) {
                row[at] = (byte) (scaled >> 8);
            }
            row[at + bytes - 1] = (byte) scaled;
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
