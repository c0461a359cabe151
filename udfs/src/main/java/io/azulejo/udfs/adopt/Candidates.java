package io.azulejo.udfs.adopt;

import io.azulejo.models.ModelException;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the ends of a network may be by what its file states of them. */
final class Candidates {
    private static final Set<Integer> TYPES =
            Set.of(ElementType.FLOAT.code(), ElementType.FLOAT16.code(), ElementType.UINT8.code());
    private static final List<Integer> CHANNELS = List.of(3, 1, 4);
    private static final int LARGEST_SIDE = 1 << 14;

    /** A shorter side that is fixed is a number of channels. */
    private static final int LEAST_SIDE = 8;

    private Candidates() {}

    /**
     * All that the file leaves open, the likeliest first.
     *
     * @throws ModelException if there is none: what the ends are, and what they must be
     */
    static List<Ends> of(Graph graph, Asked asked, String what) throws ModelException {
        ValueInfo input = input(graph, what);
        List<ValueInfo> outputs = outputs(graph, asked, what);
        List<Ends> all = new ArrayList<>();
        for (boolean channelsLast : List.of(false, true)) {
            boolean asIsAsked = asked.layout()
                    .map(layout -> layout.equals("NHWC") == channelsLast)
                    .orElse(!contradicts(input, channelsLast));
            if (!asIsAsked) {
                continue;
            }
            for (int channels : CHANNELS) {
                for (ValueInfo output : outputs) {
                    Ends ends = new Ends(input, output, channelsLast, channels, code(input), code(output));
                    boolean picture =
                            ends.fixedHeight() == 0 || Math.min(ends.fixedHeight(), ends.fixedWidth()) >= LEAST_SIDE;
                    if (picture && takes(input, channelsLast, channels) && takes(output, channelsLast, channels)) {
                        all.add(ends);
                    }
                }
            }
        }
        if (all.isEmpty()) {
            throw refused(
                    what,
                    "its input is %s and its output %s%s; both must be pictures of 1, 3 or 4 channels, NCHW or NHWC"
                            .formatted(
                                    shown(input),
                                    shown(outputs.get(0)),
                                    asked.layout().map(" read as %s"::formatted).orElse("")));
        }
        return all;
    }

    /** Whole numbers are always 0..255; the codes of real ones are found out later. */
    private static Ends.Code code(ValueInfo end) {
        return end.elementType() == ElementType.UINT8.code() ? Ends.Code.of(Range.BYTE) : Ends.Code.PLAIN;
    }

    private static ValueInfo input(Graph graph, String what) throws ModelException {
        Set<String> constants = graph.initializers().stream().map(Tensor::name).collect(Collectors.toSet());
        List<ValueInfo> inputs = graph.inputs().stream()
                .filter(input -> !constants.contains(input.name()))
                .toList();
        if (inputs.size() != 1) {
            throw refused(
                    what,
                    "it has %d inputs (%s) where one picture is due"
                            .formatted(
                                    inputs.size(),
                                    inputs.stream().map(Candidates::shown).collect(Collectors.joining(", "))));
        }
        ValueInfo input = inputs.get(0);
        if (!TYPES.contains(input.elementType()) || input.dimensions().size() != 4) {
            throw refused(
                    what,
                    "its input is %s; it must be float32, float16 or uint8 of four dimensions".formatted(shown(input)));
        }
        for (Dimension side : input.dimensions()) {
            if (side.size() > LARGEST_SIDE) {
                throw refused(
                        what, "its input is %s; no side may be larger than %d".formatted(shown(input), LARGEST_SIDE));
            }
        }
        return input;
    }

    /** The outputs that may be the picture; one that is no picture is given up by whoever asks for this one. */
    private static List<ValueInfo> outputs(Graph graph, Asked asked, String what) throws ModelException {
        List<ValueInfo> outputs = graph.outputs().stream()
                .filter(output -> asked.tensor().isEmpty()
                        || output.name().equals(asked.tensor().get()))
                .filter(output -> TYPES.contains(output.elementType()))
                .filter(output ->
                        output.dimensions().isEmpty() || output.dimensions().size() == 4)
                .toList();
        if (outputs.isEmpty()) {
            throw refused(
                    what,
                    "%s is float32, float16 or uint8 of four dimensions; there are %s"
                            .formatted(
                                    asked.tensor()
                                            .map(name -> "no output of the name " + ModelException.quote(name))
                                            .orElse("no output"),
                                    graph.outputs().stream()
                                            .map(Candidates::shown)
                                            .collect(Collectors.joining(", "))));
        }
        return outputs;
    }

    /** Whether only the other layout's channels are stated as a number of channels. */
    private static boolean contradicts(ValueInfo input, boolean channelsLast) {
        return !isChannels(input, channelsLast) && isChannels(input, !channelsLast);
    }

    private static boolean isChannels(ValueInfo input, boolean channelsLast) {
        return CHANNELS.contains(
                (int) input.dimensions().get(channelsLast ? 3 : 1).size());
    }

    private static boolean takes(ValueInfo end, boolean channelsLast, int channels) {
        if (end.dimensions().isEmpty()) {
            return true;
        }
        Dimension stated = end.dimensions().get(channelsLast ? 3 : 1);
        return stated.isFree() || stated.size() == channels;
    }

    static String shown(ValueInfo end) {
        String type = ElementType.of(end.elementType())
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .orElse("of another type");
        String shape = end.dimensions().stream()
                .map(side -> side.isFree() ? "?" : Long.toString(side.size()))
                .collect(Collectors.joining("x"));
        return "%s %s %s".formatted(ModelException.quote(end.name()), type, shape);
    }

    private static ModelException refused(String what, String why) {
        return new ModelException("%s cannot be adopted: %s".formatted(what, why));
    }
}
