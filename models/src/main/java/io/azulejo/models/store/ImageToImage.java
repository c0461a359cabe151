package io.azulejo.models.store;

import io.azulejo.models.ModelException;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.analysis.Multiples;
import io.azulejo.models.card.Card;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a network must be so that it can restore pictures window by window. */
final class ImageToImage {
    private static final int LARGEST_SIDE = 1 << 16;

    private ImageToImage() {}

    /**
     * The channels of input and output.
     *
     * @throws ModelException if there is not one float32 NCHW picture in and one of as many channels out
     */
    static int channels(Graph graph, String what) throws ModelException {
        Set<String> constants = graph.initializers().stream().map(Tensor::name).collect(Collectors.toSet());
        List<ValueInfo> inputs = graph.inputs().stream()
                .filter(input -> !constants.contains(input.name()))
                .toList();
        if (inputs.size() != 1 || graph.outputs().size() != 1) {
            throw refused(
                    what,
                    "it has %d inputs and %d outputs; it must have one of each"
                            .formatted(inputs.size(), graph.outputs().size()));
        }
        ValueInfo input = inputs.get(0);
        ValueInfo output = graph.outputs().get(0);
        if (input.elementType() != ElementType.FLOAT.code() || output.elementType() != ElementType.FLOAT.code()) {
            throw refused(what, "its input and output must be float32");
        }
        List<Dimension> shape = input.dimensions();
        if (shape.size() != 4 || (shape.get(1).size() != 1 && shape.get(1).size() != 3)) {
            throw refused(what, "its input is %s; it must be n x 1 or 3 x h x w".formatted(shown(shape)));
        }
        List<Dimension> out = output.dimensions();
        int channels = (int) shape.get(1).size();
        boolean unstated = out.isEmpty();
        if (!unstated && (out.size() != 4 || (!out.get(1).isFree() && out.get(1).size() != channels))) {
            throw refused(
                    what, "its output is %s; it must be n x %d x h x w as its input".formatted(shown(out), channels));
        }
        return channels;
    }

    /** @throws ModelException if the card contradicts the graph */
    static void agree(Card card, int channels, Analysis analysis, String what) throws ModelException {
        if (card.channels() != channels) {
            throw new ModelException(
                    "%s: its card says %d channels and its input has %d".formatted(what, card.channels(), channels));
        }
        if (analysis.scale().isPresent() && analysis.scale().getAsInt() != card.scale()) {
            throw new ModelException("%s: its card says scale %d and its graph enlarges by %d"
                    .formatted(what, card.scale(), analysis.scale().getAsInt()));
        }
    }

    /**
     * What inputs the network takes: what the graph fixes, and the multiple that both graph and card ask for.
     *
     * @throws ModelException if one side is fixed and the other free, or they ask for a multiple beyond reason
     */
    static Sizes sizes(Graph graph, Card card, Analysis analysis, String what) throws ModelException {
        List<Dimension> shape = input(graph).dimensions();
        int height = fixed(shape.get(2), what);
        int width = fixed(shape.get(3), what);
        if ((height == 0) != (width == 0)) {
            throw refused(
                    what,
                    "its input is %s; height and width must both be fixed or both be free".formatted(shown(shape)));
        }
        long multiple = Multiples.leastCommon(card.sizes().multiple(), analysis.multiple());
        if (height == 0 && multiple > Sizes.LARGEST_MULTIPLE) {
            throw refused(
                    what,
                    "the sides of its pictures must be multiples of %d, more than %d"
                            .formatted(multiple, Sizes.LARGEST_MULTIPLE));
        }
        return new Sizes(fixed(shape.get(0), what), width, height, height > 0 ? 1 : (int) multiple);
    }

    private static int fixed(Dimension side, String what) throws ModelException {
        if (side.size() > LARGEST_SIDE) {
            throw refused(what, "a side of its input is %d, more than any window".formatted(side.size()));
        }
        return side.isFree() ? 0 : (int) side.size();
    }

    private static ValueInfo input(Graph graph) {
        Set<String> constants = graph.initializers().stream().map(Tensor::name).collect(Collectors.toSet());
        return graph.inputs().stream()
                .filter(input -> !constants.contains(input.name()))
                .findFirst()
                .orElseThrow();
    }

    private static String shown(List<Dimension> shape) {
        return shape.isEmpty()
                ? "of unstated shape"
                : shape.stream()
                        .map(side -> !side.isFree()
                                ? Long.toString(side.size())
                                : side.label().isEmpty() ? "?" : side.label())
                        .collect(Collectors.joining(" x "));
    }

    private static ModelException refused(String what, String why) {
        return new ModelException("%s is not an image-to-image network: %s".formatted(what, why));
    }
}
