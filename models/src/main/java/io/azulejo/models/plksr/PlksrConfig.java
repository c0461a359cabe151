package io.azulejo.models.plksr;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hyper-parameters of a PLKSR network whose large kernel is one dense convolution ("PLK").
 *
 * @param dim channels of the features
 * @param blocks how many
 * @param scale enlargement of each side: 1 to 16, in practice 2, 3 or 4
 * @param mixer the channel mixer of every block
 * @param kernel side of the large kernel; odd
 * @param largeChannels how many of the channels, from the first on, go through the large kernel
 * @param identity whether the large kernel's untouched input is added to its output
 * @param attention whether every block has element-wise attention
 */
public record PlksrConfig(
        int dim,
        int blocks,
        int scale,
        ChannelMixer mixer,
        int kernel,
        int largeChannels,
        boolean identity,
        boolean attention) {
    /** @throws IllegalArgumentException if no network has these hyper-parameters */
    public PlksrConfig {
        require(dim >= 1 && dim <= 4096, "dim", dim, "from 1 to 4096");
        require(blocks >= 0 && blocks <= 1000, "n_blocks", blocks, "from 0 to 1000");
        require(scale >= 1 && scale <= 16, "upscaling_factor", scale, "from 1 to 16");
        require(kernel >= 1 && kernel <= 255 && kernel % 2 == 1, "kernel_size", kernel, "odd, from 1 to 255");
        require(
                largeChannels >= 1 && largeChannels <= dim,
                "channels of the large kernel",
                largeChannels,
                "from 1 to dim");
    }

    private static void require(boolean right, String name, int value, String expected) {
        if (!right) {
            throw new IllegalArgumentException("%s is %d; it must be %s".formatted(name, value, expected));
        }
    }

    /**
     * How far, in input pixels, an output sample depends on the input.
     *
     * <p>Head and tail reach one each; a block reaches as far as its mixer, its large kernel and, with attention, one
     * more 3x3 convolution.
     */
    public int radius() {
        return 2 + blocks * (mixer.radius() + kernel / 2 + (attention ? 1 : 0));
    }

    /** The hyper-parameters under the authors' names, as a card holds them. */
    public Map<String, Object> named() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("family", "PLKSR");
        named.put("dim", dim);
        named.put("n_blocks", blocks);
        named.put("upscaling_factor", scale);
        named.put("ccm_type", mixer.name());
        named.put("kernel_size", kernel);
        named.put("split_ratio", splitRatio());
        named.put("lk_type", "PLK");
        named.put("with_idt", identity);
        named.put("use_ea", attention);
        return named;
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
