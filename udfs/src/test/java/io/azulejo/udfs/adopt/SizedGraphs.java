package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.ForeignGraph.PICTURE;
import static io.azulejo.udfs.adopt.ForeignGraph.TO_THE_END;
import static io.azulejo.udfs.adopt.ForeignGraph.list;
import static io.azulejo.udfs.adopt.ForeignGraph.set;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.ValueInfo;
import java.util.List;

/** Graphs that do something else with pictures of other sizes. */
final class SizedGraphs {
    static final List<GraphCase> ALL = List.of(
            GraphCase.of("a number of 64 bits from the width is the gain", g -> {
                String wide = g.cast(g.side(PICTURE, 3), ElementType.DOUBLE);
                String gain = g.node("Div", wide, g.cast(g.filled(300, 1), ElementType.DOUBLE));
                return g.cast(g.node("Mul", g.cast(PICTURE, ElementType.DOUBLE), gain), ElementType.FLOAT);
            }),
            GraphCase.of("every pixel is clipped at a number from the width", g -> {
                String wide = g.node("Gather", set("axis", 0), g.shape(PICTURE), g.whole(3));
                String most = g.node("Div", g.cast(wide, ElementType.FLOAT), g.number(300));
                return g.node("Clip", PICTURE, g.number(0), most);
            }),
            GraphCase.of("pictures of more than 100 rows are darkened", g -> {
                String high = g.node("Greater", g.side(PICTURE, 2), g.wholes(100));
                return g.node("Where", high, PICTURE, g.times(PICTURE, 0.5f));
            }),
            GraphCase.of("pictures of more than 400 rows take another branch", g -> {
                        String rows = g.node("Gather", set("axis", 0), g.shape(PICTURE), g.whole(2));
                        return g.node(
                                "If",
                                branch("then_branch", "Mul", PICTURE, g.number(0.5f)),
                                branch("else_branch", "Identity", PICTURE),
                                g.node("Greater", rows, g.whole(400)));
                    })
                    .shownBy(60, 440, 48),
            GraphCase.of("columns are quantised by zeros that depend on the column", g -> {
                String step = g.node("Expand", g.number(1 / 255f), g.side(PICTURE, 3));
                String wide = g.node("Gather", set("axis", 0), g.shape(PICTURE), g.whole(3));
                String columns = g.node("Range", g.whole(0), wide, g.whole(1));
                String zeros = g.cast(g.node("Mod", columns, g.whole(64)), ElementType.UINT8);
                String codes = g.node("QuantizeLinear", set("axis", 3), PICTURE, step, zeros);
                return g.node("DequantizeLinear", set("axis", 3), codes, step, zeros);
            }),
            GraphCase.of("a grey that is smaller than the picture is padded by zeros and added", g -> {
                String smaller = g.node("Sub", g.shape(PICTURE), g.wholes(0, 0, 32, 32));
                String grey = g.sum(g.node("ConstantOfShape", smaller), g.filled(0.1f, 1));
                return g.sum(PICTURE, g.padded(grey, "constant", 16));
            }),
            GraphCase.of("the picture moves up by half its height", g -> {
                        String half = g.node("Div", g.side(PICTURE, 2), g.wholes(2));
                        String lower = g.node("Slice", PICTURE, half, g.wholes(TO_THE_END), g.wholes(2));
                        return g.node("Pad", lower, g.joined(g.wholes(0, 0, 0, 0, 0, 0), half, g.wholes(0)));
                    })
                    .shownBy(60, 200, 48),
            GraphCase.of("the edge is repeated up to a multiple of 32, and that is seen", g -> {
                        String filled = paddedToMultiple(g, "edge", 32);
                        return croppedToPicture(g, g.mean(filled, 9));
                    })
                    .shownBy(150, 170, 64),
            GraphCase.of("zeros up to a multiple of 16 become grey, and that is seen through strides", g -> {
                String filled = g.sum(paddedToMultiple(g, "constant", 16), g.number(0));
                String grey = g.filled(0.2f, 3);
                String half = g.node(
                        "Conv", set("group", 3), list("strides", 2, 2), filled, g.filled(0.25f, 3, 1, 2, 2), grey);
                String seen = g.mean(g.sum(g.mean(half, 3), g.number(0.1f)), 5);
                return croppedToPicture(g, g.doubled(seen));
            }),
            GraphCase.of("at most 64 rows are kept, and enlarged again", g -> {
                String rows = g.node("Min", g.side(PICTURE, 2), g.wholes(64));
                String low = g.resized(PICTURE, shapeWith(g, rows, g.side(PICTURE, 3)));
                return g.resized(low, g.shape(PICTURE));
            }),
            GraphCase.of("at most 200 rows are kept, and enlarged again", g -> {
                        String rows = g.node("Min", g.side(PICTURE, 2), g.wholes(200));
                        String low = g.resized(PICTURE, shapeWith(g, rows, g.side(PICTURE, 3)));
                        return g.resized(low, g.shape(PICTURE));
                    })
                    .shownBy(60, 440, 48),
            GraphCase.of("the left half with twice the channels is read as the picture", g -> {
                float[] twice = new float[18];
                for (int channel = 0; channel < 6; channel++) {
                    twice[channel * 3 + channel / 2] = 1;
                }
                String six = g.node("Conv", PICTURE, g.reals(twice, 6, 3, 1, 1));
                String half = g.node("Div", g.side(PICTURE, 3), g.wholes(2));
                String left = g.node("Slice", six, g.wholes(0), half, g.wholes(3));
                return g.node("Reshape", left, g.shape(PICTURE));
            }),
            GraphCase.of("a picture of one size is resized by odd ratios and back", g -> {
                g.height = 61;
                g.width = 59;
                String odd = g.resized(PICTURE, shapeWith(g, g.wholes(53), g.wholes(47)));
                return g.resized(odd, g.shape(PICTURE));
            }),
            GraphCase.of("poolings shrink by 2401 and repeating enlarges again", g -> {
                String grown = g.times(pooled(g, 4), 0);
                for (int i = 0; i < 4; i++) {
                    grown = g.repeated(grown, 7);
                }
                return g.sum(g.nearestToPicture(PICTURE), croppedToPicture(g, grown));
            }),
            GraphCase.of("poolings that nobody looks at shrink by almost 2 000 000 000", g -> {
                g.node("ReduceMax", set("keepdims", 1), g.times(pooled(g, 11), 0), g.wholes(1));
                return g.nearestToPicture(PICTURE);
            }));

    private SizedGraphs() {}

    /** The shape that the picture has, with other sides. */
    private static String shapeWith(ForeignGraph g, String high, String wide) {
        return g.joined(g.node("Slice", g.shape(PICTURE), g.wholes(0), g.wholes(2), g.wholes(0)), high, wide);
    }

    /** Rows and columns at the end, up to a multiple. */
    private static String paddedToMultiple(ForeignGraph g, String mode, int multiple) {
        String[] more = new String[2];
        for (int axis = 0; axis < 2; axis++) {
            String rest = g.node("Mod", g.side(PICTURE, 2 + axis), g.wholes(multiple));
            more[axis] = g.node("Mod", g.node("Sub", g.wholes(multiple), rest), g.wholes(multiple));
        }
        String pads = g.joined(g.wholes(0, 0, 0, 0, 0, 0), more[0], more[1]);
        return g.node("Pad", set("mode", mode), PICTURE, pads);
    }

    /** As high and wide as the picture, from the first row and column. */
    private static String croppedToPicture(ForeignGraph g, String x) {
        String ends = g.joined(g.side(PICTURE, 2), g.side(PICTURE, 3));
        return g.node("Slice", x, g.wholes(0, 0), ends, g.wholes(2, 3));
    }

    private static String pooled(ForeignGraph g, int times) {
        String small = PICTURE;
        for (int i = 0; i < times; i++) {
            small = g.node("MaxPool", list("kernel_shape", 7, 7), list("strides", 7, 7), set("ceil_mode", 1), small);
        }
        return small;
    }

    private static Attribute branch(String name, String operator, String... inputs) {
        Node node = new Node(operator, "", name, List.of(inputs), List.of(name + " out"), List.of());
        ValueInfo given = new ValueInfo(name + " out", ElementType.FLOAT.code(), List.of());
        return new Attribute.Graphs(
                name, List.of(new Graph(name, List.of(node), List.of(), List.of(), List.of(given))));
    }
}
