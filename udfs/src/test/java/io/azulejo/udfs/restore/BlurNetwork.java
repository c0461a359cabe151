package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import java.util.Optional;
import java.util.OptionalInt;

/** Restoring with a network of three channels and radius 2 that blurs. */
final class BlurNetwork {
    static final int RADIUS = 2;
    static final long BUDGET = 1L << 30;

    private BlurNetwork() {}

    /** Its windows hold at most so many pixels. */
    static RestoreSettings settings(int scale, int windowPixels) {
        Card card = Card.of("fake", "super-resolution", scale, 3)
                .withRadius(OptionalInt.of(RADIUS))
                .withBytesPerPixel((int) Math.max(1, RestoreSettings.RUN_BYTES / windowPixels));
        return RestoreSettings.of(new Model("fake", new byte[0], card, "00"));
    }

    static Restoration restore(RestoreSettings settings, byte[] file, Output output) throws Exception {
        return restore(settings, new BlurEngine(settings.model().card().scale(), 3, RADIUS), file, output);
    }

    static Restoration restore(RestoreSettings settings, Engine engine, byte[] file, Output output) throws Exception {
        try (Restorer restorer = new Restorer(settings, engine, BUDGET)) {
            return restorer.restore(ByteSource.of(file), Optional.empty(), output);
        }
    }
}
