package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.ForeignGraph.PICTURE;
import static io.azulejo.udfs.adopt.ForeignGraph.list;
import static io.azulejo.udfs.adopt.ForeignGraph.pads;
import static io.azulejo.udfs.adopt.ForeignGraph.set;

import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Graphs of what restoration networks are made of, whose radius must be told. */
final class OrdinaryGraphs {
    /**
     * A graph whose radius follows from its operators by hand.
     *
     * @param radius in pixels of the picture that goes in
     */
    record Known(GraphCase graph, int radius) {
        @Override
        public String toString() {
            return "%s: %d".formatted(graph, radius);
        }
    }

    static final List<Known> KNOWN = List.of(
            known(
                    0,
                    "a gain and an offset for each channel",
                    g -> g.sum(g.node("Mul", PICTURE, g.filled(0.8f, 3, 1, 1)), g.filled(0.1f, 1, 3, 1, 1))),
            known(0, "numbers of ranges and slopes", g -> {
                String slope = g.node("PRelu", g.node("Sub", PICTURE, g.number(0.4f)), g.filled(0.2f, 3, 1, 1));
                return g.node("Clip", g.sum(slope, g.number(0.4f)), g.number(0.2f), g.number(0.8f));
            }),
            known(0, "the mean over channels is taken off", g -> {
                String mean = g.node("ReduceMean", set("keepdims", 1), PICTURE, g.wholes(1));
                return g.sum(g.node("Sub", PICTURE, mean), g.number(0.5f));
            }),
            known(
                    0,
                    "the first channel is added to every one",
                    g -> g.times(g.sum(PICTURE, g.cut(PICTURE, 1, 0, 1)), 0.5f)),
            known(0, "a softmax over channels", g -> g.node("Softmax", set("axis", 1), g.times(PICTURE, 4))),
            known(
                    0,
                    "a batch normalisation by what was learnt",
                    g -> g.node(
                            "BatchNormalization",
                            PICTURE,
                            g.filled(0.1f, 3),
                            g.filled(0.5f, 3),
                            g.filled(0.5f, 3),
                            g.filled(0.1f, 3))),
            known(
                    0,
                    "a matrix for each pixel, of channels that come last",
                    g -> g.channelsFirst(g.node(
                            "MatMul",
                            g.channelsLast(PICTURE),
                            g.reals(new float[] {0.5f, 0.2f, 0.3f, 0.1f, 0.7f, 0.2f, 0.4f, 0, 0.6f}, 3, 3)))),
            known(0, "a layer normalisation over channels that come last, and a shape that is computed", g -> {
                String last = g.node(
                        "LayerNormalization",
                        set("axis", -1),
                        g.channelsLast(PICTURE),
                        g.filled(0.1f, 3),
                        g.filled(0.5f, 3));
                return g.nearestToPicture(g.channelsFirst(last));
            }),
            known(
                    0,
                    "a sigmoid gate of each sample, and a shape that is computed",
                    g -> g.nearestToPicture(g.node("Mul", PICTURE, g.node("Sigmoid", g.times(PICTURE, 1.702f))))),
            // 1 + 2
            known(3, "convolutions that are filled up by zeros", g -> g.mean(g.mean(PICTURE, 3), 5)),
            // The longer side of the kernel.
            known(3, "a kernel of one row", g -> g.mean(PICTURE, 1, 7, list("pads", 0, 3, 0, 3))),
            known(3, "a dilated kernel", g -> g.mean(PICTURE, 3, 3, pads(3), list("dilations", 3, 3))),
            known(2, "a residual around two convolutions", g -> {
                String body = g.mean(g.node("Relu", g.mean(PICTURE, 3)), 3);
                return g.times(g.sum(PICTURE, body), 0.5f);
            }),
            known(2, "features of two kernels side by side", g -> {
                String both = g.node("Concat", set("axis", 1), g.mean(PICTURE, 3), g.mean(PICTURE, 5));
                return g.convolution(both, 6, 3, 1);
            }),
            known(1, "half of the channels gate the other half", g -> {
                String six = g.convolution(PICTURE, 3, 6, 3, pads(1));
                List<String> halves = g.nodes("Split", 2, set("axis", 1), set("num_outputs", 2), six);
                return g.node("Mul", halves.get(0), halves.get(1));
            }),
            known(
                    1,
                    "a pooling that keeps the size",
                    g -> g.node("MaxPool", list("kernel_shape", 3, 3), list("strides", 1, 1), pads(1), PICTURE)),
            // Sample 2m+1 is that of 2m, which takes the pixels 2m-1 to 2m+1.
            known(
                    2,
                    "a convolution of stride 2 and a transposed one of 2x2",
                    g -> g.doubled(g.mean(PICTURE, 3, 3, pads(1), list("strides", 2, 2)))),
            // Sample 2m+1 takes the halves m and m+1, so the pixels 2m-1 to 2m+3.
            known(2, "a convolution of stride 2 and a transposed one of 3x3", g -> {
                String half = g.mean(PICTURE, 3, 3, pads(1), list("strides", 2, 2));
                return transposedBy2(g, half, 3, 1);
            }),
            // Sample 2m takes the pixels m-1 and m, sample 2m+1 takes m and m+1.
            known(1, "a transposed convolution of 4x4 that enlarges", g -> transposedBy2(g, PICTURE, 4, 0)),
            known(1, "a convolution and a depth to space", g -> {
                String deep = g.convolution(PICTURE, 3, 12, 3, pads(1));
                return g.node("DepthToSpace", set("blocksize", 2), set("mode", "CRD"), deep);
            }),
            known(1, "a convolution and a pixel shuffle by shapes that are computed", g -> {
                String deep = g.convolution(PICTURE, 3, 12, 3, pads(1));
                String high = g.side(deep, 2);
                String wide = g.side(deep, 3);
                String batch = g.side(deep, 0);
                String six = g.node("Reshape", deep, g.joined(batch, g.wholes(3, 2, 2), high, wide));
                String twice = g.joined(
                        batch, g.wholes(3), g.node("Mul", high, g.wholes(2)), g.node("Mul", wide, g.wholes(2)));
                return g.node("Reshape", g.transposed(six, 0, 1, 4, 2, 5, 3), twice);
            }),
            // Blocks m-1 to m+1 hold the pixels 2m-2 to 2m+3, of which sample 2m+1 has three before it.
            known(3, "a convolution of blocks of 2x2", g -> {
                String blocks = g.node("SpaceToDepth", set("blocksize", 2), PICTURE);
                return g.node("DepthToSpace", set("blocksize", 2), g.convolution(blocks, 12, 12, 3, pads(1)));
            }),
            known(1, "a bilinear enlargement by 2", g -> g.scaled(PICTURE, 2, set("mode", "linear"))),
            known(1, "a bilinear enlargement by 3", g -> g.scaled(PICTURE, 3, set("mode", "linear"))),
            // Samples 3m+1 and 3m+2 take the pixel m+1.
            known(
                    1,
                    "the nearest pixels are those after",
                    g -> g.scaled(
                            PICTURE,
                            3,
                            set("mode", "nearest"),
                            set("coordinate_transformation_mode", "asymmetric"),
                            set("nearest_mode", "ceil"))),
            // Sample 2m lies a quarter of a pixel before m: two pixels on either side are m-2 to m+1.
            known(2, "a bicubic enlargement by 2", g -> g.scaled(PICTURE, 2, set("mode", "cubic"))),
            known(1, "repeated pixels and a convolution of 3x3", g -> g.mean(g.repeated(PICTURE, 3), 3)),
            known(
                    3,
                    "a valid convolution after a mirror of its width",
                    g -> g.valid(g.padded(PICTURE, "reflect", 3), 7)),
            known(
                    2,
                    "a valid convolution after a repeated edge of its width",
                    g -> g.valid(g.padded(PICTURE, "edge", 2), 5)),
            known(
                    2,
                    "zeros around that are cropped again",
                    g -> g.cropped(g.mean(g.padded(PICTURE, "constant", 8), 5), 8)),
            known(
                    2,
                    "a mirror around that is cropped again",
                    g -> g.cropped(g.mean(g.mean(g.padded(PICTURE, "reflect", 4), 3), 3), 4)),
            known(
                    0,
                    "a repeated edge that is cropped again after an enlargement",
                    g -> g.cropped(g.repeated(g.padded(PICTURE, "edge", 4), 2), 8)));

    /** Graphs whose radius is a matter of how close one looks. */
    static final List<GraphCase> TOLD = List.of(
            GraphCase.of("half a picture is enlarged bilinearly beside the whole one", g -> {
                String half = g.node("MaxPool", list("kernel_shape", 2, 2), list("strides", 2, 2), PICTURE);
                return g.times(g.sum(PICTURE, g.scaled(half, 2, set("mode", "linear"))), 0.5f);
            }),
            GraphCase.of("a picture is shrunk to a half without jags, and enlarged again", g -> {
                String small = g.scaled(PICTURE, 0.5f, set("mode", "cubic"), set("antialias", 1));
                return g.scaled(small, 2, set("mode", "cubic"));
            }),
            GraphCase.of("half a picture is enlarged by repeating to the size that it had", g -> {
                String half = g.mean(PICTURE, 2, 2, list("strides", 2, 2));
                return g.times(g.sum(PICTURE, g.nearestToPicture(half)), 0.5f);
            }),
            GraphCase.of("two strides of 2 and two pixel shuffles", g -> {
                String half = g.convolution(PICTURE, 3, 12, 3, pads(1), list("strides", 2, 2));
                String quarter = g.convolution(half, 12, 48, 3, pads(1), list("strides", 2, 2));
                String back = g.node("DepthToSpace", set("blocksize", 2), quarter);
                return g.node("DepthToSpace", set("blocksize", 2), back);
            }),
            GraphCase.of("a convolution of bytes", g -> {
                byte[] ones = new byte[27];
                Arrays.fill(ones, (byte) 14);
                String step = g.number(1 / 255f);
                String zero = g.constant(bytes("zero", ElementType.UINT8, new byte[1]));
                String none = g.constant(bytes("none", ElementType.INT8, new byte[1]));
                String weights = g.constant(bytes("weights", ElementType.INT8, ones, 3, 1, 3, 3));
                String codes = g.node("QuantizeLinear", PICTURE, step, zero);
                String seen = g.node(
                        "QLinearConv",
                        set("group", 3),
                        pads(1),
                        codes,
                        step,
                        zero,
                        weights,
                        g.number(1 / 127f),
                        none,
                        step,
                        zero);
                return g.node("DequantizeLinear", seen, step, zero);
            }),
            GraphCase.of("a noise level for every pixel is given as a map", g -> {
                String zeros = g.node("ConstantOfShape", g.node("Slice", g.shape(PICTURE), g.wholes(0), g.wholes(4)));
                String level = g.cut(g.sum(zeros, g.filled(0.1f, 1)), 1, 0, 1);
                String noisy = g.node("Concat", set("axis", 1), PICTURE, level);
                return g.convolution(noisy, 4, 3, 3, pads(1));
            }));

    private OrdinaryGraphs() {}

    private static Tensor bytes(String name, ElementType type, byte[] values, long... sides) {
        return new Tensor(name, type, Arrays.stream(sides).boxed().toList(), ByteBuffer.wrap(values));
    }

    private static Known known(int radius, String name, Function<ForeignGraph, String> graph) {
        return new Known(GraphCase.of(name, graph), radius);
    }

    private static String transposedBy2(ForeignGraph g, String x, int side, long lacking) {
        return g.node(
                "ConvTranspose",
                set("group", 3),
                list("strides", 2, 2),
                pads(1),
                list("output_padding", lacking, lacking),
                x,
                g.filled(0.25f, 3, 1, side, side));
    }
}
