package io.azulejo.imaging.codec.png;

/** The row filters (PNG, section 9), undone. */
final class PngFilters {
    static final int UP = 2;

    private PngFilters() {}

    /**
     * Undoes a row's filter.
     *
     * @param filter 0..4
     * @param filtered the row from {@code from} on
     * @param above the row above, already undone, from {@code aboveFrom} on; zeros above the first
     * @param row takes the row from {@code to} on
     * @param length bytes of the row
     * @param distance bytes to the same sample of the pixel to the left; 1 for pixels smaller than a byte
     */
    static void undo(
            int filter,
            byte[] filtered,
            int from,
            byte[] above,
            int aboveFrom,
            byte[] row,
            int to,
            int length,
            int distance) {
        int first = Math.min(distance, length);
        switch (filter) {
            case 0 -> System.arraycopy(filtered, from, row, to, length);
            case 1 -> {
                System.arraycopy(filtered, from, row, to, first);
                for (int i = first; i < length; i++) {
                    row[to + i] = (byte) (filtered[from + i] + row[to + i - distance]);
                }
            }
            case UP -> {
                for (int i = 0; i < length; i++) {
                    row[to + i] = (byte) (filtered[from + i] + above[aboveFrom + i]);
                }
            }
            case 3 -> {
                for (int i = 0; i < first; i++) {
                    row[to + i] = (byte) (filtered[from + i] + ((above[aboveFrom + i] & 0xff) >> 1));
                }
                for (int i = first; i < length; i++) {
                    int sum = (row[to + i - distance] & 0xff) + (above[aboveFrom + i] & 0xff);
                    row[to + i] = (byte) (filtered[from + i] + (sum >> 1));
                }
            }
            case 4 -> {
                for (int i = 0; i < first; i++) {
                    row[to + i] = (byte) (filtered[from + i] + above[aboveFrom + i]);
                }
                for (int i = first; i < length; i++) {
                    int a = row[to + i - distance] & 0xff;
                    int b = above[aboveFrom + i] & 0xff;
                    int c = above[aboveFrom + i - distance] & 0xff;
                    row[to + i] = (byte) (filtered[from + i] + paeth(a, b, c));
                }
            }
            default -> throw new IllegalArgumentException("filter " + filter);
        }
    }

    private static int paeth(int a, int b, int c) {
        int pa = Math.abs(b - c);
        int pb = Math.abs(a - c);
        int pc = Math.abs(a + b - 2 * c);
        if (pa <= pb && pa <= pc) {
            return a;
        }
        return pb <= pc ? b : c;
    }
}
