package io.azulejo.models.plksr;

import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.Network;
import io.azulejo.models.onnx.OnnxModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hyper-parameters of a PLKSR network.
 *
 * @param dim channels of the features
 * @param blocks how many
 * @param scale enlargement of each side: 1 to 16, in practice 2, 3 or 4
 * @param mixer the channel mixer of every block
 * @param largeKernel the large kernel of every block
 * @param largeChannels how many of the channels, from the first on, go through the large kernel
 * @param identity whether the large kernel's untouched input is added to its output
 * @param attention whether every block has element-wise attention
 */
public record PlksrConfig(
        int dim,
        int blocks,
        int scale,
        ChannelMixer mixer,
        LargeKernel largeKernel,
        int largeChannels,
        boolean identity,
        boolean attention)
        implements Network {
    private static final int LARGEST_KERNEL = 255;

    /** @throws IllegalArgumentException if no network has these hyper-parameters */
    public PlksrConfig {
        require(dim >= 1 && dim <= 4096, "dim", dim, "from 1 to 4096");
        require(blocks >= 0 && blocks <= 1000, "n_blocks", blocks, "from 0 to 1000");
        require(scale >= 1 && scale <= 16, "upscaling_factor", scale, "from 1 to 16");
        require(
                largeChannels >= 1 && largeChannels <= dim,
                "channels of the large kernel",
                largeChannels,
                "from 1 to dim");
        require(
                !identity || !(largeKernel instanceof LargeKernel.RectSparsePlk),
                "with_idt",
                identity,
                "false with RectSparsePLK");
    }

    /** A network whose large kernel is one dense convolution of {@code kernel} taps a side ("PLK"). */
    public PlksrConfig(
            int dim,
            int blocks,
            int scale,
            ChannelMixer mixer,
            int kernel,
            int largeChannels,
            boolean identity,
            boolean attention) {
        this(dim, blocks, scale, mixer, new LargeKernel.Plk(kernel), largeChannels, identity, attention);
    }

    static void require(boolean right, String name, Object value, String expected) {
        if (!right) {
            throw new IllegalArgumentException("%s is %s; it must be %s".formatted(name, value, expected));
        }
    }

    static void requireOdd(String name, int value) {
        require(
                value >= 1 && value <= LARGEST_KERNEL && value % 2 == 1,
                name,
                value,
                "odd, from 1 to " + LARGEST_KERNEL);
    }

    @Override
    public String family() {
        return "PLKSR";
    }

    @Override
    public String task() {
        return "super-resolution";
    }

    @Override
    public int channels() {
        return PlksrGraph.COLOURS;
    }

    /**
     * How far, in input pixels, an output sample depends on the input.
     *
     * <p>Head and tail reach one each; a block reaches as far as its mixer, its large kernel and, with attention, one
     * more 3x3 convolution.
     */
    public int radius() {
        return 2 + blocks * (mixer.radius() + largeKernel.radius() + (attention ? 1 : 0));
    }

    @Override
    public Map<String, Object> named() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("family", family());
        named.put("dim", dim);
        named.put("n_blocks", blocks);
        named.put("upscaling_factor", scale);
        named.put("ccm_type", mixer.name());
        largeKernel.name(named);
        named.put("split_ratio", splitRatio());
        named.put("lk_type", largeKernel.type());
        named.put("with_idt", identity);
        named.put("use_ea", attention);
        return named;
    }

    @Override
    public Map<String, List<Integer>> shapes() {
        return PlksrTensors.shapes(this);
    }

    @Override
    public OnnxModel graph(Map<String, FloatTensor> weights) {
        return PlksrGraph.graph(this, weights);
    }

    @Override
    public Map<String, FloatTensor> initialise(long seed) {
        return PlksrInitialisation.draw(this, seed);
    }

    /** Where the large kernel has branches, whether they are run as such or as the one kernel that is their sum. */
    @Override
    public Map<String, Object> notes() {
        int branches = largeKernel.branches().size();
        if (branches == 1) {
            return Map.of();
        }
        LargeKernel.Branch dense = largeKernel.dense();
        String whole = "%dx%d (%d taps)".formatted(dense.high(), dense.wide(), (long) dense.high() * dense.wide());
        String parts = "%d branches (%d taps)".formatted(branches, largeKernel.taps());
        return Map.of(
                "largeKernel",
                largeKernel.foldsIntoDense()
                        ? "one dense kernel of %s, the sum of %s".formatted(whole, parts)
                        : "%s; one dense kernel of %s would cost more".formatted(parts, whole));
    }

    /** The least ratio whose product with {@code dim}, truncated as the authors' code does, is {@code largeChannels}. */
    private double splitRatio() {
        double ratio = (double) largeChannels / dim;
        while ((int) (dim * ratio) < largeChannels) {
            ratio = Math.nextUp(ratio);
        }
        return ratio;
    }
}
