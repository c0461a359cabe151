package io.azulejo.models.store;

import io.azulejo.models.ModelException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Loads models by shipped name or by location. Safe for many threads; keeps nothing. */
public final class ModelStore {
    private final Opener opener;

    /** A store that reads locations through {@code opener}. */
    public ModelStore(Opener opener) {
        this.opener = Objects.requireNonNull(opener, "opener");
    }

    /** Names of the models that ship with this version, in alphabetical order. */
    public static List<String> shipped() {
        return List.of("plksr-light-x2");
    }

    /**
     * Loads and checks a model.
     *
     * @param nameOrLocation a shipped name, else a path or URI that the opener knows
     * @throws ModelException if there is no such model, or it is not an image-to-image network with a card
     * @throws IOException if the location is there and cannot be read
     */
    public Model load(String nameOrLocation) throws ModelException, IOException {
        opener.open(nameOrLocation).close();
        throw new ModelException(nameOrLocation);
    }
}
