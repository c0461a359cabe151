package io.azulejo.pipeline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A store that is no disk, {@code faulty:///}: it lies on this disk, renames as HDFS does (never over an object), and
 * fails where a test wants it to.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
    private static final Map<String, Function<Path, IOException>> ON_OPEN = new ConcurrentHashMap<>();
    private static final Map<String, Function<Path, IOException>> ON_CREATE = new ConcurrentHashMap<>();
    private static final Map<String, Function<Path, IOException>> ON_LIST = new ConcurrentHashMap<>();
    private static final List<String> OPENED = new CopyOnWriteArrayList<>();
    private static volatile long room = Long.MAX_VALUE;

    /** Forgets all faults. */
    public static void reset() {
        ON_OPEN.clear();
        ON_CREATE.clear();
        ON_LIST.clear();
        OPENED.clear();
        room = Long.MAX_VALUE;
    }

    /** Opening an object whose path holds {@code part} fails with what the function gives, if it gives anything. */
    public static void onOpen(String part, Function<Path, IOException> fault) {
        ON_OPEN.put(part, fault);
    }

    /** Creating an object whose path holds {@code part} fails likewise. */
    public static void onCreate(String part, Function<Path, IOException> fault) {
        ON_CREATE.put(part, fault);
    }

    /** Listing a folder of this name fails likewise. */
    public static void onList(String name, Function<Path, IOException> fault) {
        ON_LIST.put("/" + name + "/", fault);
    }

    /** How much room the store says it has. */
    public static void room(long bytes) {
        room = bytes;
    }

    /** The names of the objects opened since the last reset. */
    public static List<String> opened() {
        return new ArrayList<>(OPENED);
    }

    /** What users write for a folder of this disk as this store names it. */
    public static String place(java.nio.file.Path local) {
        return "faulty://" + local;
    }

    @Override
    public URI getUri() {
        return URI.create("faulty:///");
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        OPENED.add(path.getName());
        fail(ON_OPEN, path);
        return super.open(path, bufferSize);
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        fail(ON_CREATE, path);
        return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
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
        return create(path, overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        synchronized (FaultyFileSystem.class) {
            try {
                if (!getFileStatus(to).isDirectory()) {
                    return false;
                }
            } catch (FileNotFoundException e) {
                // The name is free.
            }
            return super.rename(from, to);
        }
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return plain(super.getFileStatus(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        fail(ON_LIST, path, path.toUri().getPath() + "/");
        return Arrays.stream(super.listStatus(path))
                .map(FaultyFileSystem::plain)
                .toArray(FileStatus[]::new);
    }

    /** Without owner and rights, for which the disk's own store starts a process an object. */
    private static FileStatus plain(FileStatus status) {
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                1,
                status.getBlockSize(),
                status.getModificationTime(),
                status.getPath());
    }

    @Override
    public FsStatus getStatus(Path path) {
        return new FsStatus(Long.MAX_VALUE, 0, room);
    }

    private static void fail(Map<String, Function<Path, IOException>> faults, Path path) throws IOException {
        fail(faults, path, path.toUri().getPath());
    }

    private static void fail(Map<String, Function<Path, IOException>> faults, Path path, String text)
            throws IOException {
        for (Map.Entry<String, Function<Path, IOException>> fault : faults.entrySet()) {
            if (text.contains(fault.getKey())) {
                IOException failure = fault.getValue().apply(path);
                if (failure != null) {
                    throw failure;
                }
            }
        }
    }
}
