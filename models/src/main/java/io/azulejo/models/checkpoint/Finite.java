package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.nio.FloatBuffer;

/** Weights that are no numbers make a network that gives none. */
final class Finite {
    private Finite() {}

    /** The tensor itself, once every value was seen to be finite. */
    static FloatTensor checked(String what, String name, FloatTensor tensor) throws ModelException {
        FloatBuffer values = tensor.values();
        int wrong = 0;
        for (int i = 0; i < values.limit(); i++) {
            if (!Float.isFinite(values.get(i))) {
                wrong++;
            }
        }
        if (wrong > 0) {
            throw new ModelException("%s: tensor %s holds %d values that are NaN or infinite"
                    .formatted(what, ModelException.quote(name), wrong));
        }
        return tensor;
    }
}
