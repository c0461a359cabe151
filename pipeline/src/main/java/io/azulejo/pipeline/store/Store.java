package io.azulejo.pipeline.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
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
    private static final String CONDITIONAL_CREATE = "fs.option.create.conditional.overwrite";

    private static final Pattern TEMPORARY = Pattern.compile("/_azulejo-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

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
        return new Store(Reach.files(place, configuration));
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
     * Every object below a folder, as {@link Places#show} writes them; empty where there is no such folder. An object
     * store answers by its pages of names, and not once for each object.
     */
    public Set<String> objects(Path folder) throws IOException {
        Set<String> objects = new HashSet<>();
        if (local()) {
            try (Stream<java.nio.file.Path> found =
                    Files.walk(java.nio.file.Path.of(folder.toUri().getPath()))) {
                found.filter(Files::isRegularFile)
                        .forEach(file -> objects.add(Places.show(Places.parse(file.toString()))));
            } catch (NoSuchFileException e) {
                return Set.of();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return objects;
        }
        try {
            var found = files.listFiles(folder, true);
            while (found.hasNext()) {
                objects.add(Places.show(found.next().getPath()));
            }
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
        if (!local() && files.hasPathCapability(folder, CONDITIONAL_CREATE)) {
            // Nothing is written beside its place there, and an upload that was not completed is no object.
            return 0;
        }
        int swept = 0;
        for (String object : objects(folder)) {
            if (TEMPORARY.matcher(object).find()) {
                delete(Places.parse(object));
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
            return linkIfAbsent(java.nio.file.Path.of(place.toUri().getPath()), content);
        }
        if (files.hasPathCapability(place, CONDITIONAL_CREATE)) {
            return createConditionally(place, content);
        }
        Path temporary = beside(place);
        try {
            try (OutputStream out = files.create(temporary, false)) {
                out.write(content);
            }
            return move(temporary, place);
        } finally {
            files.delete(temporary, false);
        }
    }

    private boolean createConditionally(Path place, byte[] content) throws IOException {
        if (files.exists(place)) {
            return false;
        }
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(place);
        builder.overwrite(false);
        builder.recursive();
        builder.must(CONDITIONAL_CREATE, true);
        try (OutputStream out = (OutputStream) builder.build()) {
            out.write(content);
        } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
            return false;
        } catch (org.apache.hadoop.fs.PathIOException e) {
            if (files.exists(place)) {
                return false;
            }
            throw e;
        }
        return true;
    }

    /** A hard link to a synced file is the one step of a local disk that is both atomic and refused if the name is taken. */
    private static boolean linkIfAbsent(java.nio.file.Path place, byte[] content) throws IOException {
        Files.createDirectories(place.getParent());
        java.nio.file.Path temporary = place.resolveSibling(temporaryName());
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(content);
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

    /** Makes files outlast a power cut, with their names; on stores that are no disk of this machine they do already. */
    public void sync(List<Path> places) throws IOException {
        if (local()) {
            Set<java.nio.file.Path> folders = new LinkedHashSet<>();
            for (Path place : places) {
                java.nio.file.Path file = java.nio.file.Path.of(place.toUri().getPath());
                syncFile(file);
                folders.add(file.getParent());
                folders.add(file.getParent().getParent());
            }
            for (java.nio.file.Path folder : folders) {
                syncFolder(folder);
            }
        }
    }

    private static void syncFile(java.nio.file.Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void syncFolder(java.nio.file.Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (java.nio.file.AccessDeniedException e) {
            // Windows opens no folder; there the link itself is what holds.
        }
    }

    /**
     * Brings content to {@code place}, visible only when it is whole; an older object is replaced. Where the store can
     * neither replace by renaming nor upload in one step, there is a moment without either.
     */
    public void publish(InputStream content, Path place) throws IOException {
        if (local()) {
            publishLocally(content, java.nio.file.Path.of(place.toUri().getPath()));
        } else if (files.hasPathCapability(place, CONDITIONAL_CREATE)) {
            upload(content, place);
        } else {
            publishByRename(content, place);
        }
    }

    private static void publishLocally(InputStream content, java.nio.file.Path place) throws IOException {
        Files.createDirectories(place.getParent());
        java.nio.file.Path temporary = place.resolveSibling(temporaryName());
        try {
            Files.copy(content, temporary);
            syncFile(temporary);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(place.getParent());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Closing an upload makes it visible, so one that broke off must not be closed. */
    private void upload(InputStream content, Path place) throws IOException {
        FSDataOutputStream out = files.create(place, true);
        try {
            content.transferTo(out);
        } catch (IOException e) {
            out.abort();
            throw e;
        }
        out.close();
    }

    private void publishByRename(InputStream content, Path place) throws IOException {
        Path temporary = beside(place);
        try {
            try (OutputStream out = files.create(temporary, false)) {
                content.transferTo(out);
            }
            files.delete(place, false);
            if (!files.rename(temporary, place)) {
                throw new IOException("%s cannot be renamed to %s".formatted(temporary, Places.show(place)));
            }
        } finally {
            files.delete(temporary, false);
        }
    }

    /** False where {@code to} is there. */
    private boolean move(Path from, Path to) throws IOException {
        try {
            return !files.exists(to) && files.rename(from, to);
        } catch (FileNotFoundException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Deletes an object, or a folder with all that it holds; nothing happens where there is none. */
    public void delete(Path place) throws IOException {
        files.delete(place, true);
    }

    /** Why this store did not do what was asked, in one line for a person. */
    public String reason(IOException failure, Path place) {
        return Reach.reason(failure, place, files.getConf());
    }

    /** Bytes that can still be written near {@code place}, which need not exist; empty where the store has no such bound. */
    public Optional<Long> room(Path place) throws IOException {
        if (local()) {
            java.nio.file.Path existing = java.nio.file.Path.of(place.toUri().getPath());
            while (existing != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            return existing == null
                    ? Optional.empty()
                    : Optional.of(Files.getFileStore(existing).getUsableSpace());
        }
        long remaining = files.getStatus(place).getRemaining();
        return remaining == Long.MAX_VALUE ? Optional.empty() : Optional.of(remaining);
    }

    private static Path beside(Path place) {
        return new Path(place.getParent(), temporaryName());
    }

    /** Not derived from the name of what it becomes, which may already be as long as a name can be. */
    private static String temporaryName() {
        return "_azulejo-" + UUID.randomUUID();
    }
}
