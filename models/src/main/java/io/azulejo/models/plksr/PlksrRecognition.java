package io.azulejo.models.plksr;

import static io.azulejo.models.plksr.PlksrTensors.ATTENTION;
import static io.azulejo.models.plksr.PlksrTensors.FIRST_MIXER;
import static io.azulejo.models.plksr.PlksrTensors.REFINE;
import static io.azulejo.models.plksr.PlksrTensors.SECOND_MIXER;
import static io.azulejo.models.plksr.PlksrTensors.layer;
import static io.azulejo.models.plksr.PlksrTensors.part;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.network.StateDict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Tells a PLKSR network's hyper-parameters by its tensors' names and shapes, and checks that nothing else is there. */
final class PlksrRecognition {
    private static final Pattern PART = Pattern.compile("feats\\.([1-9]\\d{0,8})\\.(channe_mixer|lk|attn|refine)\\..*");
    private static final Pattern SPARSE = Pattern.compile("feats\\.\\d{1,9}\\.lk\\.convs\\.(\\d{1,2})\\.weight");
    private static final Pattern RECT = Pattern.compile("feats\\.\\d{1,9}\\.lk\\.(mn|nm|nn)_conv\\..*");

    private final Checkpoint checkpoint;
    private final NetworkSettings settings;
    private final StateDict tensors;
    private final Map<String, Object> assumed = new LinkedHashMap<>();

    PlksrRecognition(Checkpoint checkpoint, NetworkSettings settings) {
        this.checkpoint = checkpoint;
        this.settings = settings;
        this.tensors = new StateDict(checkpoint, "PLKSR");
    }

    Recognised recognised() throws ModelException {
        PlksrConfig config;
        try {
            config = config(blocks());
        } catch (IllegalArgumentException e) {
            throw tensors.refused(e.getMessage());
        }
        tensors.mustBe(config.shapes());
        agree(config);
        return new Recognised(config, assumed);
    }

    /** How many blocks there are, none left out. */
    private int blocks() throws ModelException {
        TreeSet<Integer> blocks = new TreeSet<>();
        for (String name : checkpoint.tensors().keySet()) {
            Matcher part = PART.matcher(name);
            if (part.matches()) {
                blocks.add(Integer.parseInt(part.group(1)));
            }
        }
        int expected = 1;
        for (int block : blocks) {
            if (block != expected) {
                throw tensors.refused(
                        "it has tensors of block feats.%d and none of feats.%d".formatted(block, expected));
            }
            expected++;
        }
        return blocks.size();
    }

    private PlksrConfig config(int blocks) throws ModelException {
        int dim = tensors.side(List.of(layer(0) + ".weight", layer(0) + ".bias", part(1, REFINE) + ".weight"), 0)
                .orElseThrow(() -> tensors.refused("it lacks feats.0.weight, the head"));
        int first = inBlocks(blocks, FIRST_MIXER, 2).orElse(3);
        int second = inBlocks(blocks, SECOND_MIXER, 2).orElse(3);
        boolean attention = inBlocks(blocks, ATTENTION, 2).isPresent();
        int scale = scale(layer(blocks + 1) + ".weight");
        LargeKernel kernel = largeKernel(blocks);
        int large = inBlocks(blocks, kernel.branches().get(0).name(), 0).orElse(1);
        boolean identity = identity(kernel);
        return new PlksrConfig(dim, blocks, scale, mixer(first, second), kernel, large, identity, attention);
    }

    private ChannelMixer mixer(int first, int second) throws ModelException {
        for (ChannelMixer mixer : ChannelMixer.values()) {
            if (mixer.first() == first && mixer.second() == second) {
                return mixer;
            }
        }
        throw tensors.refused(
                "its channel mixers are of %dx%d and %dx%d; known are 3x3 and 3x3, 3x3 and 1x1, 1x1 and 3x3"
                        .formatted(first, first, second, second));
    }

    private int scale(String tail) throws ModelException {
        int rows = tensors.side(tail, 0).orElseThrow(() -> tensors.refused("it lacks %s, the tail".formatted(tail)));
        int scale = (int) Math.round(Math.sqrt(rows / 3.0));
        if (3 * scale * scale != rows || scale > 16) {
            throw tensors.refused(
                    "its tail %s has %d rows; 3 r^2 are expected for the scale r, from 1 to 16".formatted(tail, rows));
        }
        return scale;
    }

    private LargeKernel largeKernel(int blocks) throws ModelException {
        int branches = 0;
        boolean rectangular = false;
        for (String name : checkpoint.tensors().keySet()) {
            Matcher sparse = SPARSE.matcher(name);
            branches = sparse.matches() ? Math.max(branches, Integer.parseInt(sparse.group(1)) + 1) : branches;
            rectangular |= RECT.matcher(name).matches();
        }
        OptionalInt dense = inBlocks(blocks, "lk.conv", 2);
        if (dense.isEmpty() && rectangular) {
            return new LargeKernel.RectSparsePlk(
                    inBlocks(blocks, "lk.mn_conv", 2).orElse(9));
        }
        return dense.isEmpty() && branches > 0 ? sparse(blocks, branches) : new LargeKernel.Plk(dense.orElse(1));
    }

    private LargeKernel sparse(int blocks, int branches) throws ModelException {
        List<Integer> sides = new ArrayList<>();
        for (int branch = 0; branch < branches; branch++) {
            sides.add(inBlocks(blocks, "lk.convs." + branch, 2).orElse(1));
        }
        int last = sides.get(branches - 1);
        List<Integer> others = sides.subList(0, branches - 1);
        Optional<List<Integer>> given = settings.integers("sparse_dilations", 1, PlksrFamily.LARGEST_SIDE);
        List<Integer> dilations = given.orElseGet(() -> assumed(others, last));
        if (dilations.size() == branches) {
            return new LargeKernel.SparsePlk(sides, dilations, OptionalInt.empty());
        }
        if (dilations.size() != branches - 1 || others.isEmpty()) {
            throw settings.refused(
                    "sparse_dilations",
                    "the large kernel has %d branches; give a dilation for each, or for all but a last, dense one"
                            .formatted(branches));
        }
        int span = LargeKernel.SparsePlk.span(others, dilations);
        if (span > last) {
            throw settings.refused(
                    "sparse_dilations",
                    "the last branch would be the dense one of %dx%d, but these span %d".formatted(last, last, span));
        }
        return new LargeKernel.SparsePlk(others, dilations, OptionalInt.of(last));
    }

    /** The dilations 1, 2, ...; the last branch is the dense one where it is as large as the others' span. */
    private List<Integer> assumed(List<Integer> others, int last) {
        List<Integer> dilations =
                IntStream.rangeClosed(1, others.size()).boxed().toList();
        boolean dense = others.stream().allMatch(side -> side < last)
                && !others.isEmpty()
                && LargeKernel.SparsePlk.span(others, dilations) <= last;
        List<Integer> all = dense
                ? dilations
                : IntStream.rangeClosed(1, others.size() + 1).boxed().toList();
        assumed.put("sparse_dilations", all);
        return all;
    }

    /** Whether the identity is to be added: not where it already lies in the kernel, nor with rectangles. */
    private boolean identity(LargeKernel kernel) throws ModelException {
        Optional<Boolean> identity = settings.flag("with_idt");
        Optional<Boolean> merged = settings.flag("merged");
        if (kernel instanceof LargeKernel.RectSparsePlk) {
            return false;
        }
        if (identity.isEmpty()) {
            assumed.put("with_idt", false);
        } else if (identity.get() && merged.isEmpty()) {
            assumed.put("merged", false);
        }
        return identity.orElse(false) && !merged.orElse(false);
    }

    /** Checks what the user says of what the file shows. */
    private void agree(PlksrConfig config) throws ModelException {
        settings.agreeOnScale("upscaling_factor", config.scale());
        Optional<Double> ratio = settings.positive("split_ratio");
        if (ratio.isPresent() && (int) (config.dim() * ratio.get()) != config.largeChannels()) {
            throw settings.refused(
                    "split_ratio",
                    "the file shows %d of %d channels in the large kernel"
                            .formatted(config.largeChannels(), config.dim()));
        }
        Map<String, Object> known = config.named();
        known.put("is_coreml", settings.flag("is_coreml").orElse(false));
        if (!known.containsKey("kernel_size")) {
            // It sets the size of a merged kernel only.
            settings.integer("kernel_size", 1, PlksrFamily.LARGEST_SIDE);
        }
        settings.agree(known);
    }

    /** A side of a part's weight in the first block that has it as it must be, in rank at least. */
    private OptionalInt inBlocks(int blocks, String part, int side) {
        return tensors.side(
                IntStream.rangeClosed(1, blocks)
                        .mapToObj(block -> part(block, part) + ".weight")
                        .toList(),
                side);
    }
}
