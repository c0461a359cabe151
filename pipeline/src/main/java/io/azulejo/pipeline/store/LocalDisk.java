package io.azulejo.pipeline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a {@link Store} does on a disk of this machine, where Hadoop's own ways are not atomic, or not synced. */
final class LocalDisk {
    private static final Pattern TEMPORARY = Pattern.compile("/_azulejo-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

    private LocalDisk() {}

    /** Not derived from the name of what it becomes, which may already be as long as a name can be. */
    static String temporaryName() {
        return "_azulejo-" + UUID.randomUUID();
    }

    /** Whether a name is one that {@link #temporaryName} gives. */
    static boolean temporary(String name) {
        return TEMPORARY.matcher(name).find();
    }

    /** A hard link to a synced file is the one step of a local disk that is both atomic and refused if the name is taken. */
    static boolean createIfAbsent(Path place, byte[] content) throws UnwritableException {
        try {
            return linked(place, content);
        } catch (IOException e) {
            throw unwritable(place, e);
        }
    }

    private static UnwritableException unwritable(Path place, IOException cause) {
        return new UnwritableException(StorePaths.show(StorePaths.of(place)), cause);
    }

    private static boolean linked(Path place, byte[] content) throws IOException {
        Files.createDirectories(place.getParent());
        Path temporary = place.resolveSibling(temporaryName());
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.createLink(place, temporary);
            syncFolder(place.getParent());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Throws {@link IOException} where a place of this machine cannot be read as a file: a pipe would never end, a folder
     * never begin, and a link to nothing, or to itself, leads nowhere.
     */
    static void mustBeRegular(org.apache.hadoop.fs.Path place) throws IOException {
        if (!StorePaths.onDisk(place)) {
            return;
        }
        Path file = StorePaths.file(place);
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                throw new IOException("it is no regular file");
            }
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            throw Files.isSymbolicLink(file) ? new IOException(link(file, e), e) : e;
        }
    }

    private static String link(Path link, FileSystemException failure) throws IOException {
        Path target = link.resolveSibling(Files.readSymbolicLink(link));
        return "it is a link to %s, which %s"
                .formatted(
                        StorePaths.path(StorePaths.of(target)),
                        failure instanceof NoSuchFileException ? "is not there" : "leads back to it");
    }

    /**
     * What lies directly in a folder, whatever bytes its name has: links followed, those to nothing too.
     *
     * @throws IOException if it cannot be listed
     */
    static List<StoredObject> children(Path folder) throws IOException {
        List<StoredObject> children = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                found(file).ifPresent(children::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return children;
    }

    private static Optional<StoredObject> found(Path file) {
        try {
            return look(file);
        } catch (IOException e) {
            // Whoever reads it will find out why that fails.
            return named(file);
        }
    }

    /**
     * What lies under a name, links followed; a link to nothing is something.
     *
     * @throws IOException if that cannot be known
     */
    static Optional<StoredObject> look(Path file) throws IOException {
        try {
            return Optional.of(found(file, Files.readAttributes(file, BasicFileAttributes.class)));
        } catch (NoSuchFileException e) {
            return named(file);
        }
    }

    /** By its name alone; it may be gone again, and is then as one that never was. */
    private static Optional<StoredObject> named(Path file) {
        try {
            FileTime modified = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new StoredObject(StorePaths.of(file), false, 0, modified.toMillis(), ""));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new StoredObject(StorePaths.of(file), false, 0, 0, ""));
        }
    }

    private static StoredObject found(Path file, BasicFileAttributes attributes) {
        return new StoredObject(
                StorePaths.of(file),
                attributes.isDirectory(),
                attributes.isRegularFile() ? attributes.size() : 0,
                attributes.lastModifiedTime().toMillis(),
                "");
    }

    /** Makes files and the folders that name them outlast a power cut. */
    static void sync(List<Path> files) throws UnwritableException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path file : files) {
            try {
                syncFile(file);
                folders.add(file.getParent());
                folders.add(file.getParent().getParent());
            } catch (IOException e) {
                throw unwritable(file, e);
            }
        }
        for (Path folder : folders) {
            try {
                syncFolder(folder);
            } catch (IOException e) {
                throw unwritable(folder, e);
            }
        }
    }

    private static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows opens no folder; there the link itself is what holds.
        }
    }

    static void publish(InputStream content, Path place) throws UnwritableException {
        try {
            moved(content, place);
        } catch (IOException e) {
            throw unwritable(place, e);
        }
    }

    private static void moved(InputStream content, Path place) throws IOException {
        Files.createDirectories(place.getParent());
        Path temporary = place.resolveSibling(temporaryName());
        try {
            Files.copy(content, temporary);
            syncFile(temporary);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(place.getParent());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Every file below a folder, which may be a link, as {@link StorePaths#show} writes them. */
    static Set<String> objects(Path folder) throws IOException {
        Set<String> objects = new HashSet<>();
        if (!Files.exists(folder)) {
            return objects;
        }
        Path real = folder.toRealPath();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    objects.add(StorePaths.show(StorePaths.of(folder.resolve(real.relativize(file)))));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // Another process made it and took it away while this one walked.
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return objects;
    }

    /** The change time of an inode, which no program can set; empty where the disk has none, or the file is gone. */
    static Optional<Instant> touched(Path file) {
        try {
            return Optional.of(((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Bytes that can still be written near a place, which need not exist. */
    static Optional<Long> room(Path place) throws IOException {
        Path existing = place;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing == null
                ? Optional.empty()
                : Optional.of(Files.getFileStore(existing).getUsableSpace());
    }
}
