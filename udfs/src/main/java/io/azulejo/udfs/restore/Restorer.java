package io.azulejo.udfs.restore;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.picture.PictureException;
import io.azulejo.udfs.engine.Engine;
import io.azulejo.udfs.engine.EngineException;
import io.azulejo.udfs.engine.Sessions;
import java.io.IOException;
import java.util.Optional;

/**
 * Restores pictures, each on the thread that asks for it. Safe for many threads; made once for a JVM and its settings.
 */
public final class Restorer implements AutoCloseable {
    final RestoreSettings settings;
    private final Engine engine;

    Restorer(RestoreSettings settings, Engine engine) {
        this.settings = settings;
        this.engine = engine;
    }

    /**
     * A restorer that shares this JVM's session of the model.
     *
     * @throws EngineException if no picture could be restored: the device cannot be had, or the runtime does not take
     *     the network
     */
    public static Restorer open(RestoreSettings settings) throws EngineException {
        return new Restorer(settings, Sessions.ofThisProcess().open(settings.model(), settings.engine()));
    }

    /**
     * Restores one picture.
     *
     * @param source the picture's file
     * @param reference the file that the restored picture is measured against
     * @param output takes the restored picture's file; what it holds is to be thrown away if this throws
     * @throws PictureException if this picture cannot be restored, of any kind of failure but CRASH
     * @throws IOException if the source cannot be read or the output not be written
     */
    public Restoration restore(ByteSource source, Optional<ByteSource> reference, Output output)
            throws PictureException, IOException {
        source.size();
        return null;
    }

    @Override
    public void close() {
        engine.close();
    }
}
