package io.azulejo.pipeline.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a {@link Store} does where there is neither a disk of this machine nor a conditional upload, as on HDFS: content
 * is written beside its place and renamed, which never goes over an object that is there.
 */
final class Renames {
    private Renames() {}

    static boolean createIfAbsent(FileSystem files, Path place, byte[] content) throws IOException {
        Path temporary = beside(place);
        try {
            try (OutputStream out = files.create(temporary, false)) {
                out.write(content);
            }
            return moved(files, temporary, place);
        } finally {
            files.delete(temporary, false);
        }
    }

    /** False where {@code to} is there. */
    private static boolean moved(FileSystem files, Path from, Path to) throws IOException {
        try {
            return !files.exists(to) && files.rename(from, to);
        } catch (FileNotFoundException | FileAlreadyExistsException e) {
            return false;
        }
    }

    static void publish(FileSystem files, InputStream content, Path place) throws IOException {
        Path temporary = beside(place);
        try {
            try (OutputStream out = files.create(temporary, false)) {
                content.transferTo(out);
            }
            files.delete(place, false);
            if (!files.rename(temporary, place)) {
                throw new IOException("%s cannot be renamed to %s".formatted(temporary, StorePaths.show(place)));
            }
        } finally {
            files.delete(temporary, false);
        }
    }

    private static Path beside(Path place) {
        return new Path(place.getParent(), LocalDisk.temporaryName());
    }
}
