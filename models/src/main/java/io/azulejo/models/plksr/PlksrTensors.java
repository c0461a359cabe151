package io.azulejo.models.plksr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and shapes of a network's tensors, as the authors' state dict has them; the misspelling is theirs. */
final class PlksrTensors {
    static final String FIRST_MIXER = "channe_mixer.0";
    static final String SECOND_MIXER = "channe_mixer.2";
    static final String ATTENTION = "attn.f.0";
    static final String REFINE = "refine";

    private PlksrTensors() {}

    /** The name of a layer: 0 is the head, 1 to n the blocks, n + 1 the tail. */
    static String layer(int index) {
        return "feats." + index;
    }

    /** The name of a part of a block, 1 to n. */
    static String part(int block, String part) {
        return layer(block) + "." + part;
    }

    /** Every tensor with its shape, in the order of the state dict. */
    static Map<String, List<Integer>> shapes(PlksrConfig config) {
        int dim = config.dim();
        int large = config.largeChannels();
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        conv(shapes, layer(0), dim, 3, 3);
        for (int block = 1; block <= config.blocks(); block++) {
            conv(shapes, part(block, FIRST_MIXER), 2 * dim, dim, config.mixer().first());
            conv(shapes, part(block, SECOND_MIXER), dim, 2 * dim, config.mixer().second());
            for (LargeKernel.Branch branch : config.largeKernel().branches()) {
                conv(shapes, part(block, branch.name()), large, large, branch.high(), branch.wide());
            }
            if (config.attention()) {
                conv(shapes, part(block, ATTENTION), dim, dim, 3);
            }
            conv(shapes, part(block, REFINE), dim, dim, 1);
        }
        conv(shapes, layer(config.blocks() + 1), 3 * config.scale() * config.scale(), dim, 3);
        return shapes;
    }

    private static void conv(Map<String, List<Integer>> shapes, String name, int out, int in, int side) {
        conv(shapes, name, out, in, side, side);
    }

    private static void conv(Map<String, List<Integer>> shapes, String name, int out, int in, int high, int wide) {
        shapes.put(name + ".weight", List.of(out, in, high, wide));
        shapes.put(name + ".bias", List.of(out));
    }
}
