package io.azulejo.models.plksr;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.network.Family;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** PLKSR among the families; what settings leave out is as in the published main network. */
public final class PlksrFamily implements Family {
    static final int LARGEST_SIDE = 255;
    static final int MOST_CHANNELS = 4096;

    private static final int LARGEST_SCALE = 16;
    private static final int PUBLISHED_DIM = 64;
    private static final int PUBLISHED_BLOCKS = 28;
    private static final int PUBLISHED_KERNEL = 17;
    private static final double PUBLISHED_RATIO = 0.25;
    private static final List<Integer> PUBLISHED_SPARSE = List.of(5, 5, 5, 5);
    private static final List<Integer> PUBLISHED_DILATIONS = List.of(1, 2, 3, 4);

    @Override
    public List<String> names() {
        return List.of("PLKSR");
    }

    @Override
    public boolean detects(Set<String> tensors) {
        return tensors.stream().anyMatch(name -> name.startsWith("feats."));
    }

    @Override
    public Recognised infer(Checkpoint checkpoint, NetworkSettings settings) throws ModelException {
        return new PlksrRecognition(checkpoint, settings).recognised();
    }

    @Override
    public Network build(String name, NetworkSettings settings) throws ModelException {
        int dim = settings.integer("dim", 1, MOST_CHANNELS).orElse(PUBLISHED_DIM);
        double ratio = settings.positive("split_ratio").orElse(PUBLISHED_RATIO);
        boolean identity = settings.flag("with_idt").orElse(false);
        OptionalInt scale = settings.scale("upscaling_factor", 1, LARGEST_SCALE);
        try {
            PlksrConfig config = new PlksrConfig(
                    dim,
                    settings.integer("n_blocks", 0, 1000).orElse(PUBLISHED_BLOCKS),
                    scale.orElseThrow(() -> NetworkSettings.missing("upscaling_factor", "2, 3 or 4 as published")),
                    ChannelMixer.valueOf(
                            settings.word("ccm_type", ChannelMixer.names()).orElse(ChannelMixer.DCCM.name())),
                    largeKernel(settings),
                    (int) (dim * ratio),
                    identity,
                    settings.flag("use_ea").orElse(true));
            settings.agree(config.named());
            return config;
        } catch (IllegalArgumentException e) {
            throw new ModelException("there is no such PLKSR network: " + e.getMessage(), e);
        }
    }

    private static LargeKernel largeKernel(NetworkSettings settings) throws ModelException {
        String type = settings.word("lk_type", List.of("PLK", "SparsePLK", "RectSparsePLK"))
                .orElse("PLK");
        int side = settings.integer("kernel_size", 1, LARGEST_SIDE).orElse(PUBLISHED_KERNEL);
        return switch (type) {
            case "SparsePLK" -> {
                List<Integer> kernels =
                        settings.integers("sparse_kernels", 1, LARGEST_SIDE).orElse(PUBLISHED_SPARSE);
                List<Integer> dilations =
                        settings.integers("sparse_dilations", 1, LARGEST_SIDE).orElse(PUBLISHED_DILATIONS);
                yield settings.flag("use_max_kernel").orElse(false)
                        ? LargeKernel.SparsePlk.withMax(kernels, dilations, side)
                        : new LargeKernel.SparsePlk(kernels, dilations, OptionalInt.empty());
            }
            case "RectSparsePLK" -> new LargeKernel.RectSparsePlk(side);
            default -> new LargeKernel.Plk(side);
        };
    }
}
