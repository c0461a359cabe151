package io.azulejo.pipeline.store;

import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * What a store tells of one thing that it holds.
 *
 * @param place where it lies
 * @param folder whether it is one
 * @param bytes its length; 0 of a folder, and of what cannot be looked at
 * @param modified when it changed, in milliseconds since 1970 UTC; 0 where that cannot be known
 * @param etag the store's own word for the content, without the quotes of its protocol; empty where it has none
 */
public record StoredObject(Path place, boolean folder, long bytes, long modified, String etag) {

    /** As Hadoop tells it. */
    public static StoredObject of(FileStatus status) {
        String etag = status instanceof EtagSource source ? source.getEtag() : null;
        return new StoredObject(
                status.getPath(),
                status.isDirectory(),
                status.isDirectory() ? 0 : status.getLen(),
                status.getModificationTime(),
                etag == null ? "" : etag.replace("\"", ""));
    }

    /** The last name of its path. */
    public String name() {
        return place.getName();
    }
}
