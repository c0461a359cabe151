package io.azulejo.pipeline.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;

/**
 * What a {@link Store} does on an object store: an object is one upload, seen when it is complete, and refused there if
 * the name is taken. Nothing is written beside its place.
 */
final class Uploads {
    private static final String CONDITIONAL_CREATE = "fs.option.create.conditional.overwrite";

    private Uploads() {}

    /** Whether a store takes them. */
    static boolean taken(FileSystem files, Path place) throws IOException {
        return files.hasPathCapability(place, CONDITIONAL_CREATE);
    }

    static boolean createIfAbsent(FileSystem files, Path place, byte[] content) throws IOException {
        if (files.exists(place)) {
            return false;
        }
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(place);
        builder.overwrite(false);
        builder.recursive();
        builder.must(CONDITIONAL_CREATE, true);
        try {
            upload(new ByteArrayInputStream(content), (FSDataOutputStream) builder.build());
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (PathIOException e) {
            if (files.exists(place)) {
                return false;
            }
            throw e;
        }
        return true;
    }

    static void publish(FileSystem files, InputStream content, Path place) throws IOException {
        upload(content, files.create(place, true));
    }

    /** Closing an upload makes it visible, so one that broke off must not be closed. */
    private static void upload(InputStream content, FSDataOutputStream out) throws IOException {
        try {
            content.transferTo(out);
        } catch (IOException | RuntimeException e) {
            out.abort();
            throw e;
        }
        out.close();
    }
}
