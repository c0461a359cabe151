package io.azulejo.udfs.tiling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.imaging.window.WindowPlan;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.FloatBuffers;
import io.azulejo.udfs.restore.Pictures;
import java.io.IOException;

/** Pictures that went through a network. */
final class Passed {
    private Passed() {}

    /** In windows of so many pixels a side, so many in a run. */
    static Picture through(Engine engine, Picture picture, int tile, int halo, int batch)
            throws EngineException, PictureException, IOException {
        Shape shape = picture.shape();
        Pictures.Caught caught = new Pictures.Caught(shape.scaled(engine.scale()));
        WindowPlan plan = WindowPlan.tiled(shape.width(), shape.height(), halo, tile);
        NetworkRun run = new NetworkRun(engine, new FloatBuffers(1 << 20), picture, plan, batch);
        run.run(0, plan.bands().size(), caught);
        run.finish();
        assertEquals(caught.picture.shape().height(), caught.rows());
        return caught.picture;
    }
}
