package io.azulejo.pipeline.kill;

import io.azulejo.pipeline.store.PlainLocalFileSystem;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** This machine's disk, on which a driver can be halted. */
public final class HaltingDisk extends FilterFileSystem {
    public HaltingDisk() {
        super(new PlainLocalFileSystem());
    }

    @Override
    public FSDataOutputStream create(
            Path place,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        Halt.before(place, getConf());
        return super.create(place, permission, overwrite, buffer, replication, block, progress);
    }
}
