package io.azulejo.pipeline.store;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Hadoop's local file system without its {@code .crc} files: Parquet and PNG carry checksums of their own, and an
 * archive's folders are not ours to litter. A name whose bytes are no text is read by them ({@link StorePaths}). What cannot be
 * written is told by its name, as an {@link UnwritableException}. For Hadoop's {@code fs.file.impl}.
 */
public final class PlainLocalFileSystem extends LocalFileSystem {
    public PlainLocalFileSystem() {
        super(new RawDisk());
    }

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        setWriteChecksum(false);
        setVerifyChecksum(false);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        try {
            return new Named(
                    path, super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress));
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw new UnwritableException(StorePaths.show(path), e);
        }
    }

    /** A stream that says where it could not write; Hadoop's throws an error without a place. */
    private static final class Named extends FSDataOutputStream {
        private final String place;

        Named(Path path, FSDataOutputStream out) throws IOException {
            super(out, null, out.getPos());
            this.place = StorePaths.show(path);
        }

        private interface Writing {
            void run() throws IOException;
        }

        private void named(Writing writing) throws IOException {
            try {
                writing.run();
            } catch (FSError e) {
                throw ended(e.getCause() == null ? e : e.getCause());
            } catch (UnwritableException e) {
                throw e;
            } catch (IOException e) {
                throw ended(e);
            }
        }

        /** Gives the file back, which would hold its room as long as it is open, even once it is deleted. */
        private UnwritableException ended(Throwable cause) {
            UnwritableException told = new UnwritableException(place, cause);
            try {
                super.close();
            } catch (IOException | FSError e) {
                told.addSuppressed(e);
            }
            return told;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            named(() -> super.write(b));
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            named(() -> super.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            named(super::flush);
        }

        @Override
        public void close() throws IOException {
            named(super::close);
        }
    }
}
