package io.azulejo.pipeline.store;

import io.azulejo.imaging.codec.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/** An object of a store, read by seeking: a probe fetches the few kilobytes that it looks at. For one thread. */
public final class StoredBytes implements ByteSource, Closeable {
    private final long size;
    private final FSDataInputStream in;

    /**
     * Opens an object.
     *
     * @param size its length as listed
     * @throws IOException if it is gone or may not be read
     */
    public StoredBytes(Path place, long size, Configuration configuration) throws IOException {
        this.size = size;
        // Without these hints an object store is first asked for the length, then for everything from there on.
        this.in = FutureIO.awaitFuture(place.getFileSystem(configuration)
                .openFile(place)
                .opt("fs.option.openfile.read.policy", "random")
                .optLong("fs.option.openfile.length", size)
                .build());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
        int filled = 0;
        while (filled < length) {
            int count = in.read(position + filled, buffer, offset + filled, length - filled);
            if (count < 0) {
                return filled == 0 ? -1 : filled;
            }
            filled += count;
        }
        return filled;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
