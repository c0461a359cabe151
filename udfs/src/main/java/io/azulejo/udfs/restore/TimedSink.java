package io.azulejo.udfs.restore;

import io.azulejo.imaging.picture.RowSink;
import java.io.IOException;

/** A sink that knows how long it took. For one thread. */
final class TimedSink implements RowSink {
    private final RowSink sink;
    private long nanos;

    TimedSink(RowSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(byte[] rows, int offset) throws IOException {
        long begun = System.nanoTime();
        sink.write(rows, offset);
        nanos += System.nanoTime() - begun;
    }

    @Override
    public void close() throws IOException {
        long begun = System.nanoTime();
        sink.close();
        nanos += System.nanoTime() - begun;
    }

    long nanos() {
        return nanos;
    }
}
