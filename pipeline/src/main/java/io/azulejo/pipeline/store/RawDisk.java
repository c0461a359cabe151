package io.azulejo.pipeline.store;

import java.io.EOFException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.hadoop.fs.BufferedFSInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Hadoop's disk, which takes every name as text and would come to another file where a name's bytes are none: such files
 * are looked at and read by their bytes, and nothing else can be done with them.
 */
final class RawDisk extends RawLocalFileSystem {
    @Override
    public File pathToFile(Path path) {
        if (odd(path)) {
            throw new IllegalArgumentException(
                    "%s has bytes in its name that are no UTF-8: such a name can be read and not written"
                            .formatted(StorePaths.show(path)));
        }
        return super.pathToFile(path);
    }

    private static boolean odd(Path path) {
        return DiskNames.odd(path.toUri().getPath());
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        if (!odd(path)) {
            return super.getFileStatus(path);
        }
        try {
            BasicFileAttributes found = Files.readAttributes(StorePaths.file(path), BasicFileAttributes.class);
            return new FileStatus(
                    found.isDirectory() ? 0 : found.size(),
                    found.isDirectory(),
                    1,
                    getDefaultBlockSize(path),
                    found.lastModifiedTime().toMillis(),
                    path);
        } catch (NoSuchFileException e) {
            throw gone(path, e);
        }
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        if (!odd(path)) {
            return super.open(path, bufferSize);
        }
        try {
            return new FSDataInputStream(
                    new BufferedFSInputStream(new Stream(FileChannel.open(StorePaths.file(path))), bufferSize));
        } catch (NoSuchFileException e) {
            throw gone(path, e);
        }
    }

    private static FileNotFoundException gone(Path path, NoSuchFileException cause) {
        FileNotFoundException gone = new FileNotFoundException(StorePaths.show(path) + " is not there");
        gone.initCause(cause);
        return gone;
    }

    /** A file as Hadoop reads one. */
    private static final class Stream extends FSInputStream {
        private final FileChannel channel;

        Stream(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void seek(long position) throws IOException {
            if (position < 0) {
                throw new EOFException("a position before the file");
            }
            channel.position(position);
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public boolean seekToNewSource(long position) {
            return false;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(buffer, offset, length));
        }

        @Override
        public int read(long position, byte[] buffer, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(buffer, offset, length), position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
