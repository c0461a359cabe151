package io.azulejo.models.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors of a file of weights.
 *
 * @param what names the file in messages
 * @param tensors by name, in the file's order
 */
public record Checkpoint(String what, Map<String, StoredTensor> tensors) {
    public Checkpoint {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }
}
