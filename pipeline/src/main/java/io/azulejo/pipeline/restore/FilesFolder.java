package io.azulejo.pipeline.restore;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.request.RestoreRequest;
import io.azulejo.pipeline.store.Places;
import io.azulejo.pipeline.store.Store;
import io.azulejo.pipeline.table.Json;
import java.io.IOException;
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

    /** What the folder says of itself. */
    record Owner(int format, String output) {}

    static FilesFolder checked(RestoreRequest request, Path root, Path input, Path output, Configuration configuration)
            throws RequestException, IOException {
        if (!"file".equals(root.toUri().getScheme())) {
            throw new RequestException(
                    "--files %s: files go to a folder of this machine in this version".formatted(request.files()));
        }
        apart(root, request.files(), "--input", request.input(), input);
        if (request.reference() != null) {
            apart(root, request.files(), "--reference", request.reference(), Places.parse(request.reference()));
        }
        Path resolved = Places.resolved(root);
        if (Places.within(Places.resolved(output), resolved)) {
            throw new RequestException("--files %s lies in --output %s: name a folder beside it"
                    .formatted(request.files(), request.output()));
        }
        Store store = Store.of(root, configuration);
        Optional<byte[]> owner = store.read(Places.below(root, OWNER));
        if (owner.isPresent()) {
            String theirs = Json.read(owner.get(), Owner.class).output();
            if (!Places.show(output).equals(theirs)) {
                throw new RequestException("--files %s belongs to %s, not to --output %s: name another folder"
                        .formatted(request.files(), theirs, request.output()));
            }
        } else if (!store.children(root).isEmpty()) {
            throw new RequestException(
                    "--files %s is not empty and not of an earlier run: name an empty or a new folder"
                            .formatted(request.files()));
        }
        return new FilesFolder(root);
    }

    /** An original is never written over, and never listed as a result. */
    private static void apart(Path files, String asked, String flag, String originals, Path place)
            throws RequestException {
        Path a = Places.resolved(files);
        Path b = Places.resolved(place);
        if (Places.within(a, b) || Places.within(b, a)) {
            throw new RequestException("--files %s and %s %s share a folder: originals are never written over"
                    .formatted(asked, flag, originals));
        }
    }

    /** Makes the folder this OUTPUT's own. */
    void claim(Path output, Configuration configuration) throws IOException {
        Store.of(root, configuration)
                .createIfAbsent(Places.below(root, OWNER), Json.file(new Owner(1, Places.show(output))));
    }
}
