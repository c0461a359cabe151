package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.ForeignGraph.PICTURE;
import static io.azulejo.udfs.adopt.ForeignGraph.list;
import static io.azulejo.udfs.adopt.ForeignGraph.set;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Tensor;
import java.nio.ByteBuffer;
import java.util.List;

/** Graphs that mix the pictures of one run, or whose numbers look constant and depend on the picture's size. */
final class MixedGraphs {
    static final List<GraphCase> ALL = List.of(
            GraphCase.of("the pictures of a run are averaged by way of one with all their channels", g -> {
                String all = g.node("Reshape", PICTURE, g.joined(g.wholes(1, -1), sides(g)));
                return g.sum(g.times(PICTURE, 0.7f), g.times(mean(g, all), 0.3f));
            }),
            GraphCase.of("a run of one picture is written into a Reshape", g -> {
                String one = g.node("Reshape", PICTURE, g.joined(g.wholes(1, 3), sides(g)));
                return g.times(one, 0.9f);
            }),
            GraphCase.of("a constant is clipped at a number from the height", g -> {
                String most = g.node("Squeeze", g.times(g.cast(g.side(PICTURE, 2), ElementType.FLOAT), 0.004f));
                return g.node("Mul", PICTURE, g.node("Clip", g.filled(1, 1), g.number(0), most));
            }),
            GraphCase.of("the step of a quantised constant depends on the height", g -> {
                String step = g.node("Squeeze", g.times(g.cast(g.side(PICTURE, 2), ElementType.FLOAT), 0.004f));
                Tensor one = new Tensor("one", ElementType.INT8, List.of(1L), ByteBuffer.wrap(new byte[] {1}));
                return g.node("Mul", PICTURE, g.node("DequantizeLinear", g.constant(one), step));
            }),
            GraphCase.of("which channel is added depends on the height", g -> {
                String from = g.node("Mod", g.node("Div", g.side(PICTURE, 2), g.wholes(20)), g.wholes(3));
                String channel = g.node("Slice", PICTURE, from, g.sum(from, g.wholes(1)), g.wholes(1));
                return g.sum(g.times(PICTURE, 0.7f), g.times(channel, 0.3f));
            }),
            GraphCase.of("the value of a pad depends on the height", g -> {
                String value = g.node("Squeeze", g.times(g.cast(g.side(PICTURE, 2), ElementType.FLOAT), 0.002f));
                String padded = g.node("Pad", PICTURE, g.wholes(0, 0, 1, 1, 0, 0, 1, 1), value);
                return g.node("Conv", set("group", 3), padded, g.filled(1 / 9f, 3, 1, 3, 3));
            }),
            GraphCase.of("a height of 28 rows more is as good as another", g -> {
                String rest = g.cast(g.node("Mod", g.side(PICTURE, 2), g.wholes(28)), ElementType.FLOAT);
                return g.times(g.sum(PICTURE, g.node("Mul", PICTURE, g.times(rest, 0.01f))), 0.5f);
            }),
            GraphCase.of("every 2,400 rows the picture is darker", g -> {
                        String often = g.cast(g.node("Div", g.side(PICTURE, 2), g.wholes(2400)), ElementType.FLOAT);
                        return g.node("Sub", PICTURE, g.node("Mul", PICTURE, g.times(often, 0.3f)));
                    })
                    .shownBy(24, 2500, 48),
            GraphCase.of("a table of gains is looked up by the height", g -> {
                float[] table = new float[1 << 12];
                for (int i = 0; i < table.length; i++) {
                    table[i] = i % 2 == 0 ? 1 : 0.7f;
                }
                String at = g.node("Div", g.side(PICTURE, 2), g.wholes(20));
                return g.node("Mul", PICTURE, g.node("Gather", set("axis", 0), g.reals(table, table.length), at));
            }),
            GraphCase.of("Softmax of operator set 11 without axis goes over all sides", g -> {
                g.operators = 11;
                String soft = g.node("Softmax", g.transposed(PICTURE, 0, 2, 3, 1));
                return g.sum(PICTURE, g.times(g.transposed(soft, 0, 3, 1, 2), 2000));
            }),
            GraphCase.of("windows of a pool that would begin behind the picture", g -> {
                String pooled = g.node(
                        "MaxPool",
                        list("kernel_shape", 2, 2),
                        list("strides", 2, 2),
                        list("pads", 0, 0, 1, 1),
                        set("ceil_mode", 1),
                        PICTURE);
                String valid = g.node("Conv", set("group", 3), pooled, g.filled(0.25f, 3, 1, 2, 2));
                return g.node("Resize", new Attribute.Text("mode", "linear"), valid, "", "", g.shape(PICTURE));
            }),
            GraphCase.of("the end is cropped and mirrored again", g -> {
                String cropped =
                        g.node("Slice", g.mean(PICTURE, 33), g.wholes(0, 0), g.wholes(-16, -16), g.wholes(2, 3));
                return g.node(
                        "Pad", new Attribute.Text("mode", "reflect"), cropped, g.wholes(0, 0, 0, 0, 0, 0, 16, 16));
            }));

    private MixedGraphs() {}

    private static String sides(ForeignGraph g) {
        return g.joined(g.side(PICTURE, 2), g.side(PICTURE, 3));
    }

    private static String mean(ForeignGraph g, String x) {
        return g.node("ReduceMean", x, g.wholes(1));
    }
}
