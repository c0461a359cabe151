package io.azulejo.models.plksr;

import static io.azulejo.models.plksr.PlksrTensors.ATTENTION;
import static io.azulejo.models.plksr.PlksrTensors.FIRST_MIXER;
import static io.azulejo.models.plksr.PlksrTensors.LARGE_KERNEL;
import static io.azulejo.models.plksr.PlksrTensors.REFINE;
import static io.azulejo.models.plksr.PlksrTensors.SECOND_MIXER;
import static io.azulejo.models.plksr.PlksrTensors.layer;
import static io.azulejo.models.plksr.PlksrTensors.part;

import io.azulejo.models.ModelException;
import io.azulejo.models.card.Card;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.checkpoint.StoredTensor;
import io.azulejo.models.graph.GraphBuilder;
import io.azulejo.models.graph.Value;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.store.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds PLKSR networks as models. Source: arXiv 2404.11848 and the authors' code, github.com/dslisleedh/PLKSR. */
public final class Plksr {
    private static final int COLOURS = 3;

    private Plksr() {}

    /**
     * A network from a file of weights; all but {@code identity} is told by the tensors' names and shapes.
     *
     * @param name what the user calls the model
     * @param identity whether the large kernel's untouched input is added to its output (the authors' {@code with_idt});
     *     false for every published file, and for one whose identity has been merged into the kernel
     * @throws ModelException if the tensors are not those of one such network: one line with all that do not fit; or
     *     their numbers are not finite floats
     */
    public static Model of(String name, Checkpoint checkpoint, boolean identity) throws ModelException {
        PlksrConfig config = Recognition.of(checkpoint, identity);
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (StoredTensor tensor : checkpoint.tensors().values()) {
            weights.put(tensor.name(), tensor.dense());
        }
        return model(name, config, weights);
    }

    /**
     * A network with random weights, drawn as the authors' code draws them: normal with standard deviation 0.02,
     * the first convolution of each mixer and all biases uniform within 1/sqrt(fan in). The same seed gives the same
     * bytes. Its card has the radius and no halo.
     */
    public static Model random(PlksrConfig config, long seed) {
        return model("plksr-random-" + seed, config, Initialisation.draw(config, seed));
    }

    private static Model model(String name, PlksrConfig config, Map<String, FloatTensor> weights) {
        Card card = Card.of(name, "super-resolution", config.scale(), COLOURS).withConfig(config.named());
        return Model.of(network(config, weights), card);
    }

    private static OnnxModel network(PlksrConfig config, Map<String, FloatTensor> weights) {
        GraphBuilder g = new GraphBuilder(config.identity() ? merged(config, weights) : weights);
        Value x = g.input(COLOURS);
        Value f = g.conv(x, layer(0));
        for (int block = 1; block <= config.blocks(); block++) {
            Value t = g.conv(g.gelu(g.conv(f, part(block, FIRST_MIXER))), part(block, SECOND_MIXER));
            t = largeKernel(g, t, config, part(block, LARGE_KERNEL));
            if (config.attention()) {
                t = g.mul(t, g.sigmoid(g.conv(t, part(block, ATTENTION))));
            }
            f = g.add(f, g.conv(t, part(block, REFINE)));
        }
        Value o = g.conv(f, layer(config.blocks() + 1));
        int r = config.scale();
        Value y = g.pixelShuffle(g.add(o, g.repeatChannels(x, r * r)), r);
        return g.finish(y, r, "PLKSR");
    }

    /** Only the first channels go through the large kernel. */
    private static Value largeKernel(GraphBuilder g, Value t, PlksrConfig config, String name) {
        if (config.largeChannels() == config.dim()) {
            return g.conv(t, name);
        }
        List<Value> parts = g.split(t, config.largeChannels());
        return g.concat(g.conv(parts.get(0), name), parts.get(1));
    }

    /** The weights with the identity inside the large kernels: 1 at the centre tap from each channel to itself. */
    private static Map<String, FloatTensor> merged(PlksrConfig config, Map<String, FloatTensor> weights) {
        Map<String, FloatTensor> merged = new LinkedHashMap<>(weights);
        int channels = config.largeChannels();
        int taps = config.kernel() * config.kernel();
        for (int block = 1; block <= config.blocks(); block++) {
            merged.computeIfPresent(part(block, LARGE_KERNEL) + ".weight", (name, kernel) -> {
                float[] values = kernel.toArray();
                for (int channel = 0; channel < channels; channel++) {
                    values[(channel * channels + channel) * taps + taps / 2] += 1;
                }
                return FloatTensor.of(values, channels, channels, config.kernel(), config.kernel());
            });
        }
        return merged;
    }
}
