package io.azulejo.udfs.tiling;

import io.azulejo.models.card.Card;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.FakeEngine;
import java.nio.FloatBuffer;
import java.util.OptionalInt;

/** How networks that are never run are cut. */
final class Tilings {
    private Tilings() {}

    /** @param tile 0 fits windows to the picture */
    static Tiling of(Card card, HaloChoice halo, int tile) {
        Engine engine = new FakeEngine(card) {
            @Override
            public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width) {
                throw new UnsupportedOperationException("this network is not run");
            }
        };
        return Tiling.of("m", engine, halo, tile == 0 ? OptionalInt.empty() : OptionalInt.of(tile));
    }
}
