package io.azulejo.models.plksr;

import static io.azulejo.models.plksr.PlksrTensors.ATTENTION;
import static io.azulejo.models.plksr.PlksrTensors.FIRST_MIXER;
import static io.azulejo.models.plksr.PlksrTensors.REFINE;
import static io.azulejo.models.plksr.PlksrTensors.SECOND_MIXER;
import static io.azulejo.models.plksr.PlksrTensors.layer;
import static io.azulejo.models.plksr.PlksrTensors.part;

import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.graph.GraphBuilder;
import io.azulejo.models.graph.Value;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.plksr.LargeKernel.Branch;
import java.util.List;
import java.util.Map;

/** PLKSR as a graph. Source: arXiv 2404.11848 and the authors' code, github.com/dslisleedh/PLKSR. */
final class PlksrGraph {
    static final int COLOURS = 3;

    private PlksrGraph() {}

    static OnnxModel graph(PlksrConfig config, Map<String, FloatTensor> weights) {
        ConvolutionFolding folding = new ConvolutionFolding(config);
        GraphBuilder g = new GraphBuilder(folding.fold(weights));
        Value x = g.input(COLOURS);
        Value f = g.conv(x, layer(0));
        for (int block = 1; block <= config.blocks(); block++) {
            Value t = g.conv(g.gelu(g.conv(f, part(block, FIRST_MIXER))), part(block, SECOND_MIXER));
            t = partial(g, t, config.largeChannels(), folding.branches(), block);
            if (config.attention()) {
                t = g.mul(t, g.sigmoid(g.conv(t, part(block, ATTENTION))));
            }
            f = g.add(f, g.conv(t, part(block, REFINE)));
        }
        Value o = g.conv(f, layer(config.blocks() + 1));
        int r = config.scale();
        Value y = g.pixelShuffle(g.add(o, g.repeatChannels(x, r * r)), r);
        return g.finish(y, r, config.family());
    }

    /** Only the first channels go through the large kernel. */
    private static Value partial(GraphBuilder g, Value t, int channels, List<Branch> branches, int block) {
        if (channels == t.channels()) {
            return largeKernel(g, t, branches, block);
        }
        List<Value> parts = g.split(t, channels);
        return g.concat(largeKernel(g, parts.get(0), branches, block), parts.get(1));
    }

    private static Value largeKernel(GraphBuilder g, Value u, List<Branch> branches, int block) {
        return branches.stream()
                .map(branch -> g.conv(u, part(block, branch.name()), branch.dilation()))
                .reduce(g::add)
                .orElseThrow();
    }
}
