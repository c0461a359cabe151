package io.azulejo.models.plksr;

import static io.azulejo.models.plksr.PlksrTensors.ATTENTION;
import static io.azulejo.models.plksr.PlksrTensors.FIRST_MIXER;
import static io.azulejo.models.plksr.PlksrTensors.LARGE_KERNEL;
import static io.azulejo.models.plksr.PlksrTensors.REFINE;
import static io.azulejo.models.plksr.PlksrTensors.SECOND_MIXER;
import static io.azulejo.models.plksr.PlksrTensors.layer;
import static io.azulejo.models.plksr.PlksrTensors.part;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.StoredTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells a PLKSR network's hyper-parameters by its tensors' names and shapes, and checks that nothing else is there. */
final class Recognition {
    private static final Pattern PART = Pattern.compile("feats\\.([1-9]\\d{0,8})\\.(channe_mixer|lk|attn|refine)\\..*");
    private static final int MOST_LISTED = 20;

    private final Checkpoint checkpoint;

    private Recognition(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    static PlksrConfig of(Checkpoint checkpoint, boolean identity) throws ModelException {
        Recognition recognition = new Recognition(checkpoint);
        recognition.refuseOthers();
        PlksrConfig config = recognition.config(identity);
        recognition.compare(PlksrTensors.shapes(config));
        return config;
    }

    /** Names what the file looks like where it is no PLKSR network of this kind at all. */
    private void refuseOthers() throws ModelException {
        boolean ours = false;
        for (String name : checkpoint.tensors().keySet()) {
            ours |= name.startsWith("feats.");
            if (name.contains(".channel_mixer.") || name.matches("feats\\.\\d+\\.norm\\..*")) {
                throw refused("it looks like RealPLKSR (tensor %s), which is another network: bring it as ONNX"
                        .formatted(ModelException.quote(name)));
            }
            if (name.matches("feats\\.\\d+\\.lk\\.(convs\\..*|(mn|nm|nn)_conv\\..*)")) {
                throw refused("its large kernel is sparse (tensor %s), which is not in this version: merge it first"
                        .formatted(ModelException.quote(name)));
            }
        }
        if (!ours) {
            String first = checkpoint.tensors().keySet().stream()
                    .limit(3)
                    .map(ModelException::quote)
                    .collect(Collectors.joining(", "));
            throw refused("it has no tensor feats.0.weight; its first are " + first);
        }
    }

    private PlksrConfig config(boolean identity) throws ModelException {
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
                throw refused("it has tensors of block feats.%d and none of feats.%d".formatted(block, expected));
            }
            expected++;
        }
        int dim = side(layer(0) + ".weight", 0)
                .or(() -> side(layer(0) + ".bias", 0))
                .or(() -> side(part(1, REFINE) + ".weight", 0))
                .orElseThrow(() -> refused("it lacks feats.0.weight, the head"));
        int first = inBlocks(blocks.size(), FIRST_MIXER, 2).orElse(3);
        int second = inBlocks(blocks.size(), SECOND_MIXER, 2).orElse(3);
        boolean attention = inBlocks(blocks.size(), ATTENTION, 2).isPresent();
        int kernel = inBlocks(blocks.size(), LARGE_KERNEL, 2).orElse(1);
        int large = inBlocks(blocks.size(), LARGE_KERNEL, 0).orElse(1);
        int scale = scale(layer(blocks.size() + 1) + ".weight");
        try {
            return new PlksrConfig(dim, blocks.size(), scale, mixer(first, second), kernel, large, identity, attention);
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private ChannelMixer mixer(int first, int second) throws ModelException {
        for (ChannelMixer mixer : ChannelMixer.values()) {
            if (mixer.first() == first && mixer.second() == second) {
                return mixer;
            }
        }
        throw refused("its channel mixers are of %dx%d and %dx%d; known are 3x3 and 3x3, 3x3 and 1x1, 1x1 and 3x3"
                .formatted(first, first, second, second));
    }

    private int scale(String tail) throws ModelException {
        int rows = side(tail, 0).orElseThrow(() -> refused("it lacks %s, the tail".formatted(tail)));
        int scale = (int) Math.round(Math.sqrt(rows / 3.0));
        if (3 * scale * scale != rows || scale > 16) {
            throw refused(
                    "its tail %s has %d rows; 3 r^2 are expected for the scale r, from 1 to 16".formatted(tail, rows));
        }
        return scale;
    }

    /** A side of a part's weight in the first block that has it as it must be, in rank at least. */
    private Optional<Integer> inBlocks(int blocks, String part, int side) {
        for (int block = 1; block <= blocks; block++) {
            Optional<Integer> found = side(part(block, part) + ".weight", side);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Integer> side(String name, int side) {
        return Optional.ofNullable(checkpoint.tensors().get(name))
                .map(StoredTensor::shape)
                .filter(shape -> shape.size() > side)
                .map(shape -> shape.get(side));
    }

    /** One error for all that is missing, extra or of another shape. */
    private void compare(Map<String, List<Integer>> expected) throws ModelException {
        List<String> findings = new ArrayList<>();
        expected.forEach((name, shape) -> {
            StoredTensor tensor = checkpoint.tensors().get(name);
            if (tensor == null) {
                findings.add("%s is missing".formatted(name));
            } else if (!tensor.shape().equals(shape)) {
                findings.add("%s is %s and must be %s".formatted(name, tensor.shape(), shape));
            }
        });
        for (String name : checkpoint.tensors().keySet()) {
            if (!expected.containsKey(name)) {
                findings.add("%s is none of its tensors".formatted(ModelException.quote(name)));
            }
        }
        if (!findings.isEmpty()) {
            String more = findings.size() > MOST_LISTED ? "; and %d more".formatted(findings.size() - MOST_LISTED) : "";
            throw refused(findings.stream().limit(MOST_LISTED).collect(Collectors.joining("; ")) + more);
        }
    }

    private ModelException refused(String why) {
        return new ModelException("%s is not a PLKSR network: %s".formatted(checkpoint.what(), why));
    }
}
