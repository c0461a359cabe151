package io.azulejo.models.network;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.Checkpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A kind of network that can be built from weights, or from settings alone. Stateless. */
public interface Family {
    /** What {@code --set family=} may say. */
    List<String> names();

    /** Whether a checkpoint of these tensors looks like one of this family, complete or not. */
    boolean detects(Set<String> tensors);

    /**
     * The network that a checkpoint holds.
     *
     * @param settings what the user says of it; wins over defaults, never over what the file shows
     * @throws ModelException if the tensors are not those of one such network (one line with all that do not fit), or a
     *     setting is wrong, unknown or contradicts the file
     */
    Recognised infer(Checkpoint checkpoint, NetworkSettings settings) throws ModelException;

    /**
     * The network that settings describe; what they leave out is as published.
     *
     * @param name one of {@link #names()}
     * @throws ModelException if a setting is missing, wrong or unknown
     */
    Network build(String name, NetworkSettings settings) throws ModelException;

    /**
     * A network that was found in a checkpoint.
     *
     * @param network with all hyper-parameters
     * @param assumed those that the file does not show and the user did not give, with the defaults that they took; to be
     *     told to the user, who can give each by {@code --set}
     */
    record Recognised(Network network, Map<String, Object> assumed) {
        public Recognised {
            assumed = Collections.unmodifiableMap(new LinkedHashMap<>(assumed));
        }
    }
}
