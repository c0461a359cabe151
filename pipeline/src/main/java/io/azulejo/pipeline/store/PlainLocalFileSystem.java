package io.azulejo.pipeline.store;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;

/**
 * Hadoop's local file system without its {@code .crc} files: Parquet and PNG carry checksums of their own, and an
 * archive's folders are not ours to litter. For Hadoop's {@code fs.file.impl}.
 */
public final class PlainLocalFileSystem extends LocalFileSystem {
    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        setWriteChecksum(false);
        setVerifyChecksum(false);
    }
}
