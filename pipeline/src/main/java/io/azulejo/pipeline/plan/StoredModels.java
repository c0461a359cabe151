package io.azulejo.pipeline.plan;

import io.azulejo.models.ModelException;
import io.azulejo.models.store.Model;
import io.azulejo.models.store.ModelStore;
import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.store.StoreAccess;
import io.azulejo.pipeline.store.StorePaths;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Loads networks by shipped name, or from any store. Safe for many threads. */
public final class StoredModels {
    private final Configuration configuration;

    public StoredModels(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Loads a network.
     *
     * @param flag under which it was named, for messages
     * @throws RequestException if there is none of that name or place, or it is none that restores pictures
     */
    public Model load(String flag, String nameOrPlace) throws RequestException {
        String before = flag.isEmpty() ? "" : flag + " ";
        try {
            return new ModelStore(this::open).load(nameOrPlace);
        } catch (ModelException e) {
            throw new RequestException(before + e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new RequestException("%s%s cannot be read: %s".formatted(before, nameOrPlace, e.getMessage()), e);
        }
    }

    private InputStream open(String location) throws IOException {
        Path place = StorePaths.parse(location);
        FileSystem files = StoreAccess.files(place, configuration);
        // A store may refuse a missing object only when its bytes are asked for.
        if (!files.exists(place)) {
            throw new FileNotFoundException(location);
        }
        if (files.getFileStatus(place).isDirectory()) {
            throw new IOException("it is a folder, and a network is a file");
        }
        return files.open(place);
    }
}
