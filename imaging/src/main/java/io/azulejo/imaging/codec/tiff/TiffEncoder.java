package io.azulejo.imaging.codec.tiff;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.scratch.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Writes a TIFF of strips of about 1 MiB, each sample less the one to its left (predictor 2), deflated at level 1;
 * big-endian, as rows are. A TIFF says where its strips lie before they are known: they wait in a {@link Scratch}
 * until the last row.
 */
final class TiffEncoder implements RowSink {
    private static final int STRIP_BYTES = 1 << 20;
    private static final int CHUNK_BYTES = 1 << 16;

    private final OutputStream out;
    private final Shape shape;
    private final TiffHead head;
    private final Scratch spool = new Scratch(64 << 20);
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final byte[] differences;
    private final byte[] deflated = new byte[CHUNK_BYTES];
    private final int rowsPerStrip;
    private final long[] ends;
    private int rows;
    private boolean closed;

    TiffEncoder(OutputStream out, Shape shape, Metadata metadata) throws IOException {
        this.out = out;
        this.shape = shape;
        this.differences = new byte[shape.rowBytes()];
        this.rowsPerStrip = Math.max(1, Math.min(shape.height(), STRIP_BYTES / shape.rowBytes()));
        this.ends = new long[(shape.height() - 1) / rowsPerStrip + 1];
        this.head = new TiffHead(shape, metadata, rowsPerStrip);
    }

    @Override
    public void write(byte[] row, int offset) throws IOException {
        if (closed || rows == shape.height()) {
            throw new IllegalStateException("row %d of %d".formatted(rows, shape.height()));
        }
        subtract(row, offset);
        deflater.setInput(differences);
        rows++;
        boolean last = rows % rowsPerStrip == 0 || rows == shape.height();
        if (last) {
            deflater.finish();
        }
        while (last ? !deflater.finished() : !deflater.needsInput()) {
            spool.write(deflated, 0, deflater.deflate(deflated));
        }
        if (last) {
            deflater.reset();
            ends[(rows - 1) / rowsPerStrip] = spool.size();
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        deflater.end();
        try (spool) {
            if (rows == shape.height()) {
                out.write(head.bytes(ends));
                spool.copyTo(out);
                out.flush();
            }
        }
    }

    private void subtract(byte[] row, int offset) {
        int step = shape.channels() * (shape.bits() / 8);
        int length = differences.length;
        System.arraycopy(row, offset, differences, 0, Math.min(step, length));
        if (shape.bits() == 8) {
            for (int i = step; i < length; i++) {
                differences[i] = (byte) (row[offset + i] - row[offset + i - step]);
            }
            return;
        }
        for (int i = step; i < length; i += 2) {
            int at = offset + i;
            int difference = ((row[at] & 0xff) << 8 | (row[at + 1] & 0xff))
                    - ((row[at - step] & 0xff) << 8 | (row[at - step + 1] & 0xff));
            differences[i] = (byte) (difference >> 8);
            differences[i + 1] = (byte) difference;
        }
    }

    /** Lengths by where each strip ends. */
    static long[] lengths(long[] ends) {
        long[] lengths = Arrays.copyOf(ends, ends.length);
        for (int i = 1; i < ends.length; i++) {
            lengths[i] -= ends[i - 1];
        }
        return lengths;
    }
}
