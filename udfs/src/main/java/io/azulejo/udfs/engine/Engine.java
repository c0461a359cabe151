package io.azulejo.udfs.engine;

import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * One network on one device. Safe for many threads at once.
 *
 * <p>A batch is laid out NCHW: window after window, in each window plane after plane, in each plane row after row,
 * float32, samples 0..1 (the network may leave that range, and may give NaN: that is passed on as it is).
 */
public interface Engine extends AutoCloseable {
    /** What the network says of itself. */
    Card card();

    /** Output pixels an input pixel in each direction, at least 1. */
    default int scale() {
        return card().scale();
    }

    /** Channels that the network takes and gives: 1 or 3. */
    default int channels() {
        return card().channels();
    }

    /** Where it runs. */
    Device device();

    /** The only window sizes that it runs, each with its batch; empty where any that the network takes is as good. */
    default List<Sizes> menu() {
        return card().sizes().fixed() ? List.of(card().sizes()) : List.of();
    }

    /** Memory of a run in bytes an input pixel. */
    default int bytesPerPixel() {
        return bytesPerPixel(card());
    }

    /** As the card says that it was measured, else a figure that covers networks of up to 100 channels. */
    static int bytesPerPixel(Card card) {
        return card.bytesPerPixel().orElse(4096);
    }

    /**
     * Runs a batch of windows of one size. The buffers are used in place, from index 0 on whatever their positions,
     * and must not be touched by others meanwhile.
     *
     * @param input direct, native order, at least {@code batch * channels * height * width} floats
     * @param output direct, native order, at least {@code batch * channels * height * width * scale * scale}
     *     floats; filled
     * @throws IllegalArgumentException if a buffer is too small, not direct or not of native order
     * @throws EngineMemoryException if the run does not fit the memory; the engine stays usable
     * @throws EngineException if the runtime fails otherwise, or the engine is closed
     */
    void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width) throws EngineException;

    /** Frees the network; no run may be in flight. A second call does nothing, and what is run from then on fails. */
    @Override
    void close();
}
