package io.azulejo.models.analysis;

import io.azulejo.models.onnx.OnnxModel;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a graph's structure tells.
 *
 * @param receptiveField how far an output sample can depend on the input
 * @param scale output over input, a side; empty where it cannot be told, is no whole number or differs by side
 * @param multiple sides of the input that are no multiple of this may fail or be cropped; 1 where any side is right
 * @param parameters stored numbers of the network; constants of its operators and scales of quantised weights left out
 * @param macsPerOutputPixel multiply-accumulates of the convolutions, an output pixel; 0 where the scale cannot be told
 * @param binaryMacsPerOutputPixel how many of them are with weights that are -1, 0 or 1 times a scale
 * @param operators how often each is used, in alphabetical order
 * @param sizeDependent whether numbers computed from the picture's size meet a comparison or a bound, so that what the
 *     network does for one size may tell nothing of another
 */
public record Analysis(
        ReceptiveField receptiveField,
        OptionalInt scale,
        int multiple,
        long parameters,
        double macsPerOutputPixel,
        double binaryMacsPerOutputPixel,
        Map<String, Long> operators,
        boolean sizeDependent) {
    /** Analyses a model with one picture in and one out. */
    public static Analysis of(OnnxModel model) {
        return new GraphTraversal(model).analysis();
    }

    /** The radius in input pixels; empty where the whole picture must be taken to matter. */
    public OptionalInt radius() {
        return receptiveField instanceof ReceptiveField.Local local
                ? OptionalInt.of(local.radius())
                : OptionalInt.empty();
    }
}
