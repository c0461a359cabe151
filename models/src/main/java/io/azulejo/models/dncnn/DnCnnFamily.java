package io.azulejo.models.dncnn;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.network.Family;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** DnCNN among the families; what settings leave out is as in KAIR's published network for colour. */
public final class DnCnnFamily implements Family {
    static final List<String> SEQUENCES = List.of("model", "dncnn");
    static final int MOST_LAYERS = 1000;
    static final int LEAST_LAYERS = 3;
    static final int LARGEST_SIDE = 255;

    private static final int MOST_CHANNELS = 4096;
    private static final int PUBLISHED_FEATURES = 64;
    private static final int PUBLISHED_LAYERS = 20;
    private static final int SIDE = 3;
    private static final Pattern SIGMA = Pattern.compile("\\d{1,3}(\\.\\d{1,3})?(-\\d{1,3}(\\.\\d{1,3})?)?");

    @Override
    public List<String> names() {
        return List.of(DnCnn.FAMILY);
    }

    @Override
    public boolean detects(Set<String> tensors) {
        return SEQUENCES.stream().anyMatch(sequence -> isOne(sequence, tensors));
    }

    /**
     * Whether there is a sequence of convolutions that are not numbered one after the other: what stands between them is
     * counted too. A sequence of nothing but convolutions is another family's.
     */
    static boolean isOne(String sequence, Set<String> tensors) {
        boolean begins = holds(tensors, sequence, 0) && holds(tensors, sequence, 2);
        boolean third = holds(tensors, sequence, 3);
        boolean fourth = holds(tensors, sequence, 4);
        boolean fifth = holds(tensors, sequence, 5);
        return begins
                && (tensors.contains(sequence + ".3.running_mean") || (third ? fifth && !fourth : fourth || fifth));
    }

    private static boolean holds(Set<String> tensors, String sequence, int index) {
        return tensors.contains("%s.%d.weight".formatted(sequence, index));
    }

    @Override
    public Recognised infer(Checkpoint checkpoint, NetworkSettings settings) throws ModelException {
        return new DnCnnRecognition(checkpoint, settings).recognised();
    }

    @Override
    public Network build(String name, NetworkSettings settings) throws ModelException {
        String mode = mode(settings).orElse("R");
        boolean normalised = mode.startsWith("B");
        boolean merged = settings.flag("merged").orElse(false);
        if (normalised && merged) {
            throw settings.refused("merged", "act_mode %s has normalisations, which are not merged".formatted(mode));
        }
        BiasPlacement biases =
                BiasPlacement.of(settings.word("bias", BiasPlacement.words()).orElse(BiasPlacement.ALL.word()));
        int channels = settings.integer("in_nc", 1, 3).orElse(3);
        if (channels == 2) {
            throw settings.refused("in_nc", "it must be 1 (grey) or 3 (RGB)");
        }
        int side = settings.integer("kernel_size", 1, LARGEST_SIDE).orElse(SIDE);
        if (side % 2 == 0) {
            throw settings.refused("kernel_size", "it must be odd");
        }
        Network network = new DnCnn(
                settings.word("sequence", SEQUENCES).orElse(SEQUENCES.get(0)),
                channels,
                settings.integer("nc", 1, MOST_CHANNELS).orElse(PUBLISHED_FEATURES),
                settings.integer("nb", LEAST_LAYERS, MOST_LAYERS).orElse(PUBLISHED_LAYERS),
                side,
                normalised ? NormalisationForm.NORMALISED : merged ? NormalisationForm.MERGED : NormalisationForm.PLAIN,
                mode.endsWith("L"),
                biases,
                normalised ? settings.positive("eps").orElse(biases.eps()) : 0,
                sigma(settings).orElse(DnCnn.UNKNOWN));
        settings.agree(network.named());
        return network;
    }

    /** KAIR's word for what follows a convolution: B for batch normalisation, R for ReLU, L for LeakyReLU. */
    static Optional<String> mode(NetworkSettings settings) throws ModelException {
        return settings.word("act_mode", List.of("R", "BR", "L", "BL"));
    }

    /** The noise that the network was trained on: a number, or a range such as {@code 0-55}. */
    static Optional<String> sigma(NetworkSettings settings) throws ModelException {
        Optional<String> text = settings.text("sigma");
        if (text.isPresent()
                && !text.get().equals(DnCnn.UNKNOWN)
                && !SIGMA.matcher(text.get()).matches()) {
            throw settings.refused("sigma", "it must be a number of 0..255, or a range such as 0-55");
        }
        return text;
    }
}
