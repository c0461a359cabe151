package io.azulejo.udfs.adopt;

import io.azulejo.models.onnx.Attribute;
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
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A graph that is made node by node; each word of it gives the name of the value that it made. */
final class ForeignGraph {
    /** The picture that goes in, N x 3 x H x W. */
    static final String PICTURE = "in";

    static final long TO_THE_END = Long.MAX_VALUE;

    final List<Node> nodes = new ArrayList<>();
    final List<Tensor> constants = new ArrayList<>();

    int operators = 18;
    int height = -1;
    int width = -1;

    static Attribute set(String name, long value) {
        return new Attribute.Int(name, value);
    }

    static Attribute set(String name, String value) {
        return new Attribute.Text(name, value);
    }

    static Attribute list(String name, long... values) {
        return new Attribute.Ints(name, Arrays.stream(values).boxed().toList());
    }

    /** A node of attributes and the names of its inputs. */
    String node(String operator, Object... parts) {
        return nodes(operator, 1, parts).get(0);
    }

    List<String> nodes(String operator, int outputs, Object... parts) {
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
        List<String> made = new ArrayList<>(List.of(name));
        for (int i = 1; i < outputs; i++) {
            made.add(name + "." + i);
        }
        nodes.add(new Node(operator, "", name, inputs, made, attributes));
        return made;
    }

    String constant(Tensor tensor) {
        constants.add(tensor);
        return tensor.name();
    }

    /** A number without dimensions. */
    String number(float value) {
        return reals(new float[] {value});
    }

    String reals(float[] values, long... sides) {
        return constant(Tensor.floats("c" + constants.size(), values, sides));
    }

    /** Numbers that are all the same. */
    String filled(float value, long... sides) {
        float[] values = new float[(int) Arrays.stream(sides).reduce(1, Math::multiplyExact)];
        Arrays.fill(values, value);
        return reals(values, sides);
    }

    String wholes(long... values) {
        return constant(Tensor.integers("c" + constants.size(), values));
    }

    /** A whole number without dimensions. */
    String whole(long value) {
        ByteBuffer data = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.putLong(0, value);
        return constant(new Tensor("c" + constants.size(), ElementType.INT64, List.of(), data));
    }

    String cast(String x, ElementType to) {
        return node("Cast", set("to", to.code()), x);
    }

    String transposed(String x, long... order) {
        return node("Transpose", list("perm", order), x);
    }

    String channelsLast(String x) {
        return transposed(x, 0, 2, 3, 1);
    }

    String channelsFirst(String x) {
        return transposed(x, 0, 3, 1, 2);
    }

    String sum(String x, String y) {
        return node("Add", x, y);
    }

    String times(String x, float factor) {
        return node("Mul", x, number(factor));
    }

    String shape(String x) {
        return node("Shape", x);
    }

    /** The side of an axis, as a vector of one. */
    String side(String x, int axis) {
        return node("Gather", set("axis", 0), shape(x), wholes(axis));
    }

    /** Vectors one after the other. */
    String joined(String... vectors) {
        return node(
                "Concat",
                Stream.concat(Stream.of(set("axis", 0)), Stream.of(vectors)).toArray());
    }

    /** A mean over a rectangle of each channel. */
    String mean(String x, int high, int wide, Attribute... more) {
        List<Object> parts = new ArrayList<>(List.of(more));
        parts.addAll(List.of(set("group", 3), x, filled(1f / (high * wide), 3, 1, high, wide)));
        return node("Conv", parts.toArray());
    }

    /** A mean over a square that is filled up by zeros. */
    String mean(String x, int side) {
        return mean(x, side, side, pads(side / 2));
    }

    /** A mean over squares that lie within. */
    String valid(String x, int side) {
        return mean(x, side, side);
    }

    /** Of all channels to so many, each with other weights, whose sum is about 1. */
    String convolution(String x, int in, int out, int side, Attribute... more) {
        float[] weights = new float[out * in * side * side];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (1 + 0.5f * (float) Math.sin(i)) / (in * side * side);
        }
        List<Object> parts = new ArrayList<>(List.of(more));
        parts.addAll(List.of(x, reals(weights, out, in, side, side)));
        return node("Conv", parts.toArray());
    }

    /** Repeats each sample, as a transposed convolution does. */
    String doubled(String x) {
        return node("ConvTranspose", set("group", 3), list("strides", 2, 2), x, filled(1, 3, 1, 2, 2));
    }

    static Attribute pads(long around) {
        return list("pads", around, around, around, around);
    }

    /** The samples of an axis from one place to another, negative from the end. */
    String cut(String x, int axis, long from, long to) {
        return node("Slice", x, wholes(from), wholes(to), wholes(axis));
    }

    /** Without so many samples at each side. */
    String cropped(String x, long around) {
        return node("Slice", x, wholes(around, around), wholes(-around, -around), wholes(2, 3));
    }

    String padded(String x, String mode, long top, long left, long bottom, long right) {
        return node("Pad", set("mode", mode), x, wholes(0, 0, top, left, 0, 0, bottom, right));
    }

    String padded(String x, String mode, long around) {
        return padded(x, mode, around, around, around, around);
    }

    /** Bilinear, to a shape. */
    String resized(String x, String shape) {
        return node("Resize", set("mode", "linear"), x, "", "", shape);
    }

    /** Repeats or leaves out samples; the parts are the inputs after the picture, and attributes. */
    String nearest(String x, Object... parts) {
        List<Object> all = new ArrayList<>(List.of(
                set("mode", "nearest"),
                set("coordinate_transformation_mode", "asymmetric"),
                set("nearest_mode", "floor"),
                x));
        all.addAll(Arrays.asList(parts));
        return node("Resize", all.toArray());
    }

    /** To the shape of the picture. */
    String nearestToPicture(String x) {
        return nearest(x, "", "", shape(PICTURE));
    }

    /** By one factor in both directions. */
    String scaled(String x, float factor, Attribute... how) {
        List<Object> parts = new ArrayList<>(List.of(how));
        parts.addAll(List.of(x, "", reals(new float[] {1, 1, factor, factor}, 4)));
        return node("Resize", parts.toArray());
    }

    /** Repeats each sample. */
    String repeated(String x, int factor) {
        return nearest(x, "", reals(new float[] {1, 1, factor, factor}, 4));
    }

    /** The file of the graph that gives a value as its picture. */
    byte[] toBytes(String picture) {
        List<Node> all = new ArrayList<>(nodes);
        all.add(new Node("Identity", "", "last", List.of(picture), List.of("out"), List.of()));
        List<Dimension> in = List.of(side(-1), side(3), side(height), side(width));
        List<Dimension> out = List.of(side(-1), side(3), side(-1), side(-1));
        int type = ElementType.FLOAT.code();
        Graph graph = new Graph(
                "foreign",
                all,
                constants,
                List.of(new ValueInfo(PICTURE, type, in)),
                List.of(new ValueInfo("out", type, out)));
        return OnnxWriter.write(new OnnxModel(8, "elsewhere", List.of(new OpsetId("", operators)), graph, Map.of()));
    }

    /** A side of a size, or of any where there is none. */
    static Dimension side(int size) {
        return size > 0 ? Dimension.fixed(size) : Dimension.free("");
    }
}
