package io.azulejo.pipeline.listing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
            long missed = names(real) - children.length;
            if (missed > 0) {
                lost.add(
                        "names in %s that cannot be read, because they are not UTF-8 or links to nothing: %d; rename them"
                                .formatted(real, missed));
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
    private static long names(java.nio.file.Path folder) throws IOException {
        long count = 0;
        try (DirectoryStream<java.nio.file.Path> names = Files.newDirectoryStream(folder)) {
            for (java.nio.file.Path name : names) {
                count += name.getNameCount() > 0 ? 1 : 0;
            }
        }
        return count;
    }

    private static java.nio.file.Path local(Path place) {
        return java.nio.file.Path.of(place.toUri().getPath());
    }
}
