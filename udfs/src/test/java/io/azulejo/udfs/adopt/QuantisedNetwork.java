package io.azulejo.udfs.adopt;

import static io.azulejo.udfs.adopt.ForeignGraph.pads;
import static io.azulejo.udfs.adopt.ForeignGraph.set;
import static io.azulejo.udfs.adopt.ForeignGraph.side;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Graph;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxModel.OpsetId;
import io.azulejo.models.onnx.OnnxWriter;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One small network that doubles a picture, in floats and as static quantisation by tensor writes it: weights of int8,
 * activations of 8 bits by the ranges that a calibration saw. What there is between the ends is always the same.
 */
final class QuantisedNetwork {
    /** How it is written. */
    enum Form {
        /** Not quantised. */
        FLOAT,
        /** Every operator between QuantizeLinear and DequantizeLinear; real numbers go in and come out. */
        REAL_ENDS,
        /** The same without the first and the last of these: whole numbers go in and come out. */
        WHOLE_ENDS,
        /** QLinearConv, and whole numbers go in and come out. */
        WHOLE_OPERATORS,
        /** Whole numbers as floats. */
        WHOLE_ENDS_AS_FLOATS
    }

    private static final long SEED = 11;
    private static final int FEATURES = 8;

    /** The shares of black to white that a calibration saw: of the input, between, and of the output. */
    private static final double[][] SEEN = {{-0.012, 1.013}, {0, 1.5}, {-0.1, 1.2}};

    Form form = Form.FLOAT;
    ElementType type = ElementType.UINT8;
    ValueRange range = ValueRange.UNIT;
    boolean symmetric;
    boolean channelsLast;
    boolean inConstantNodes;
    boolean computed;

    private final ForeignGraph graph = new ForeignGraph();

    static QuantisedNetwork made(Consumer<QuantisedNetwork> change) {
        QuantisedNetwork network = new QuantisedNetwork();
        change.accept(network);
        return network;
    }

    byte[] toBytes() {
        boolean whole = form != Form.FLOAT && form != Form.REAL_ENDS;
        ElementType end = whole && form != Form.WHOLE_ENDS_AS_FLOATS ? type : ElementType.FLOAT;
        String x = form == Form.WHOLE_ENDS_AS_FLOATS ? graph.cast("x", type) : "x";
        x = channelsLast ? graph.channelsFirst(graph.node("Identity", x)) : x;
        x = form == Form.REAL_ENDS ? quantised(x, 0) : x;
        x = convolved(x, 0, 3, FEATURES);
        x = convolved(x, 1, FEATURES, 12);
        x = graph.node("DepthToSpace", set("blocksize", 2), x);
        x = form == Form.REAL_ENDS ? dequantised(x, 2) : x;
        x = channelsLast ? graph.channelsLast(x) : x;
        x = form == Form.WHOLE_ENDS_AS_FLOATS ? graph.cast(x, ElementType.FLOAT) : x;
        Graph all = new Graph(
                "quantised", graph.nodes, graph.constants, List.of(picture("x", end)), List.of(picture(x, end)));
        return OnnxWriter.write(new OnnxModel(8, "elsewhere", List.of(new OpsetId("", 17)), all, Map.of()));
    }

    private ValueInfo picture(String name, ElementType end) {
        return new ValueInfo(
                name,
                end.code(),
                channelsLast
                        ? List.of(side(-1), side(-1), side(-1), side(3))
                        : List.of(side(-1), side(3), side(-1), side(-1)));
    }

    /** Whole numbers in and out, where it is quantised. The second has no ReLU, and gives the picture. */
    private String convolved(String x, int layer, int in, int out) {
        float[] weights = weights(layer, in, out);
        // The code of black is no 0: what lies beyond the picture is the same in every range.
        String bias = graph.reals(biases(weights, layer, in, out), out);
        if (form == Form.FLOAT) {
            String y = graph.node("Conv", pads(1), x, graph.reals(weights, out, in, 3, 3), bias);
            return layer == 0 ? graph.node("Relu", y) : y;
        }
        String[] kernel = kernel(weights, in, out);
        if (form == Form.WHOLE_OPERATORS) {
            return graph.node(
                    "QLinearConv",
                    pads(1),
                    x,
                    scale(layer),
                    zero(layer),
                    kernel[0],
                    kernel[1],
                    kernel[2],
                    scale(layer + 1),
                    zero(layer + 1),
                    wholeBias(biases(weights, layer, in, out), layer));
        }
        String real = dequantised(x, layer);
        String w = graph.node("DequantizeLinear", kernel[0], kernel[1], kernel[2]);
        String y = graph.node("Conv", pads(1), real, w, bias);
        return quantised(layer == 0 ? graph.node("Relu", y) : y, layer + 1);
    }

    private String quantised(String x, int activation) {
        return graph.node("QuantizeLinear", x, scale(activation), zero(activation));
    }

    private String dequantised(String x, int activation) {
        return graph.node("DequantizeLinear", x, scale(activation), zero(activation));
    }

    /** The picture in the first three channels, and small weights of all that is there; on the grid of the int8 ones. */
    private float[] weights(int layer, int in, int out) {
        Random random = new Random(SEED + layer);
        float[] weights = new float[out * in * 9];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.round(3 * random.nextGaussian()) / 127f;
        }
        for (int channel = 0; channel < out; channel++) {
            if (layer == 1 || channel < 3) {
                weights[(channel * in + channel % 3) * 9 + 4] = 1;
            }
        }
        return weights;
    }

    /** Such that black in the code of the input gives black in that of what follows. */
    private float[] biases(float[] weights, int layer, int in, int out) {
        float[] biases = new float[out];
        for (int channel = 0; channel < out; channel++) {
            double sum = 0;
            for (int i = 0; i < in * 9; i++) {
                sum += weights[channel * in * 9 + i];
            }
            double black = layer == 0 ? range.black() : 0;
            biases[channel] = (float) (-sum * black + (layer == 0 ? 0 : range.black()));
        }
        return biases;
    }

    private String[] kernel(float[] weights, int in, int out) {
        byte[] whole = new byte[weights.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (byte) Math.round(weights[i] * 127);
        }
        return new String[] {
            graph.constant(Tensor.bytes("w" + graph.constants.size(), whole, out, in, 3, 3)),
            graph.number(1 / 127f),
            constant(new Tensor("", ElementType.INT8, List.of(), ByteBuffer.wrap(new byte[1])))
        };
    }

    /** As whole numbers of the product of both scales. */
    private String wholeBias(float[] biases, int layer) {
        ByteBuffer data = ByteBuffer.allocate(4 * biases.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float bias : biases) {
            data.putInt((int) Math.round(bias / (step(layer) / 127)));
        }
        return constant(new Tensor("", ElementType.INT32, List.of((long) biases.length), data.flip()));
    }

    /** The real numbers that an activation's whole ones span: black and white in the code of the layer. */
    private double[] span(int activation) {
        double black = activation == 1 ? 0 : range.black();
        double first = black + SEEN[activation][0] * range.white();
        double last = black + SEEN[activation][1] * range.white();
        double furthest = Math.max(Math.abs(first), Math.abs(last));
        return symmetric ? new double[] {-furthest, furthest} : new double[] {first, last};
    }

    private double step(int activation) {
        double[] span = span(activation);
        return (span[1] - span[0]) / (symmetric ? 254 : 255);
    }

    private String scale(int activation) {
        if (computed) {
            return graph.node("Abs", graph.node("Identity", graph.number((float) step(activation))));
        }
        return constant(Tensor.floats("", new float[] {(float) step(activation)}));
    }

    private String zero(int activation) {
        int least = type == ElementType.INT8 ? -128 : 0;
        long zero = symmetric ? 0 : least - Math.round(span(activation)[0] / step(activation));
        return constant(new Tensor("", type, List.of(), ByteBuffer.wrap(new byte[] {(byte) zero})));
    }

    private String constant(Tensor tensor) {
        if (inConstantNodes) {
            return graph.node("Identity", graph.node("Constant", new Attribute.Tensors("value", List.of(tensor))));
        }
        return graph.constant(new Tensor("q" + graph.constants.size(), tensor.type(), tensor.dims(), tensor.data()));
    }
}
