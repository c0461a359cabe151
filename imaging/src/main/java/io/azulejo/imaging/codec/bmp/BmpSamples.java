package io.azulejo.imaging.codec.bmp;

/** Turns stored pixels into red, green, blue and perhaps alpha. For one thread. */
final class BmpSamples {
    private final BmpHeader header;
    private final int pixelBytes;
    private int unknownIndices;
    private boolean visible;

    BmpSamples(BmpHeader header) {
        this.header = header;
        this.pixelBytes = header.shape().channels();
    }

    /** How many palette indices so far were beyond the palette; such pixels are black. */
    int unknownIndices() {
        return unknownIndices;
    }

    /** Whether any pixel so far had an alpha that is not 0. */
    boolean visible() {
        return visible;
    }

    /** Writes a row from how BMP stores it. */
    void expand(byte[] stored, byte[] row, int to) {
        switch (header.bits()) {
            case 24 -> expandBytes(stored, row, to);
            case 16, 32 -> expandMasked(stored, row, to);
            default -> expandPacked(stored, row, to);
        }
    }

    /** Writes a row of palette indices, a byte each. */
    void lookUp(byte[] indices, byte[] row, int to) {
        for (int x = 0, at = to; x < header.width(); x++, at += pixelBytes) {
            lookUp(indices[x] & 0xff, row, at);
        }
    }

    private void lookUp(int index, byte[] row, int at) {
        if (!header.palette().put(index, row, at)) {
            unknownIndices++;
        }
    }

    private void expandPacked(byte[] stored, byte[] row, int to) {
        int bits = header.bits();
        int mask = (1 << bits) - 1;
        for (int x = 0, bit = 0, at = to; x < header.width(); x++, bit += bits, at += pixelBytes) {
            lookUp(((stored[bit >> 3] & 0xff) >> (8 - bits - (bit & 7))) & mask, row, at);
        }
    }

    private void expandBytes(byte[] stored, byte[] row, int to) {
        int end = 3 * header.width();
        for (int from = 0, at = to; from < end; from += 3, at += 3) {
            row[at] = stored[from + 2];
            row[at + 1] = stored[from + 1];
            row[at + 2] = stored[from];
        }
    }

    private void expandMasked(byte[] stored, byte[] row, int to) {
        int bytes = header.bits() / 8;
        BmpHeader.Masks masks = header.masks();
        for (int x = 0, from = 0, at = to; x < header.width(); x++, from += bytes, at += pixelBytes) {
            int pixel = (stored[from] & 0xff) | (stored[from + 1] & 0xff) << 8;
            if (bytes == 4) {
                pixel |= (stored[from + 2] & 0xff) << 16 | (stored[from + 3] & 0xff) << 24;
            }
            row[at] = scaled(pixel, masks.red());
            row[at + 1] = scaled(pixel, masks.green());
            row[at + 2] = scaled(pixel, masks.blue());
            if (pixelBytes == 4) {
                row[at + 3] = scaled(pixel, masks.alpha());
                visible |= row[at + 3] != 0;
            }
        }
    }

    /** The bits of a mask, one run, as 0..255. */
    private static byte scaled(int pixel, int mask) {
        int shift = Integer.numberOfTrailingZeros(mask);
        long most = (mask & 0xffffffffL) >>> shift;
        long value = ((pixel & mask) & 0xffffffffL) >>> shift;
        return (byte) (most == 255 ? value : (value * 255 + most / 2) / most);
    }
}
