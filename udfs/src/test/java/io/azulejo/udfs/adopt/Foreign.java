package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.ForeignGraph.list;
import static io.azulejo.udfs.adopt.ForeignGraph.pads;
import static io.azulejo.udfs.adopt.ForeignGraph.set;

import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxModel.OpsetId;
import io.azulejo.models.onnx.OnnxWriter;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Networks as others make them: each gives its picture with every sample {@code s} as {@code 0.75 s + lift}, enlarged by
 * repeating pixels, in whatever form it is asked to take and give pictures.
 */
final class Foreign {
    static final float GAIN = 0.75f;

    /** What is added, as a share of the range. */
    static final float LIFT = 0.125f;

    private static final long[] THREE = {2, 1, 0};
    private static final long[] FOUR = {2, 1, 0, 3};

    ElementType type = ElementType.FLOAT;
    ElementType outputType;
    boolean channelsLast;

    /** Where the output's layout is not the input's. */
    boolean turned;

    /** Whether red and blue come out exchanged. */
    boolean exchanging;

    /** What the first channel is multiplied by. */
    float tint = 1;

    /** Whether the rim of the output is cut off. */
    boolean cropped;

    /** Whether the output states no shape. */
    boolean unstated;

    int channels = 3;
    boolean channelsStated = true;
    int batch = -1;
    int height = -1;
    int width = -1;
    int scale = 1;
    int grain = 1;
    float black;
    float white = 1;
    float outWhite = -1;
    boolean extra;
    boolean second;
    boolean quantised;
    boolean global;
    boolean unknown;
    boolean stretching;
    int blur = 1;
    boolean coarse;
    boolean sized;
    String domain = "";
    String input = "pic in/1:0";
    String output = "result:0";

    private final ForeignGraph graph = new ForeignGraph();

    static Foreign made(Consumer<Foreign> change) {
        Foreign foreign = new Foreign();
        change.accept(foreign);
        return foreign;
    }

    byte[] toBytes() {
        ElementType given = outputType == null ? type : outputType;
        float whiteGiven = outWhite < 0 ? white : outWhite;
        String x = input;
        x = type == ElementType.FLOAT ? x : graph.cast(x, ElementType.FLOAT);
        x = channelsLast ? graph.transposed(x, 0, 3, 1, 2) : x;
        x = black == 0 ? x : graph.node("Sub", x, graph.number(black));
        x = white == 1 ? x : graph.node("Div", x, graph.number(white));
        x = stretching ? x : graph.node("Clip", x, graph.number(0), graph.number(1));
        if (grain > 1) {
            x = graph.node("SpaceToDepth", set("blocksize", grain), x);
            x = graph.node("DepthToSpace", set("blocksize", grain), x);
        }
        x = blur > 1 ? blurred(x) : x;
        x = coarse ? coarse(x) : x;
        if (sized) {
            String pixels = graph.node("ReduceProd", graph.cast(graph.node("Shape", x), ElementType.FLOAT));
            x = graph.node("Add", x, graph.node("Div", graph.number(1e-3f), pixels));
        }
        if (quantised) {
            String step = graph.number(1 / 255f);
            String zero =
                    graph.constant(new Tensor("zero", ElementType.UINT8, List.of(), ByteBuffer.wrap(new byte[1])));
            x = graph.node("DequantizeLinear", graph.node("QuantizeLinear", x, step, zero), step, zero);
        }
        x = graph.node("Add", graph.node("Mul", x, graph.number(GAIN)), graph.number(LIFT));
        if (global) {
            x = graph.node("Add", x, graph.node("Mul", graph.node("GlobalAveragePool", x), graph.number(0)));
        }
        if (unknown) {
            x = graph.node("Add", x, graph.node("Mul", graph.node("Sinh", x), graph.number(0)));
        }
        x = exchanging ? graph.node("Gather", set("axis", 1), x, graph.wholes(channels == 4 ? FOUR : THREE)) : x;
        x = tint == 1 ? x : graph.node("Mul", x, graph.reals(new float[] {tint, 1, 1}, 3, 1, 1));
        if (scale > 1) {
            x = graph.repeated(x, scale);
        }
        x = cropped ? graph.cropped(x, 1) : x;
        x = whiteGiven == 1 ? x : graph.node("Mul", x, graph.number(whiteGiven));
        x = black == 0 ? x : graph.node("Add", x, graph.number(black));
        x = channelsLast != turned ? graph.transposed(x, 0, 2, 3, 1) : x;
        if (given == ElementType.UINT8) {
            x = graph.node("Floor", graph.node("Add", x, graph.number(0.5f)));
        }
        if (given == ElementType.FLOAT) {
            graph.node("Identity", x);
        } else {
            graph.cast(x, given);
        }
        return OnnxWriter.write(model(given));
    }

    private OnnxModel model(ElementType given) {
        List<Node> all = new ArrayList<>(graph.nodes.subList(0, graph.nodes.size() - 1));
        Node last = graph.nodes.get(graph.nodes.size() - 1);
        all.add(new Node(last.opType(), domain, last.name(), last.inputs(), List.of(output), last.attributes()));
        List<ValueInfo> outputs = new ArrayList<>();
        if (extra) {
            all.add(new Node("ReduceMean", "", "mean", List.of(output), List.of("quality"), List.of()));
            outputs.add(new ValueInfo("quality", given.code(), sides(1, 1, 1, 1)));
        }
        if (second) {
            all.add(new Node("Identity", "", "copy", List.of(output), List.of("other"), List.of()));
            outputs.add(picture("other", given, channelsLast != turned, -1, -1));
        }
        outputs.add(
                unstated
                        ? new ValueInfo(output, given.code(), List.of())
                        : picture(output, given, channelsLast != turned, -1, -1));
        Graph whole = new Graph(
                "foreign", all, graph.constants, List.of(picture(input, type, channelsLast, height, width)), outputs);
        return new OnnxModel(8, "elsewhere", List.of(new OpsetId("", 17)), whole, Map.of());
    }

    private ValueInfo picture(String name, ElementType end, boolean last, int high, int wide) {
        int stated = channelsStated ? channels : -1;
        return new ValueInfo(
                name, end.code(), last ? sides(batch, high, wide, stated) : sides(batch, stated, high, wide));
    }

    private static List<Dimension> sides(int... sizes) {
        return Arrays.stream(sizes).mapToObj(ForeignGraph::side).toList();
    }

    /** A mean over a square of each channel; beyond the picture it is black. */
    private String blurred(String x) {
        String kernel = graph.filled(1f / (blur * blur), channels, 1, blur, blur);
        return graph.node("Conv", set("group", channels), pads(blur / 2), x, kernel);
    }

    /** The mean of it and of its half enlarged to the size that it had, as exporters write such a thing. */
    private String coarse(String x) {
        String half =
                graph.node("AveragePool", list("kernel_shape", 2, 2), list("strides", 2, 2), set("ceil_mode", 1), x);
        String again = graph.nearest(half, "", "", graph.shape(x));
        return graph.times(graph.sum(x, again), 0.5f);
    }
}
