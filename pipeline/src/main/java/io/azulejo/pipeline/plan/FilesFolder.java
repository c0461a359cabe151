package io.azulejo.pipeline.plan;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RunOptions;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.store.StoreAccess;
import io.azulejo.pipeline.store.StorePaths;
import io.azulejo.pipeline.table.Json;
import io.azulejo.udfs.option.Options;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The folder of {@code --files}: it belongs to one OUTPUT and never touches an original.
 *
 * @param root the folder
 */
public record FilesFolder(Path root) {
    private static final String OWNER = "_azulejo-files.json";

    /** What a flag names that is only ever read. */
    record Original(String flag, String asked, List<Path> places) {}

    /** What the folder says of itself. */
    record Owner(int format, String output) {}

    /**
     * Checks a folder.
     *
     * @param originals places that were listed, by flag and as the person wrote them
     * @throws RequestException if the folder may not be written to
     */
    static FilesFolder checked(
            Options options, Path root, List<Original> originals, Path output, Configuration configuration)
            throws RequestException, IOException {
        for (Original original : originals) {
            if (original.places().stream().anyMatch(place -> shared(root, place))) {
                throw new RequestException("--files %s and %s %s share a folder: originals are never written over"
                        .formatted(options.value(RunOptions.FILES), original.flag(), original.asked()));
            }
        }
        if (shared(root, output)) {
            throw new RequestException("--files %s and --output %s share a folder: name one beside it"
                    .formatted(options.value(RunOptions.FILES), options.value(RunOptions.OUTPUT)));
        }
        Store store = reached(options.value(RunOptions.FILES), root, configuration);
        Optional<byte[]> owner = store.read(StorePaths.below(root, OWNER));
        if (owner.isPresent()) {
            String theirs = owner(owner.get(), options.value(RunOptions.FILES));
            if (!StorePaths.show(output).equals(theirs)) {
                throw new RequestException("--files %s belongs to %s, not to --output %s: name another folder"
                        .formatted(options.value(RunOptions.FILES), theirs, options.value(RunOptions.OUTPUT)));
            }
        } else if (!store.children(root).isEmpty()) {
            throw new RequestException(
                    "--files %s is not empty and not of an earlier run: name an empty or a new folder"
                            .formatted(options.value(RunOptions.FILES)));
        }
        return new FilesFolder(root);
    }

    private static Store reached(String asked, Path root, Configuration configuration) throws RequestException {
        try {
            return Store.reached(root, configuration);
        } catch (IOException e) {
            throw new RequestException("--files %s cannot be reached: %s".formatted(asked, e.getMessage()), e);
        }
    }

    private static String owner(byte[] json, String asked) throws RequestException {
        try {
            return Json.read(json, Owner.class).output();
        } catch (IOException e) {
            throw new RequestException(
                    "--files %s: its %s is none of ours: name another folder".formatted(asked, OWNER), e);
        }
    }

    /** Whether one is, holds or lies in the other, links resolved. */
    private static boolean shared(Path files, Path place) {
        Path a = StorePaths.resolved(files);
        Path b = StorePaths.resolved(place);
        return StorePaths.within(a, b) || StorePaths.within(b, a);
    }

    /**
     * Makes the folder this OUTPUT's own.
     *
     * @throws RequestException if it cannot be written
     */
    public void claim(Path output, Configuration configuration) throws RequestException {
        try {
            Store.of(root, configuration)
                    .createIfAbsent(StorePaths.below(root, OWNER), Json.file(new Owner(1, StorePaths.show(output))));
        } catch (IOException e) {
            throw new RequestException(
                    "--files %s cannot be written: %s"
                            .formatted(StorePaths.show(root), StoreAccess.reason(e, root, configuration)),
                    e);
        }
    }

    /** Removes what a killed run left half-written; for the run that holds OUTPUT's lock. */
    public void sweep(Configuration configuration) throws IOException {
        Store.of(root, configuration).sweep(root);
    }
}
