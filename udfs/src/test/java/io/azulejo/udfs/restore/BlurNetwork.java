package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.engine.BlurEngine;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.FakeEngine;
import io.azulejo.udfs.tiling.Tiling;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/** Restoring with a network of three channels and radius 2 that blurs. */
public final class BlurNetwork {
    public static final int RADIUS = 2;

    private BlurNetwork() {}

    /** Its windows hold at most so many pixels. */
    public static Asked settings(int scale, int windowPixels) {
        Card card = Card.of("fake", "super-resolution", scale, 3)
                .withRadius(OptionalInt.of(RADIUS))
                .withBytesPerPixel((int) Math.max(1, Tiling.RUN_BYTES / windowPixels));
        return new Asked(new Model("fake", new byte[0], card, "00"));
    }

    public static Restoration restore(Asked settings, byte[] file, Output output) throws Exception {
        return restore(settings, engine(settings.model()), file, output);
    }

    public static Restoration restore(Asked settings, Engine engine, byte[] file, Output output) throws Exception {
        try (Restorer restorer = new Restorer(settings.model(), settings.options(), engine)) {
            return restorer.restore(ByteSource.of(file), Optional.empty(), output);
        }
    }

    /** The network itself, as the card says that it is. */
    static Engine engine(Model model) {
        Engine blur = new BlurEngine(model.card().scale(), 3, RADIUS);
        return new FakeEngine(model.card()) {
            @Override
            public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width)
                    throws EngineException {
                blur.run(input, output, batch, height, width);
            }
        };
    }
}
