package io.azulejo.jobs;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** This machine's disk as a store, {@code holding:///}, which is read through Hadoop. */
public final class HoldingStore extends RawLocalFileSystem {
    @Override
    public URI getUri() {
        return URI.create("holding:///");
    }

    @Override
    public String getScheme() {
        return "holding";
    }

    @Override
    public FSDataInputStream open(Path place, int buffer) throws IOException {
        HoldingDisk.hold(place, getConf(), false);
        return super.open(place, buffer);
    }

    @Override
    public FileStatus getFileStatus(Path place) throws IOException {
        return plain(super.getFileStatus(place));
    }

    @Override
    public FileStatus[] listStatus(Path place) throws IOException {
        return Arrays.stream(super.listStatus(place)).map(HoldingStore::plain).toArray(FileStatus[]::new);
    }

    /** Without owner and rights, which this disk gives for its own scheme alone. */
    private static FileStatus plain(FileStatus status) {
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                1,
                status.getBlockSize(),
                status.getModificationTime(),
                status.getPath());
    }
}
