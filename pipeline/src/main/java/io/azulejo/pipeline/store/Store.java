package io.azulejo.pipeline.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Small objects and folders of one file system of Hadoop's. Safe for many threads.
 *
 * <p>Every method throws {@link IOException} where the store itself fails; nothing is then half-written under a name
 * that was asked for.
 */
public final class Store {
    private final FileSystem files;

    private Store(FileSystem files) {
        this.files = files;
    }

    /**
     * The store that holds {@code place}.
     *
     * @throws IOException if there is no such file system, or it cannot be reached
     */
    public static Store of(Path place, Configuration configuration) throws IOException {
        return new Store(place.getFileSystem(configuration));
    }

    /**
     * The store that holds {@code place}, looked at once: for the process that a person waits for.
     *
     * @throws IOException if it cannot be reached: the message says for a person what was found and what to check
     */
    public static Store reached(Path place, Configuration configuration) throws IOException {
        return new Store(StoreAccess.files(place, configuration));
    }

    /** Whether the store is a file system of this machine. */
    public boolean local() {
        return "file".equals(files.getUri().getScheme());
    }

    /** Whether something exists there, a folder included. */
    public boolean exists(Path place) throws IOException {
        return files.exists(place);
    }

    /** The whole object; empty where there is none. For small ones. */
    public Optional<byte[]> read(Path place) throws IOException {
        try (InputStream in = files.open(place)) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** What lies directly in a folder, by name; empty where there is no such folder. */
    public List<FileStatus> children(Path folder) throws IOException {
        try {
            List<FileStatus> children = new ArrayList<>(Arrays.asList(files.listStatus(folder)));
            children.sort((a, b) -> a.getPath().compareTo(b.getPath()));
            return children;
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    /**
     * What lies directly in a folder, in no order: on a disk of this machine whatever bytes its name has, and links that
     * lead to nothing too.
     *
     * @throws IOException if it cannot be listed
     */
    public List<StoredObject> listed(Path folder) throws IOException {
        return local()
                ? LocalDisk.children(StorePaths.file(folder))
                : Arrays.stream(files.listStatus(folder)).map(StoredObject::of).toList();
    }

    /**
     * What lies at a place; empty where nothing does.
     *
     * @throws IOException if that cannot be known
     */
    public Optional<StoredObject> look(Path place) throws IOException {
        if (local()) {
            return LocalDisk.look(StorePaths.file(place));
        }
        try {
            return Optional.of(StoredObject.of(files.getFileStatus(place)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Every object below a folder: of an object store by its pages of names, and not folder by folder.
     *
     * @throws IOException if one folder cannot be listed
     */
    public void all(Path folder, Consumer<StoredObject> each) throws IOException {
        var objects = files.listFiles(folder, true);
        while (objects.hasNext()) {
            each.accept(StoredObject.of(objects.next()));
        }
    }

    /**
     * Every object below a folder, as {@link StorePaths#show} writes them; empty where there is no such folder. An object
     * store answers by its pages of names, and not once for each object.
     */
    public Set<String> objects(Path folder) throws IOException {
        if (local()) {
            return LocalDisk.objects(StorePaths.file(folder));
        }
        Set<String> objects = new HashSet<>();
        try {
            all(folder, object -> objects.add(StorePaths.show(object.place())));
        } catch (FileNotFoundException e) {
            return Set.of();
        }
        return objects;
    }

    /**
     * Removes what a killed process was about to create or publish below a folder. Only for who alone writes there.
     *
     * @return how many there were
     */
    public int sweep(Path folder) throws IOException {
        if (!local() && Uploads.taken(files, folder)) {
            // An upload that was not completed is no object.
            return 0;
        }
        int swept = 0;
        for (String object : objects(folder)) {
            if (LocalDisk.temporary(object)) {
                delete(StorePaths.parse(object));
                swept++;
            }
        }
        return swept;
    }

    /** Length in bytes; empty where there is no such object. */
    public Optional<Long> length(Path place) throws IOException {
        try {
            return Optional.of(files.getFileStatus(place).getLen());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Creates an object, whole and synced, unless there is one of that name.
     *
     * @return false if there was one, which is untouched; of several that create at once exactly one gets true
     */
    public boolean createIfAbsent(Path place, byte[] content) throws IOException {
        if (local()) {
            return LocalDisk.createIfAbsent(StorePaths.file(place), content);
        }
        return Uploads.taken(files, place)
                ? Uploads.createIfAbsent(files, place, content)
                : Renames.createIfAbsent(files, place, content);
    }

    /** Makes files outlast a power cut, with their names; on stores that are no disk of this machine they do already. */
    public void sync(List<Path> places) throws IOException {
        if (local()) {
            LocalDisk.sync(places.stream().map(StorePaths::file).toList());
        }
    }

    /**
     * Brings content to {@code place}, visible only when it is whole; an older object is replaced. Where the store can
     * neither replace by renaming nor upload in one step, there is a moment without either.
     */
    public void publish(InputStream content, Path place) throws IOException {
        if (local()) {
            LocalDisk.publish(content, StorePaths.file(place));
        } else if (Uploads.taken(files, place)) {
            Uploads.publish(files, content, place);
        } else {
            Renames.publish(files, content, place);
        }
    }

    /** Deletes an object, or a folder with all that it holds; nothing happens where there is none. */
    public void delete(Path place) throws IOException {
        files.delete(place, true);
    }

    /** Why this store did not do what was asked, in one line for a person. */
    public String reason(IOException failure, Path place) {
        return StoreAccess.reason(failure, place, files.getConf());
    }

    /** When a file of this machine was touched last: its content, name, rights or owner; empty where nothing tells. */
    public static Optional<Instant> touched(Path place) {
        return StorePaths.onDisk(place) ? LocalDisk.touched(StorePaths.file(place)) : Optional.empty();
    }

    /** Bytes that can still be written near {@code place}, which need not exist; empty where the store has no such bound. */
    public Optional<Long> room(Path place) throws IOException {
        if (local()) {
            return LocalDisk.room(StorePaths.file(place));
        }
        long remaining = files.getStatus(place).getRemaining();
        return remaining == Long.MAX_VALUE ? Optional.empty() : Optional.of(remaining);
    }
}
