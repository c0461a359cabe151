package io.azulejo.models.bbcu;

import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.graph.GraphBuilder;
import io.azulejo.models.graph.Value;
import io.azulejo.models.network.Network;
import io.azulejo.models.onnx.OnnxModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * BBCU for super-resolution. With a binary body it is the authors' BBCU-L, with binary upsampling too their BBCU-M, with
 * nothing binary their full-precision SRResNet.
 *
 * @param channels of the picture: 1 or 3
 * @param features channels within
 * @param blocks pairs of units in the body
 * @param scale enlargement of each side: 2, 3 or 4
 * @param k the residual alignment: the network runs on k times the picture
 * @param binary the parts that are binary
 */
record BbcuSr(int channels, int features, int blocks, int scale, double k, Set<NetworkPart> binary) implements Network {
    private static final float SLOPE = 0.1f;

    BbcuSr {
        binary = NetworkPart.ordered(binary);
    }

    @Override
    public OnnxModel graph(Map<String, FloatTensor> weights) {
        GraphBuilder g = new GraphBuilder(BinaryUnit.folded(weights));
        Value x = g.mul(g.input(channels), (float) k);
        Value f = is(NetworkPart.H) ? BinaryUnit.head(g, x, "conv_first") : g.leakyRelu(g.conv(x, "conv_first"), SLOPE);
        for (int block = 0; block < blocks; block++) {
            String name = "body." + block;
            f = is(NetworkPart.B)
                    ? BinaryUnit.body(g, BinaryUnit.body(g, f, name + ".body.0"), name + ".body.1")
                    : g.add(f, g.conv(g.relu(g.conv(f, name + ".conv1")), name + ".conv2"));
        }
        for (String name : shuffles()) {
            f = is(NetworkPart.U)
                    ? BinaryUnit.up(g, f, name, shuffle())
                    : g.leakyRelu(g.pixelShuffle(g.conv(f, name), shuffle()), SLOPE);
        }
        f = g.leakyRelu(is(NetworkPart.U) ? BinaryUnit.body(g, f, "conv_hr") : g.conv(f, "conv_hr"), SLOPE);
        Value o = is(NetworkPart.T) ? BinaryUnit.branch(g, f, "conv_last") : g.conv(f, "conv_last");
        return g.finish(g.div(g.add(o, g.bilinear(x, scale)), (float) k), scale, family());
    }

    @Override
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        layer(shapes, NetworkPart.H, "conv_first", features, channels);
        for (int block = 0; block < blocks; block++) {
            String name = "body." + block;
            for (int unit = 0; unit < 2; unit++) {
                if (is(NetworkPart.B)) {
                    BinaryUnit.shapes(shapes, name + ".body." + unit, features, features, false);
                } else {
                    BinaryUnit.conv(shapes, name + ".conv" + (unit + 1), features, features, false);
                }
            }
        }
        for (String name : shuffles()) {
            layer(shapes, NetworkPart.U, name, features * shuffle() * shuffle(), features);
        }
        layer(shapes, NetworkPart.U, "conv_hr", features, features);
        layer(shapes, NetworkPart.T, "conv_last", channels, features);
        return shapes;
    }

    private void layer(Map<String, List<Integer>> shapes, NetworkPart part, String name, int out, int in) {
        if (is(part)) {
            BinaryUnit.shapes(shapes, name, out, in, false);
        } else {
            BinaryUnit.conv(shapes, name, out, in, true);
        }
    }

    private boolean is(NetworkPart part) {
        return binary.contains(part);
    }

    /** Enlargement of one shuffle; four times is twice two times. */
    private int shuffle() {
        return scale == 4 ? 2 : scale;
    }

    private List<String> shuffles() {
        return scale == 4 ? List.of("upconv1", "upconv2") : List.of("upconv1");
    }

    @Override
    public String family() {
        return is(NetworkPart.U) ? "BBCU-M" : "BBCU-L";
    }

    @Override
    public String task() {
        return "super-resolution";
    }

    @Override
    public Map<String, Object> named() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("family", family());
        named.put("num_in_ch", channels);
        named.put("num_out_ch", channels);
        named.put("num_feat", features);
        named.put("num_block", blocks);
        named.put("upscale", scale);
        named.put("k", k);
        named.put("binary", NetworkPart.named(binary));
        return named;
    }

    @Override
    public Map<String, FloatTensor> initialise(long seed) {
        // All but the units of the body start as the authors' layers outside of it do.
        return BbcuInitialisation.draw(shapes(), name -> name.contains(".body."), seed);
    }

    @Override
    public Map<String, Object> notes() {
        return BbcuNotes.notes(shapes());
    }
}
