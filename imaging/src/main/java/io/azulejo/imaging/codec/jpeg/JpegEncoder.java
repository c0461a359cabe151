package io.azulejo.imaging.codec.jpeg;

import io.azulejo.imaging.picture.Metadata;
import io.azulejo.imaging.picture.RowSink;
import io.azulejo.imaging.picture.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGQTable;

/**
 * Writes a baseline JPEG, 4:4:4, eight rows at a time: the tables of T.81, annex K, scaled by quality as libjpeg does,
 * so that a quality means what users know by it. Holds eight rows, whatever the picture's size.
 */
final class JpegEncoder implements RowSink {
    private static final int BLOCK = 8;
    private static final int FRACTION_BITS = 16;
    private static final int HALF = 1 << (FRACTION_BITS - 1);
    private static final int CENTRE = 128;
    /** Exact for dividends below 2^17 and divisors below 2^11 (Granlund and Montgomery, PLDI 1994). */
    private static final int RECIPROCAL_BITS = 29;

    private static final int[][] DC_CODES = {
        BlockCoder.codes(JPEGHuffmanTable.StdDCLuminance), BlockCoder.codes(JPEGHuffmanTable.StdDCChrominance)
    };
    private static final int[][] AC_CODES = {
        BlockCoder.codes(JPEGHuffmanTable.StdACLuminance), BlockCoder.codes(JPEGHuffmanTable.StdACChrominance)
    };

    private final OutputStream out;
    private final Shape shape;
    private final BlockCoder coder;
    /** Divisors and their reciprocals of luma and chroma, by place in the block, for coefficients 8 times too large. */
    private final int[][] divisors = new int[2][];

    private final long[][] reciprocals = new long[2][64];
    /** Samples -128..127 of eight rows of each component, edges repeated to whole blocks. */
    private final byte[][] planes;

    private final int stride;
    private final int[] block = new int[64];
    private final int[] previous;
    private int rows;
    private boolean closed;

    JpegEncoder(OutputStream out, Shape shape, Metadata metadata, int quality) throws IOException {
        this.out = out;
        this.shape = shape;
        this.coder = new BlockCoder(out);
        this.stride = (shape.width() + BLOCK - 1) / BLOCK * BLOCK;
        this.planes = new byte[shape.channels()][BLOCK * stride];
        this.previous = new int[shape.channels()];
        writeHead(metadata, quality);
    }

    @Override
    public void write(byte[] row, int offset) throws IOException {
        if (closed || rows == shape.height()) {
            throw new IllegalStateException("row %d of %d".formatted(rows, shape.height()));
        }
        int to = rows % BLOCK * stride;
        if (shape.channels() == 1) {
            for (int x = 0; x < shape.width(); x++) {
                planes[0][to + x] = (byte) (row[offset + x] - CENTRE);
            }
        } else {
            toYcc(row, offset, to);
        }
        for (byte[] plane : planes) {
            Arrays.fill(plane, to + shape.width(), to + stride, plane[to + shape.width() - 1]);
        }
        rows++;
        if (rows % BLOCK == 0 || rows == shape.height()) {
            repeatLastRow();
            writeBlocks();
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed && rows == shape.height()) {
            coder.finish();
            out.write(new byte[] {(byte) 0xff, (byte) 0xd9});
            out.flush();
        }
        closed = true;
    }

    /** JFIF 1.02, "Conversion to and from RGB", in libjpeg's fixed point (jccolor.c). */
    private void toYcc(byte[] row, int offset, int to) {
        byte[] luma = planes[0];
        byte[] blue = planes[1];
        byte[] red = planes[2];
        for (int x = 0, at = offset; x < shape.width(); x++, at += 3) {
            int r = row[at] & 0xff;
            int g = row[at + 1] & 0xff;
            int b = row[at + 2] & 0xff;
            luma[to + x] = (byte) (((19595 * r + 38470 * g + 7471 * b + HALF) >> FRACTION_BITS) - CENTRE);
            blue[to + x] = (byte) ((-11059 * r - 21709 * g + 32768 * b + HALF - 1) >> FRACTION_BITS);
            red[to + x] = (byte) ((32768 * r - 27439 * g - 5329 * b + HALF - 1) >> FRACTION_BITS);
        }
    }

    private void repeatLastRow() {
        int filled = (rows - 1) % BLOCK + 1;
        for (byte[] plane : planes) {
            for (int y = filled; y < BLOCK; y++) {
                System.arraycopy(plane, (filled - 1) * stride, plane, y * stride, stride);
            }
        }
    }

    private void writeBlocks() throws IOException {
        for (int x = 0; x < stride; x += BLOCK) {
            for (int c = 0; c < planes.length; c++) {
                int table = Math.min(c, 1);
                load(planes[c], x);
                ForwardDct.transform(block);
                quantise(divisors[table], reciprocals[table]);
                coder.write(block, previous[c], DC_CODES[table], AC_CODES[table]);
                previous[c] = block[0];
            }
        }
    }

    private void load(byte[] plane, int x) {
        for (int y = 0; y < BLOCK; y++) {
            int from = y * stride + x;
            for (int i = 0; i < BLOCK; i++) {
                block[y * BLOCK + i] = plane[from + i];
            }
        }
    }

    /** Rounds half away from zero. */
    private void quantise(int[] divisor, long[] reciprocal) {
        for (int i = 0; i < 64; i++) {
            int value = block[i];
            int sign = value >> 31;
            int magnitude = (value ^ sign) - sign;
            int quotient = (int) (((magnitude + (divisor[i] >> 1)) * reciprocal[i]) >> RECIPROCAL_BITS);
            block[i] = (quotient ^ sign) - sign;
        }
    }

    private void writeHead(Metadata metadata, int quality) throws IOException {
        out.write(new byte[] {(byte) 0xff, (byte) 0xd8});
        JpegSegments segments = new JpegSegments(out);
        segments.writeMetadata(metadata);
        JPEGQTable[] standard = {JPEGQTable.K1Luminance, JPEGQTable.K2Chrominance};
        int tables = Math.min(2, shape.channels());
        for (int i = 0; i < tables; i++) {
            int[] table = scaled(standard[i].getTable(), quality);
            segments.writeQuantisation(i, table);
            divisors[i] = new int[64];
            for (int k = 0; k < 64; k++) {
                divisors[i][k] = 8 * table[k];
                reciprocals[i][k] = (1L << RECIPROCAL_BITS) / divisors[i][k] + 1;
            }
        }
        segments.writeFrame(shape);
        segments.writeHuffman(0, 0, JPEGHuffmanTable.StdDCLuminance);
        segments.writeHuffman(1, 0, JPEGHuffmanTable.StdACLuminance);
        if (tables > 1) {
            segments.writeHuffman(0, 1, JPEGHuffmanTable.StdDCChrominance);
            segments.writeHuffman(1, 1, JPEGHuffmanTable.StdACChrominance);
        }
        segments.writeScanHeader(shape.channels());
    }

    /** libjpeg's scale of quality (jcparam.c, jpeg_quality_scaling), for tables of 8 bits. */
    private static int[] scaled(int[] table, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] scaled = new int[64];
        for (int i = 0; i < 64; i++) {
            scaled[i] = Math.max(1, Math.min(255, (table[i] * percent + 50) / 100));
        }
        return scaled;
    }
}
