package io.azulejo.models.dncnn;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.graph.GraphBuilder;
import io.azulejo.models.graph.Value;
import io.azulejo.models.network.Network;
import io.azulejo.models.onnx.OnnxModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * DnCNN: a sequence of convolutions that predicts the noise, which is subtracted from the picture. Source: arXiv
 * 1608.03981, section 3; layers and their numbers as in KAIR, models/network_dncnn.py and models/basicblock.py.
 *
 * @param sequence what the layers' names begin with: {@code model} or {@code dncnn}
 * @param channels of the picture: 1 or 3
 * @param features channels within
 * @param layers convolutions, head and tail among them: 3 or more
 * @param side of every kernel, odd
 * @param form what stands between two convolutions
 * @param leaky whether the activation is LeakyReLU of slope 0.2 and not ReLU
 * @param biases which convolutions have one
 * @param eps what is added to a variance; of no account without normalisations
 * @param sigma standard deviation of the noise that it was trained on, of 0..255, or {@link #UNKNOWN}
 */
record DnCnn(
        String sequence,
        int channels,
        int features,
        int layers,
        int side,
        NormalisationForm form,
        boolean leaky,
        BiasPlacement biases,
        double eps,
        String sigma)
        implements Network {
    static final String FAMILY = "DnCNN";
    static final String UNKNOWN = "unknown";

    private static final float SLOPE = 0.2f;

    @Override
    public OnnxModel graph(Map<String, FloatTensor> weights) {
        GraphBuilder g = new GraphBuilder(folded(weights));
        Value x = g.input(channels);
        Value f = x;
        for (int layer = 0; layer < layers - 1; layer++) {
            Value v = g.conv(f, name(layer));
            f = leaky ? g.leakyRelu(v, SLOPE) : g.relu(v);
        }
        return g.finish(g.sub(x, g.conv(f, name(layers - 1))), 1, FAMILY);
    }

    /** Every normalisation goes into the convolution before it; it costs nothing when pictures are restored. */
    private Map<String, FloatTensor> folded(Map<String, FloatTensor> weights) {
        Map<String, FloatTensor> folded = new LinkedHashMap<>(weights);
        for (int layer = 1; layer < layers - 1 && form == NormalisationForm.NORMALISED; layer++) {
            BatchNorm.of(weights, normalisation(layer), eps).fold(folded, name(layer));
        }
        return folded;
    }

    @Override
    public void check(String what, Map<String, FloatTensor> weights) throws ModelException {
        for (int layer = 1; layer < layers - 1 && form == NormalisationForm.NORMALISED; layer++) {
            BatchNorm.check(what, weights, normalisation(layer));
        }
    }

    @Override
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (int layer = 0; layer < layers; layer++) {
            int in = layer == 0 ? channels : features;
            int out = layer == layers - 1 ? channels : features;
            shapes.put(name(layer) + ".weight", List.of(out, in, side, side));
            if (biases.has(layer)) {
                shapes.put(name(layer) + ".bias", List.of(out));
            }
            if (form == NormalisationForm.NORMALISED && layer > 0 && layer < layers - 1) {
                BatchNorm.shapes(shapes, normalisation(layer), features);
            }
        }
        return shapes;
    }

    private String name(int layer) {
        return "%s.%d".formatted(sequence, form.index(layer));
    }

    private String normalisation(int layer) {
        return "%s.%d".formatted(sequence, form.index(layer) + 1);
    }

    @Override
    public String family() {
        return FAMILY;
    }

    @Override
    public String task() {
        return "denoise";
    }

    @Override
    public int scale() {
        return 1;
    }

    @Override
    public Map<String, Object> named() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("family", FAMILY);
        named.put("in_nc", channels);
        named.put("out_nc", channels);
        named.put("nc", features);
        named.put("nb", layers);
        named.put("act_mode", (form == NormalisationForm.NORMALISED ? "B" : "") + (leaky ? "L" : "R"));
        named.put("kernel_size", side);
        named.put("bias", biases.word());
        named.put("sequence", sequence);
        if (form == NormalisationForm.NORMALISED) {
            named.put("eps", eps);
        } else {
            named.put("merged", form == NormalisationForm.MERGED);
        }
        named.put("sigma", sigma);
        return named;
    }

    @Override
    public Map<String, FloatTensor> initialise(long seed) {
        return DnCnnInitialisation.draw(shapes(), seed);
    }

    @Override
    public Map<String, Object> notes() {
        return Map.of(
                "degradation",
                sigma.equals(UNKNOWN)
                        ? "noise of a strength that the file of weights does not say"
                        : "Gaussian noise, sigma " + sigma);
    }
}
