package io.azulejo.pipeline.store;

import io.azulejo.imaging.codec.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * An object of a store, read by seeking, a block at a time: a probe looks at a few bytes here and there, and for an
 * object store each look would be a request. For one thread.
 */
public final class StoredBytes implements ByteSource, Closeable {
    private static final int BLOCK_BYTES = 1 << 16;

    private final long size;
    private final FSDataInputStream in;
    private final byte[] block;
    private long blockStart;
    private int blockBytes;

    /**
     * Opens an object.
     *
     * @param size its length as listed
     * @throws IOException if it is gone or may not be read
     */
    public StoredBytes(Path place, long size, Configuration configuration) throws IOException {
        this.size = size;
        this.block = new byte[(int) Math.min(size, BLOCK_BYTES)];
        // Without these hints an object store is first asked for the length, then for everything from there on.
        this.in = FetchedFile.open(place, size, "random", configuration);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
        int filled = 0;
        while (filled < length && load(position + filled)) {
            int from = (int) (position + filled - blockStart);
            int count = Math.min(length - filled, blockBytes - from);
            System.arraycopy(block, from, buffer, offset + filled, count);
            filled += count;
        }
        return filled == 0 && length > 0 ? -1 : filled;
    }

    /** Whether the block then holds the byte at a position; false at the end of the object. */
    private boolean load(long position) throws IOException {
        if (position >= blockStart && position < blockStart + blockBytes) {
            return true;
        }
        if (position >= size) {
            return false;
        }
        blockStart = position - position % BLOCK_BYTES;
        blockBytes = 0;
        int wanted = (int) Math.min(block.length, size - blockStart);
        while (blockBytes < wanted) {
            int count = in.read(blockStart + blockBytes, block, blockBytes, wanted - blockBytes);
            if (count < 0) {
                break;
            }
            blockBytes += count;
        }
        return position < blockStart + blockBytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
