package io.azulejo.models.network;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.onnx.OnnxModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A network of known hyper-parameters: which tensors it has, and what it computes with them. Immutable. */
public interface Network {
    /** The family as users write it, such as {@code PLKSR} or {@code BBCU-L}. */
    String family();

    /** What it is for, in a card's words: {@code super-resolution}, {@code denoise} or {@code deblock}. */
    String task();

    /** Output over input, a side; from 1 up. */
    int scale();

    /** Channels of input and output: 1 or 3. */
    int channels();

    /** The hyper-parameters under the authors' names, {@code family} first: numbers, booleans, texts and lists. */
    Map<String, Object> named();

    /** What {@link #named()} holds, in one line for a person: {@code family PLKSR, dim 64, n_blocks 28}. */
    default String settings() {
        return named().entrySet().stream()
                .map(entry -> entry.getKey() + " " + NetworkSettings.shown(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Every tensor of the authors' state dict with its shape, in its order. */
    Map<String, List<Integer>> shapes();

    /**
     * The network as ONNX: float32, NCHW, samples 0..1, any batch, height and width.
     *
     * @param weights of the names and shapes of {@link #shapes()}
     */
    OnnxModel graph(Map<String, FloatTensor> weights);

    /**
     * Looks at what the shapes do not show.
     *
     * @param what names the file in messages
     * @throws ModelException if the numbers are none that such a network can have
     */
    default void check(String what, Map<String, FloatTensor> weights) throws ModelException {}

    /** First weights as the authors' code draws them; the same seed gives the same numbers. */
    Map<String, FloatTensor> initialise(long seed);

    /** What else a card should say of the graph, by field: how it was written down, which parts of it are binary. */
    default Map<String, Object> notes() {
        return Map.of();
    }

    /** Stored numbers of the state dict. */
    default long parameters() {
        return shapes().values().stream()
                .mapToLong(shape -> shape.stream().mapToLong(side -> side).reduce(1, Math::multiplyExact))
                .sum();
    }
}
