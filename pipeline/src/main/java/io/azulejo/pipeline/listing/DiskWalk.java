package io.azulejo.pipeline.listing;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Every file below a folder of this machine. It is walked, because Hadoop's recursive listing asks the owner of every
 * file by a process of its own; links are followed, but not back up. Others may be at work there: a folder that is gone
 * when its turn comes is as one that never was. For one thread.
 */
final class DiskWalk {
    private final FileSystem disk;
    private final List<FileStatus> found = new ArrayList<>();
    private final List<String> lost;
    /** The real folders on the way down: a link to one of them would never end. */
    private final Set<java.nio.file.Path> above = new HashSet<>();

    private DiskWalk(FileSystem disk, List<String> lost) {
        this.disk = disk;
        this.lost = lost;
    }

    /**
     * Walks.
     *
     * @param lost gets a line for a person for each folder in which there are names that cannot be read
     * @throws IOException if a folder is there and cannot be listed
     */
    static List<FileStatus> below(Path folder, FileSystem disk, List<String> lost) throws IOException {
        DiskWalk walk = new DiskWalk(disk, lost);
        walk.into(folder);
        return walk.found;
    }

    private void into(Path folder) throws IOException {
        java.nio.file.Path real = local(folder).toRealPath();
        if (!above.add(real)) {
            return;
        }
        try {
            FileStatus[] children = disk.listStatus(folder);
            long unreadable = unreadable(real, children);
            if (unreadable > 0) {
                lost.add(
                        "names in %s that cannot be read, because they are not UTF-8 or links to nothing: %d; rename them"
                                .formatted(real, unreadable));
            }
            for (FileStatus child : children) {
                if (child.isDirectory()) {
                    intoIfThere(child.getPath());
                } else {
                    found.add(child);
                }
            }
        } finally {
            above.remove(real);
        }
    }

    private void intoIfThere(Path folder) throws IOException {
        try {
            into(folder);
        } catch (IOException e) {
            if (!Files.notExists(local(folder))) {
                throw e;
            }
        }
    }

    /** Hadoop leaves out, without a word, a name that Java cannot turn back into its bytes. */
    private static long unreadable(java.nio.file.Path folder, FileStatus[] children) throws IOException {
        Set<String> listed = new HashSet<>();
        for (FileStatus child : children) {
            listed.add(child.getPath().getName());
        }
        try (DirectoryStream<java.nio.file.Path> names = Files.newDirectoryStream(folder)) {
            return unreadable(names, listed);
        }
    }

    /** How many names, of those that were not listed, cannot be read; some may only be younger than the listing. */
    static long unreadable(DirectoryStream<java.nio.file.Path> names, Set<String> listed) throws IOException {
        long count = 0;
        try {
            for (java.nio.file.Path name : names) {
                if (!listed.contains(name.getFileName().toString()) && unreadable(name)) {
                    count++;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return count;
    }

    /** Asked by its text, as Hadoop does, it is not there; asked by its bytes, it is, or that may not be known. */
    private static boolean unreadable(java.nio.file.Path name) {
        return !name.toFile().exists() && !Files.notExists(name, LinkOption.NOFOLLOW_LINKS);
    }

    private static java.nio.file.Path local(Path place) {
        return java.nio.file.Path.of(place.toUri().getPath());
    }
}
