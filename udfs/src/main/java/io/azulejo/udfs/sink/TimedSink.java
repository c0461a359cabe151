package io.azulejo.udfs.sink;

import io.azulejo.imaging.picture.RowSink;
import java.io.IOException;

/** A sink that knows how long it took. For one thread. */
public final class TimedSink implements RowSink {
    private final RowSink sink;
    private long nanos;

    public TimedSink(RowSink sink) {
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

    /** Time spent in the sink until now. */
    public long nanos() {
        return nanos;
    }
}
