package io.azulejo.udfs.calibrate;

import io.azulejo.imaging.picture.RowSink;
import io.azulejo.udfs.restore.Seams;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Rows in a temporary file, because the whole outputs of a calibration do not fit every heap. Gone after close. */
final class SpilledRows implements RowSink, Seams.WholeRows {
    private final FileChannel file;
    private final int rowBytes;

    SpilledRows(int rowBytes) throws IOException {
        Path path = Files.createTempFile("azulejo-whole", ".raw");
        this.file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        this.rowBytes = rowBytes;
    }

    @Override
    public void write(byte[] rows, int offset) throws IOException {
        ByteBuffer row = ByteBuffer.wrap(rows, offset, rowBytes);
        while (row.hasRemaining()) {
            file.write(row);
        }
    }

    @Override
    public void copyRow(int y, byte[] row) throws IOException {
        ByteBuffer to = ByteBuffer.wrap(row, 0, rowBytes);
        long at = (long) y * rowBytes;
        while (to.hasRemaining()) {
            int read = file.read(to, at + to.position());
            if (read < 0) {
                throw new EOFException("row %d was never written".formatted(y));
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
