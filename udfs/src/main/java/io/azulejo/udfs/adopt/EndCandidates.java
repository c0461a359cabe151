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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the ends of a network may be by what its file states of them. */
final class EndCandidates {
    private static final Set<Integer> TYPES =
            Set.of(ElementType.FLOAT.code(), ElementType.FLOAT16.code(), ElementType.UINT8.code());
    private static final String TYPES_IN_WORDS =
            "float32, float16, uint8, or whole numbers quantised by a scale and a zero point that are constants, of four dimensions";
    private static final List<Integer> CHANNELS = List.of(3, 1, 4);
    private static final int LARGEST_SIDE = 1 << 14;

    /** A shorter side that is fixed is a number of channels. */
    private static final int LEAST_SIDE = 8;

    private EndCandidates() {}

    /**
     * All that the file leaves open, the likeliest first.
     *
     * @throws ModelException if there is none: what the ends are, and what they must be
     */
    static List<NetworkEnds> of(Graph graph, AdoptRequest asked, String what) throws ModelException {
        QuantisationSearch quantisations = new QuantisationSearch(graph, what);
        ValueInfo input = input(graph, what);
        Optional<Quantisation> quantised = quantisations.ofInput(input);
        if (!isPicture(input, quantised)) {
            throw refused(what, "its input is %s; it must be %s".formatted(shown(input), TYPES_IN_WORDS));
        }
        List<NetworkEnd> outputs = outputs(graph, quantisations, asked, what);
        List<NetworkEnds> all = new ArrayList<>();
        for (Layout layout : layouts(input, asked.inputLayout())) {
            NetworkEnd in = NetworkEnd.of(input, layout, asked.inputChannels().orElse(ChannelOrder.RGB), quantised);
            for (int channels : CHANNELS) {
                for (NetworkEnd output : outputs) {
                    NetworkEnds ends = new NetworkEnds(in, output, channels);
                    boolean picture =
                            ends.fixedHeight() == 0 || Math.min(ends.fixedHeight(), ends.fixedWidth()) >= LEAST_SIDE;
                    if (picture && takes(in, channels) && takes(output, channels)) {
                        all.add(ends);
                    }
                }
            }
        }
        if (all.isEmpty()) {
            throw refused(
                    what,
                    "its input is %s and its output %s%s; both must be pictures of the same 1, 3 or 4 channels, NCHW or NHWC"
                            .formatted(
                                    shown(input),
                                    shown(outputs.get(0).value()),
                                    asked.layout().map(" read as %s"::formatted).orElse("")));
        }
        if (asked.channels().isEmpty()) {
            return all;
        }
        List<NetworkEnds> coloured =
                all.stream().filter(ends -> ends.channels() > 1).toList();
        if (coloured.isEmpty()) {
            throw refused(what, "--channels is of colours, and its pictures have one channel: leave it away");
        }
        return coloured;
    }

    /** The layouts that an end may have. */
    private static List<Layout> layouts(ValueInfo end, Optional<Layout> asked) {
        return asked.map(List::of)
                .orElseGet(() -> Stream.of(Layout.values())
                        .filter(layout -> end.dimensions().isEmpty() || !contradicts(end, layout))
                        .toList());
    }

    private static boolean isPicture(ValueInfo end, Optional<Quantisation> quantisation) {
        boolean four = end.dimensions().isEmpty() || end.dimensions().size() == 4;
        boolean coded = quantisation.filter(Quantisation::coded).isPresent();
        return four && (TYPES.contains(end.elementType()) || coded);
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
                                    inputs.stream().map(EndCandidates::shown).collect(Collectors.joining(", "))));
        }
        ValueInfo input = inputs.get(0);
        if (input.dimensions().isEmpty()) {
            throw refused(what, "its input is %s; it must be %s".formatted(shown(input), TYPES_IN_WORDS));
        }
        for (Dimension side : input.dimensions()) {
            if (side.size() > LARGEST_SIDE) {
                throw refused(
                        what, "its input is %s; no side may be larger than %d".formatted(shown(input), LARGEST_SIDE));
            }
        }
        return input;
    }

    /** The outputs that may be the picture, in each layout that they may have; one that is none is found out by running. */
    private static List<NetworkEnd> outputs(
            Graph graph, QuantisationSearch quantisations, AdoptRequest asked, String what) throws ModelException {
        List<NetworkEnd> outputs = new ArrayList<>();
        for (ValueInfo output : graph.outputs()) {
            if (asked.tensor().isPresent()
                    && !output.name().equals(asked.tensor().get())) {
                continue;
            }
            Optional<Quantisation> quantised = quantisations.ofOutput(output);
            if (isPicture(output, quantised)) {
                for (Layout layout : layouts(output, asked.outputLayout())) {
                    outputs.add(
                            NetworkEnd.of(output, layout, asked.outputChannels().orElse(ChannelOrder.RGB), quantised));
                }
            }
        }
        if (outputs.isEmpty()) {
            throw refused(
                    what,
                    "%s is %s; there are %s"
                            .formatted(
                                    asked.tensor()
                                            .map(name -> "no output of the name " + ModelException.quote(name))
                                            .orElse("no output"),
                                    TYPES_IN_WORDS,
                                    graph.outputs().stream()
                                            .map(EndCandidates::shown)
                                            .collect(Collectors.joining(", "))));
        }
        return outputs;
    }

    /** Whether only the other layout's channels are stated as a number of channels. */
    private static boolean contradicts(ValueInfo end, Layout layout) {
        return !isChannels(layout.channels(end))
                && Stream.of(Layout.values()).anyMatch(other -> isChannels(other.channels(end)));
    }

    private static boolean isChannels(Dimension side) {
        return CHANNELS.contains((int) side.size());
    }

    private static boolean takes(NetworkEnd end, int channels) {
        if (end.value().dimensions().isEmpty()) {
            return true;
        }
        Dimension stated = end.layout().channels(end.value());
        return stated.isFree() || stated.size() == channels;
    }

    static String shown(ValueInfo end) {
        String type = ElementType.of(end.elementType())
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .orElse("of another type");
        String shape = end.dimensions().stream()
                .map(side -> side.isFree() ? "?" : Long.toString(side.size()))
                .collect(Collectors.joining("x"));
        return "%s %s %s"
                .formatted(ModelException.quote(end.name()), type, shape.isEmpty() ? "of no stated shape" : shape);
    }

    private static ModelException refused(String what, String why) {
        return new ModelException("%s cannot be adopted: %s".formatted(what, why));
    }
}
