package io.azulejo.udfs.adopt;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxWriter;
import io.azulejo.models.onnx.OpsetId;
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

    ElementType type = ElementType.FLOAT;
    ElementType outputType;
    boolean channelsLast;
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

    private final List<Node> nodes = new ArrayList<>();
    private final List<Tensor> constants = new ArrayList<>();

    static Foreign made(Consumer<Foreign> change) {
        Foreign foreign = new Foreign();
        change.accept(foreign);
        return foreign;
    }

    byte[] toBytes() {
        ElementType given = outputType == null ? type : outputType;
        float whiteGiven = outWhite < 0 ? white : outWhite;
        String x = input;
        x = type == ElementType.FLOAT ? x : cast(x, ElementType.FLOAT);
        x = channelsLast ? transposed(x, 0, 3, 1, 2) : x;
        x = black == 0 ? x : node("Sub", x, number(black));
        x = white == 1 ? x : node("Div", x, number(white));
        x = stretching ? x : node("Clip", x, number(0), number(1));
        if (grain > 1) {
            x = node("SpaceToDepth", new Attribute.Int("blocksize", grain), x);
            x = node("DepthToSpace", new Attribute.Int("blocksize", grain), x);
        }
        x = blur > 1 ? blurred(x) : x;
        x = coarse ? coarse(x) : x;
        if (sized) {
            String pixels = node("ReduceProd", cast(node("Shape", x), ElementType.FLOAT));
            x = node("Add", x, node("Div", number(1e-3f), pixels));
        }
        if (quantised) {
            String step = number(1 / 255f);
            String zero = constant(new Tensor("zero", ElementType.UINT8, List.of(), ByteBuffer.wrap(new byte[1])));
            x = node("DequantizeLinear", node("QuantizeLinear", x, step, zero), step, zero);
        }
        x = node("Add", node("Mul", x, number(GAIN)), number(LIFT));
        if (global) {
            x = node("Add", x, node("Mul", node("GlobalAveragePool", x), number(0)));
        }
        if (unknown) {
            x = node("Add", x, node("Mul", node("Sinh", x), number(0)));
        }
        if (scale > 1) {
            x = node(
                    "Resize",
                    new Attribute.Text("mode", "nearest"),
                    new Attribute.Text("coordinate_transformation_mode", "asymmetric"),
                    new Attribute.Text("nearest_mode", "floor"),
                    x,
                    "",
                    constant(Tensor.floats("scales", new float[] {1, 1, scale, scale}, 4)));
        }
        x = whiteGiven == 1 ? x : node("Mul", x, number(whiteGiven));
        x = black == 0 ? x : node("Add", x, number(black));
        x = channelsLast ? transposed(x, 0, 2, 3, 1) : x;
        if (given == ElementType.UINT8) {
            x = node("Floor", node("Add", x, number(0.5f)));
        }
        if (given == ElementType.FLOAT) {
            node("Identity", x);
        } else {
            cast(x, given);
        }
        return OnnxWriter.write(model(given));
    }

    private OnnxModel model(ElementType given) {
        List<Node> all = new ArrayList<>(nodes.subList(0, nodes.size() - 1));
        Node last = nodes.get(nodes.size() - 1);
        all.add(new Node(last.opType(), domain, last.name(), last.inputs(), List.of(output), last.attributes()));
        List<ValueInfo> outputs = new ArrayList<>();
        if (extra) {
            all.add(new Node("ReduceMean", "", "mean", List.of(output), List.of("quality"), List.of()));
            outputs.add(new ValueInfo("quality", given.code(), sides(1, 1, 1, 1)));
        }
        if (second) {
            all.add(new Node("Identity", "", "copy", List.of(output), List.of("other"), List.of()));
            outputs.add(picture("other", given, -1, -1));
        }
        outputs.add(picture(output, given, -1, -1));
        Graph graph = new Graph("foreign", all, constants, List.of(picture(input, type, height, width)), outputs);
        return new OnnxModel(8, "elsewhere", List.of(new OpsetId("", 17)), graph, Map.of());
    }

    private ValueInfo picture(String name, ElementType end, int high, int wide) {
        int stated = channelsStated ? channels : -1;
        return new ValueInfo(
                name, end.code(), channelsLast ? sides(batch, high, wide, stated) : sides(batch, stated, high, wide));
    }

    private static List<Dimension> sides(int... sizes) {
        List<Dimension> sides = new ArrayList<>();
        for (int size : sizes) {
            sides.add(size > 0 ? Dimension.fixed(size) : Dimension.free(""));
        }
        return sides;
    }

    /** A mean over a square of each channel; beyond the picture it is black. */
    private String blurred(String x) {
        float[] weights = new float[channels * blur * blur];
        Arrays.fill(weights, 1f / (blur * blur));
        String kernel = constant(Tensor.floats("kernel", weights, channels, 1, blur, blur));
        return node(
                "Conv",
                new Attribute.Int("group", channels),
                new Attribute.Ints("pads", List.of(blur / 2L, blur / 2L, blur / 2L, blur / 2L)),
                x,
                kernel);
    }

    /** The mean of it and of its half enlarged to the size that it had, as exporters write such a thing. */
    private String coarse(String x) {
        String half = node(
                "AveragePool",
                new Attribute.Ints("kernel_shape", List.of(2L, 2L)),
                new Attribute.Ints("strides", List.of(2L, 2L)),
                new Attribute.Int("ceil_mode", 1),
                x);
        String again = node(
                "Resize",
                new Attribute.Text("mode", "nearest"),
                new Attribute.Text("coordinate_transformation_mode", "asymmetric"),
                new Attribute.Text("nearest_mode", "floor"),
                half,
                "",
                "",
                node("Shape", x));
        return node("Mul", node("Add", x, again), number(0.5f));
    }

    private String cast(String x, ElementType to) {
        return node("Cast", new Attribute.Int("to", to.code()), x);
    }

    private String transposed(String x, long... order) {
        return node(
                "Transpose",
                new Attribute.Ints("perm", Arrays.stream(order).boxed().toList()),
                x);
    }

    private String number(float value) {
        return constant(Tensor.floats("c" + constants.size(), new float[] {value}));
    }

    private String constant(Tensor tensor) {
        constants.add(tensor);
        return tensor.name();
    }

    /** A node of attributes and the names of its inputs. */
    private String node(String operator, Object... parts) {
        List<String> inputs = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Attribute attribute) {
                attributes.add(attribute);
            } else {
                inputs.add((String) part);
            }
        }
        String name = operator + nodes.size();
        nodes.add(new Node(operator, "", name, inputs, List.of(name), attributes));
        return name;
    }
}
