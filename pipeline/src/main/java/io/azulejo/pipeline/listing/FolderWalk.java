package io.azulejo.pipeline.listing;

import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.store.StoredObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Goes through folders one by one. Links are followed, but not back up. A folder that cannot be listed is found as a
 * folder, and so is one that other programs keep for themselves, which is not looked into. Others may be at work there: a
 * folder that is gone when its turn comes is as one that never was. For one thread.
 */
final class FolderWalk {
    private static final Pattern OF_OTHERS =
            Pattern.compile("@eaDir|\\.thumbnails|\\.Trash.*|__MACOSX|lost\\+found|System Volume Information"
                    + "|\\$RECYCLE\\.BIN|\\.snapshot|\\.Spotlight-V100");

    /** How one folder is listed. */
    @FunctionalInterface
    interface Folders {
        List<StoredObject> in(Path folder) throws IOException;
    }

    private final Folders folders;
    private final LongAdder seen;
    private final List<StoredObject> found = new ArrayList<>();
    /** The real folders on the way down: a link to one of them would never end. */
    private final Set<Object> above = new HashSet<>();

    /** @param seen counts what is found, for who watches */
    FolderWalk(Folders folders, LongAdder seen) {
        this.folders = folders;
        this.seen = seen;
    }

    /** Whether a folder of this name is one that other programs keep beside pictures. */
    static boolean ofOthers(String name) {
        return OF_OTHERS.matcher(name).matches();
    }

    /** Files, and folders that were not looked into. */
    List<StoredObject> found() {
        return found;
    }

    /**
     * Adds all that lies below a folder.
     *
     * @throws IOException if it cannot be listed itself
     */
    void below(Path folder) throws IOException {
        Object real = StorePaths.onDisk(folder) ? StorePaths.file(folder).toRealPath() : folder;
        if (!above.add(real)) {
            return;
        }
        try {
            for (StoredObject child : folders.in(folder)) {
                seen.increment();
                add(child);
            }
        } finally {
            above.remove(real);
        }
    }

    /** Adds a file, or all that lies below a folder. */
    void add(StoredObject one) {
        if (!one.folder() || ofOthers(one.name())) {
            found.add(one);
            return;
        }
        try {
            below(one.place());
        } catch (FileNotFoundException | NoSuchFileException e) {
            // It was taken away meanwhile.
        } catch (IOException e) {
            found.add(one);
        }
    }
}
