package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.FloatBuffers;
import java.io.IOException;
import java.util.List;

/** Pictures that went through a network. */
final class Passed {
    private Passed() {}

    /** In windows of so many pixels a side, so many in a run. */
    static Picture through(Engine engine, Picture picture, int tile, int halo, int batch)
            throws EngineException, PictureException, IOException {
        Shape shape = picture.shape();
        Pictures.Caught caught = new Pictures.Caught(shape.scaled(engine.scale()));
        WindowPlan plan = WindowPlan.tiled(shape.width(), shape.height(), halo, tile);
        new Pass(engine, new FloatBuffers(1 << 20), picture, plan, batch).run(List.of(caught));
        assertEquals(caught.picture.shape().height(), caught.rows());
        return caught.picture;
    }
}
