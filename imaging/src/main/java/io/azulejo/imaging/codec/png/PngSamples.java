package io.azulejo.imaging.codec.png;

import io.azulejo.imaging.picture.Shape;
import java.util.Arrays;

/** Turns stored pixels into those of a row: palette looked up, small grey scaled to 8 bits, key colour made clear. */
final class PngSamples {
    private final PngHeader header;
    private final int pixelBytes;
    /** Pixel by index, of grey below 8 bits too; null where pixels are stored as whole samples. */
    private final byte[] table;
    /** The stored pixel that is clear, or null. */
    private final byte[] key;

    private int unknownIndices;

    PngSamples(PngPrelude prelude) {
        this.header = prelude.header();
        Shape shape = header.shape(prelude.transparency().isPresent());
        this.pixelBytes = shape.channels() * (shape.bits() / 8);
        byte[] transparency = prelude.transparency().orElse(null);
        if (header.hasPalette()) {
            this.table = paletteTable(prelude.palette().orElseThrow(), transparency);
        } else {
            this.table = header.depth() < 8 ? greyTable(header.depth(), transparency) : null;
        }
        this.key = table == null && transparency != null ? storedKey(transparency, header.depth()) : null;
    }

    /** Whether a stored row is a row of the picture as it stands. */
    boolean asStored() {
        return table == null && key == null;
    }

    /** How many palette indices so far were beyond the palette; such pixels are black. */
    int unknownIndices() {
        return unknownIndices;
    }

    /**
     * Writes {@code count} pixels.
     *
     * @param stored an unfiltered row
     * @param to where the first goes in {@code row}
     * @param step bytes from one to the next
     */
    void expand(byte[] stored, int count, byte[] row, int to, int step) {
        if (table != null) {
            lookUp(stored, count, row, to, step);
            return;
        }
        int bytes = header.samples() * (header.depth() / 8);
        for (int x = 0, from = 0, at = to; x < count; x++, from += bytes, at += step) {
            for (int i = 0; i < bytes; i++) {
                row[at + i] = stored[from + i];
            }
            if (key != null) {
                byte alpha = Arrays.equals(stored, from, from + bytes, key, 0, bytes) ? 0 : (byte) 0xff;
                Arrays.fill(row, at + bytes, at + pixelBytes, alpha);
            }
        }
    }

    private void lookUp(byte[] stored, int count, byte[] row, int to, int step) {
        int depth = header.depth();
        int mask = (1 << depth) - 1;
        int entries = table.length / pixelBytes;
        int bit = 0;
        for (int x = 0, at = to; x < count; x++, at += step, bit += depth) {
            int index = ((stored[bit >> 3] & 0xff) >> (8 - depth - (bit & 7))) & mask;
            if (index >= entries) {
                unknownIndices++;
                Arrays.fill(row, at, at + pixelBytes, (byte) 0);
                if (pixelBytes == 4) {
                    row[at + 3] = (byte) 0xff;
                }
                continue;
            }
            for (int i = 0; i < pixelBytes; i++) {
                row[at + i] = table[index * pixelBytes + i];
            }
        }
    }

    private static byte[] paletteTable(byte[] palette, byte[] transparency) {
        if (transparency == null) {
            return palette;
        }
        byte[] table = new byte[palette.length / 3 * 4];
        for (int i = 0; i < palette.length / 3; i++) {
            System.arraycopy(palette, 3 * i, table, 4 * i, 3);
            table[4 * i + 3] = i < transparency.length ? transparency[i] : (byte) 0xff;
        }
        return table;
    }

    private static byte[] greyTable(int depth, byte[] transparency) {
        int entries = 1 << depth;
        int bytes = transparency == null ? 1 : 2;
        byte[] table = new byte[entries * bytes];
        for (int i = 0; i < entries; i++) {
            table[i * bytes] = (byte) (i * 255 / (entries - 1));
            if (transparency != null) {
                table[i * bytes + 1] = i == (transparency[1] & (entries - 1)) ? 0 : (byte) 0xff;
            }
        }
        return table;
    }

    /** The tRNS chunk holds two bytes a sample, of which 8-bit pixels have the second. */
    private static byte[] storedKey(byte[] transparency, int depth) {
        if (depth == 16) {
            return transparency;
        }
        byte[] key = new byte[transparency.length / 2];
        for (int i = 0; i < key.length; i++) {
            key[i] = transparency[2 * i + 1];
        }
        return key;
    }
}
