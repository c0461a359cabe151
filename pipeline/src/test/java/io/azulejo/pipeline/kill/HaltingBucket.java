package io.azulejo.pipeline.kill;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.util.Progressable;

/** A bucket, on which a driver can be halted. */
public final class HaltingBucket extends S3AFileSystem {
    @Override
    @SuppressWarnings("rawtypes") // As the class above has it.
    public FSDataOutputStreamBuilder createFile(Path place) {
        Halt.before(place, getConf());
        return super.createFile(place);
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
