package io.azulejo.imaging.picture;

import java.io.IOException;

/**
 * Takes a picture row by row from the top, as {@link Shape} lays rows out; an encoder is one, a metric is one. For one
 * thread at a time.
 */
public interface RowSink extends AutoCloseable {
    /**
     * Takes the next row.
     *
     * @param rows holds the row from {@code offset} on; read before this returns and not kept
     * @throws IOException if what lies behind cannot take it; the sink is then only to be closed
     */
    void write(byte[] rows, int offset) throws IOException;

    /**
     * Completes what was written after the last row, and frees everything. Closed before the last row it frees
     * everything and leaves whatever was written incomplete: the caller then throws that away.
     */
    @Override
    void close() throws IOException;
}
