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
 * BBCU for denoising, without biases, and for deblocking, with biases in every convolution. The network predicts what is
 * wrong with the picture and subtracts it. With nothing binary it is DnCNN without normalisation.
 *
 * @param bias whether it is the one for deblocking
 * @param channels of the picture: 1 or 3
 * @param features channels within
 * @param layers the authors' {@code nb}: head, tail, and {@code nb - 2} units between them
 * @param k the residual alignment: the network runs on k times the picture
 * @param binary the parts that are binary: of H, B and T
 * @param studio whether it was trained on luma of studio range, 16/255..235/255 (ITU-R BT.601), as the authors' networks
 *     for deblocking were; pictures are of full range, so the graph squeezes and stretches them
 */
record BbcuDenoise(
        boolean bias, int channels, int features, int layers, double k, Set<NetworkPart> binary, boolean studio)
        implements Network {
    private static final float STUDIO_BLACK = 16 / 255f;
    private static final float STUDIO_SPAN = 219 / 255f;

    BbcuDenoise {
        binary = NetworkPart.ordered(binary);
    }

    @Override
    public OnnxModel graph(Map<String, FloatTensor> weights) {
        GraphBuilder g = new GraphBuilder(BinaryUnit.folded(weights));
        Value picture = g.input(channels);
        Value y = studio ? g.add(g.mul(picture, STUDIO_SPAN), STUDIO_BLACK) : picture;
        Value x = g.mul(y, (float) k);
        Value f = is(NetworkPart.H) ? BinaryUnit.head(g, x, "model.0") : g.relu(g.conv(x, "model.0"));
        for (int layer = 2; layer < layers; layer++) {
            f = is(NetworkPart.B) ? BinaryUnit.body(g, f, "model." + layer) : g.relu(g.conv(f, "model." + layer));
        }
        Value n = is(NetworkPart.T) ? BinaryUnit.branch(g, f, "model." + layers) : g.conv(f, "model." + layers);
        Value clean = g.div(g.sub(x, n), (float) k);
        return g.finish(studio ? g.div(g.add(clean, -STUDIO_BLACK), STUDIO_SPAN) : clean, 1, family());
    }

    /** There is no layer 1: the authors' index 1 is the ReLU after the head. */
    @Override
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        layer(shapes, NetworkPart.H, "model.0", features, channels);
        for (int layer = 2; layer < layers; layer++) {
            layer(shapes, NetworkPart.B, "model." + layer, features, features);
        }
        layer(shapes, NetworkPart.T, "model." + layers, channels, features);
        return shapes;
    }

    private void layer(Map<String, List<Integer>> shapes, NetworkPart part, String name, int out, int in) {
        if (is(part)) {
            BinaryUnit.shapes(shapes, name, out, in, bias);
        } else {
            BinaryUnit.conv(shapes, name, out, in, bias);
        }
    }

    private boolean is(NetworkPart part) {
        return binary.contains(part);
    }

    @Override
    public String family() {
        return bias ? "BBCU-deblock" : "BBCU-denoise";
    }

    @Override
    public String task() {
        return bias ? "deblock" : "denoise";
    }

    @Override
    public int scale() {
        return 1;
    }

    @Override
    public Map<String, Object> named() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("family", family());
        named.put("in_nc", channels);
        named.put("out_nc", channels);
        named.put("nc", features);
        named.put("nb", layers);
        named.put("k", k);
        named.put("binary", NetworkPart.named(binary));
        if (studio) {
            named.put("luma", "studio");
        }
        return named;
    }

    @Override
    public Map<String, FloatTensor> initialise(long seed) {
        return BbcuInitialisation.draw(shapes(), name -> true, seed);
    }

    @Override
    public Map<String, Object> notes() {
        return BbcuNotes.notes(shapes());
    }
}
