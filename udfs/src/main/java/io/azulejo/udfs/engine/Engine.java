package io.azulejo.udfs.engine;

import io.azulejo.models.card.Sizes;
import java.nio.FloatBuffer;
import java.util.OptionalInt;

/**
 * One network on one device. Safe for many threads at once.
 *
 * <p>A batch is laid out NCHW: window after window, in each window plane after plane, in each plane row after row,
 * float32, samples 0..1 (the network may leave that range, and may give NaN: that is passed on as it is).
 */
public interface Engine extends AutoCloseable {
    /** Output pixels an input pixel in each direction, at least 1. */
    int scale();

    /** Channels that the network takes: 1 or 3. */
    int inputChannels();

    /** Channels that the network gives: 1 or 3. */
    int outputChannels();

    /** What inputs the network takes; a run of others fails. */
    default Sizes sizes() {
        return Sizes.ANY;
    }

    /**
     * Levels of 8 bits by which the chroma of what is restored may leave that of the picture around it; empty where it is
     * the network's own.
     */
    default OptionalInt chromaMargin() {
        return OptionalInt.empty();
    }

    /** What results call the device, such as {@code cpu}. */
    String device();

    /**
     * Runs a batch of windows of one size. The buffers are used in place, from index 0 on whatever their positions,
     * and must not be touched by others meanwhile.
     *
     * @param input direct, native order, at least {@code batch * inputChannels * height * width} floats
     * @param output direct, native order, at least {@code batch * outputChannels * height * width * scale * scale}
     *     floats; filled
     * @throws IllegalArgumentException if a buffer is too small, not direct or not of native order
     * @throws EngineMemoryException if the run does not fit the memory; the engine stays usable
     * @throws EngineException if the runtime fails otherwise, or the engine is closed
     */
    void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width) throws EngineException;

    /** Frees the network once no run is in flight. A second call does nothing. */
    @Override
    void close();
}
