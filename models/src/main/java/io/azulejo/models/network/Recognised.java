package io.azulejo.models.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network that was found in a checkpoint.
 *
 * @param network with all hyper-parameters
 * @param assumed those that the file does not show and the user did not give, with the defaults that they took; to be
 *     told to the user, who can give each by {@code --set}
 */
public record Recognised(Network network, Map<String, Object> assumed) {
    public Recognised {
        assumed = Collections.unmodifiableMap(new LinkedHashMap<>(assumed));
    }
}
