package io.azulejo.imaging.picture;

import java.util.Objects;

/**
 * A decoded picture, upright and held in memory; rows as {@link Shape} describes them. Safe for reading by many
 * threads once it is filled; filling is for one thread.
 *
 * <p>Pixels lie in one or several arrays of whole rows, so that a picture may be larger than one array can be and a
 * decoder may fill an array of its own choosing without a copy.
 */
public final class Picture {
    private static final int BLOCK_BYTES = 1 << 24;

    private final Shape shape;
    private final Metadata metadata;
    private final byte[][] blocks;
    private final int rowsPerBlock;

    private Picture(Shape shape, Metadata metadata, byte[][] blocks, int rowsPerBlock) {
        this.shape = shape;
        this.metadata = Objects.requireNonNull(metadata, "metadata");
        this.blocks = blocks;
        this.rowsPerBlock = rowsPerBlock;
    }

    /** A picture of zeros, to be filled through {@link #block} and {@link #offset}. */
    public static Picture blank(Shape shape, Metadata metadata) {
        int rowBytes = shape.rowBytes();
        int rowsPerBlock = Math.max(1, Math.min(shape.height(), BLOCK_BYTES / rowBytes));
        byte[][] blocks = new byte[(shape.height() + rowsPerBlock - 1) / rowsPerBlock][];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new byte[Math.min(rowsPerBlock, shape.height() - i * rowsPerBlock) * rowBytes];
        }
        return new Picture(shape, metadata, blocks, rowsPerBlock);
    }

    /**
     * A picture over an array of all its rows, which it keeps and does not copy.
     *
     * @throws IllegalArgumentException if the array's length is not height times {@link Shape#rowBytes()}
     */
    public static Picture of(Shape shape, Metadata metadata, byte[] rows) {
        if (rows.length != (long) shape.height() * shape.rowBytes()) {
            throw new IllegalArgumentException("%d bytes for %s".formatted(rows.length, shape));
        }
        return new Picture(shape, metadata, new byte[][] {rows}, shape.height());
    }

    public Shape shape() {
        return shape;
    }

    public Metadata metadata() {
        return metadata;
    }

    /** The same pixels, shared and not copied, with other metadata. */
    public Picture with(Metadata other) {
        return new Picture(shape, other, blocks, rowsPerBlock);
    }

    /** The array that holds row {@code y}, from {@link #offset} on; not a copy. */
    public byte[] block(int y) {
        return blocks[y / rowsPerBlock];
    }

    /** Where row {@code y} begins in its {@link #block}. */
    public int offset(int y) {
        return (y % rowsPerBlock) * shape.rowBytes();
    }

    /** Copies row {@code y} to the beginning of {@code row}. */
    public void copyRow(int y, byte[] row) {
        System.arraycopy(block(y), offset(y), row, 0, shape.rowBytes());
    }

    /** One sample, 0..255 or 0..65535; for tests and single looks, not for loops over a picture. */
    public int sample(int x, int y, int channel) {
        int index = x * shape.channels() + channel;
        byte[] block = block(y);
        int at = offset(y) + index * (shape.bits() / 8);
        return shape.bits() == 8 ? block[at] & 0xff : ((block[at] & 0xff) << 8) | (block[at + 1] & 0xff);
    }
}
