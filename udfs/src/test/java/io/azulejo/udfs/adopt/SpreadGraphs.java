package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.ForeignGraph.PICTURE;
import static io.azulejo.udfs.adopt.ForeignGraph.list;
import static io.azulejo.udfs.adopt.ForeignGraph.set;

import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Tensor;
import java.nio.ByteBuffer;
import java.util.List;

/** Graphs in which a sample may meet others that are far from it: by broadcasting, by reducing, by cutting sides. */
final class SpreadGraphs {
    static final List<GraphCase> ALL = List.of(
            GraphCase.of(
                    "the first pixel is taken off every pixel",
                    g -> g.node("Sub", PICTURE, g.times(g.cut(g.cut(PICTURE, 2, 0, 1), 3, 0, 1), 0.5f))),
            GraphCase.of(
                    "a row of the picture is added to every row",
                    g -> g.times(g.sum(PICTURE, g.cut(PICTURE, 2, 0, 1)), 0.5f)),
            GraphCase.of(
                    "a column of the picture is added to every column",
                    g -> g.times(g.sum(g.cut(PICTURE, 3, 0, 1), PICTURE), 0.5f)),
            GraphCase.of(
                    "the first row gates every row",
                    g -> g.node("Mul", PICTURE, g.node("Sigmoid", g.cut(PICTURE, 2, 0, 1)))),
            GraphCase.of("every pixel is clipped at the picture's mean", g -> {
                String flat = g.node("Mul", g.number(0.8f), g.node("Reshape", PICTURE, g.wholes(-1)));
                return g.node("Clip", PICTURE, g.number(0), g.node("ReduceMean", set("keepdims", 0), flat));
            }),
            GraphCase.of("the picture's mean is the bias of a convolution", g -> {
                g.operators = 17;
                String flat = g.node("Mul", g.number(0.8f), g.node("Reshape", PICTURE, g.wholes(1, -1)));
                String mean = g.node("ReduceMean", set("keepdims", 0), list("axes", 1), flat);
                String bias = g.sum(g.joined(mean, g.filled(0, 2)), g.filled(0, 3));
                return g.node("Conv", PICTURE, g.reals(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3, 1, 1), bias);
            }),
            GraphCase.of("the picture's means are those of a batch normalisation", g -> {
                g.operators = 17;
                String flat = g.node("Mul", g.number(1), g.node("Reshape", PICTURE, g.wholes(3, -1)));
                String means = g.node("ReduceMean", set("keepdims", 0), list("axes", 1), flat);
                return g.node(
                        "BatchNormalization", PICTURE, g.filled(0.5f, 3), g.filled(0.5f, 3), means, g.filled(1, 3));
            }),
            GraphCase.of("the darkest sample is taken off every sample", g -> {
                String flat = g.node("Reshape", PICTURE, g.wholes(1, -1));
                return g.node("Sub", PICTURE, g.node("ReduceMin", set("keepdims", 0), flat));
            }),
            GraphCase.of("the picture is normalised in groups by way of a flat one", g -> {
                String flat = g.node("Reshape", PICTURE, g.wholes(0, 3, -1));
                String even = g.node("InstanceNormalization", flat, g.filled(1, 3), g.filled(0, 3));
                return g.node("Reshape", even, g.shape(PICTURE));
            }),
            GraphCase.of("the scale of a layer normalisation is a wide mean of the picture", g -> {
                String wide = g.channelsLast(g.mean(PICTURE, 31));
                return g.channelsFirst(g.node("LayerNormalization", set("axis", -1), g.channelsLast(PICTURE), wide));
            }),
            GraphCase.of("an axis is dropped, so that a mean over rows looks like one over channels", g -> {
                String strongest =
                        g.cast(g.node("ArgMax", set("axis", 1), set("keepdims", 0), PICTURE), ElementType.FLOAT);
                return g.node("Mul", PICTURE, g.node("ReduceMean", set("keepdims", 1), strongest, g.wholes(1)));
            }),
            GraphCase.of("an axis is added, so that a mean over columns looks like one over channels", g -> {
                g.operators = 17;
                String last = g.channelsLast(PICTURE);
                String five = g.node("Mul", last, g.reals(new float[] {1.5f}, 1, 1, 1, 1, 1));
                String mean = g.node("ReduceMean", set("keepdims", 1), list("axes", 3), five);
                String even = g.node("Reshape", g.node("Sub", five, mean), g.shape(last));
                return g.channelsFirst(even);
            }),
            GraphCase.of("a picture is added to itself with an axis more", g -> {
                String five = g.node("Unsqueeze", PICTURE, g.wholes(0));
                return g.node("Reshape", g.times(g.sum(PICTURE, five), 0.5f), g.shape(PICTURE));
            }),
            GraphCase.of("a softmax of operator set 11 runs over channels, rows and columns", g -> {
                g.operators = 11;
                return g.times(g.node("Softmax", set("axis", 1), PICTURE), 1000);
            }),
            GraphCase.of("places in the picture are what a pooling gives", g -> {
                List<String> pooled = g.nodes("MaxPool", 2, list("kernel_shape", 1, 1), PICTURE);
                return g.sum(PICTURE, g.times(g.cast(pooled.get(1), ElementType.FLOAT), 1e-5f));
            }),
            GraphCase.of(
                    "rows in another order are added to the picture",
                    g -> g.times(g.sum(PICTURE, rowsInAnotherOrder(g)), 0.5f)),
            GraphCase.of("rows in another order are channels beside the picture's", g -> {
                float[] weights = new float[18];
                for (int channel = 0; channel < 3; channel++) {
                    weights[channel * 6 + channel] = 0.7f;
                    weights[channel * 6 + 3 + channel] = 0.3f;
                }
                String six = g.node("Concat", set("axis", 1), PICTURE, rowsInAnotherOrder(g));
                return g.node("Conv", six, g.reals(weights, 3, 6, 1, 1));
            }),
            GraphCase.of(
                    "the first picture of the batch is added to every one",
                    g -> g.times(g.sum(PICTURE, g.cut(PICTURE, 0, 0, 1)), 0.5f)),
            GraphCase.of(
                    "a row of the picture is the slope of dark samples",
                    g -> g.sum(
                            g.node("PRelu", g.node("Sub", PICTURE, g.number(0.5f)), g.cut(PICTURE, 2, 0, 1)),
                            g.number(0.5f))),
            GraphCase.of("samples fall out by chance", g -> {
                String yes =
                        g.constant(new Tensor("yes", ElementType.BOOL, List.of(), ByteBuffer.wrap(new byte[] {1})));
                return g.node("Dropout", set("seed", 1), PICTURE, g.number(0.2f), yes);
            }),
            GraphCase.of("the picture's mean is what it is padded with, and that is seen", g -> {
                String flat = g.node("Mul", g.number(1), g.node("Reshape", PICTURE, g.wholes(-1)));
                String mean = g.node("ReduceMean", set("keepdims", 0), flat);
                String around = g.node("Pad", PICTURE, g.wholes(0, 0, 4, 4, 0, 0, 4, 4), mean);
                return g.valid(around, 9);
            }),
            GraphCase.of(
                    "a batch normalisation learns from the picture",
                    g -> g.nodes(
                                    "BatchNormalization",
                                    3,
                                    set("training_mode", 1),
                                    PICTURE,
                                    g.filled(0.1f, 3),
                                    g.filled(0.5f, 3),
                                    g.filled(0.5f, 3),
                                    g.filled(1, 3))
                            .get(0)),
            GraphCase.of("the batch's mean is taken off", g -> {
                String swapped = g.transposed(PICTURE, 1, 0, 2, 3);
                String mean = g.node("ReduceMean", set("keepdims", 1), swapped, g.wholes(1));
                return g.transposed(g.node("Sub", swapped, g.times(mean, 0.5f)), 1, 0, 2, 3);
            }),
            GraphCase.of("a softmax runs over the batch", g -> {
                String swapped = g.transposed(PICTURE, 1, 0, 2, 3);
                String shares = g.node("Softmax", set("axis", 1), swapped);
                return g.transposed(g.node("Mul", swapped, shares), 1, 0, 2, 3);
            }));

    private SpreadGraphs() {}

    /** Each row of every eight, then the next of every eight. */
    private static String rowsInAnotherOrder(ForeignGraph g) {
        String eighth = g.node("Div", g.side(PICTURE, 2), g.wholes(8));
        String batchAndChannels = g.node("Slice", g.shape(PICTURE), g.wholes(0), g.wholes(2), g.wholes(0));
        String sides = g.joined(batchAndChannels, eighth, g.wholes(8), g.side(PICTURE, 3));
        String turned = g.transposed(g.node("Reshape", PICTURE, sides), 0, 1, 3, 2, 4);
        return g.node("Reshape", turned, g.shape(PICTURE));
    }
}
