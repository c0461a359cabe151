package io.azulejo.models.bbcu;

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

/** BBCU among the families; what settings leave out is as published. */
public final class BbcuFamily implements Family {
    static final double PUBLISHED_K = 130;
    static final Set<NetworkPart> SR_PARTS =
            NetworkPart.of(List.of(NetworkPart.H, NetworkPart.B, NetworkPart.U, NetworkPart.T));
    static final Set<NetworkPart> DENOISE_PARTS = NetworkPart.of(List.of(NetworkPart.H, NetworkPart.B, NetworkPart.T));

    static final String FULL = "full";
    static final String STUDIO = "studio";

    private static final int MOST_CHANNELS = 4096;
    private static final int MOST_LAYERS = 1000;
    private static final int PUBLISHED_FEATURES = 64;
    private static final int PUBLISHED_BLOCKS = 16;
    private static final int PUBLISHED_LAYERS = 20;
    private static final Set<NetworkPart> BODY = NetworkPart.of(List.of(NetworkPart.B));
    private static final Set<NetworkPart> BODY_AND_UP = NetworkPart.of(List.of(NetworkPart.B, NetworkPart.U));

    /** That of a network for super-resolution with nothing binary, whose names are less telling. */
    private static final Pattern FULL_PRECISION = Pattern.compile("body\\.\\d+\\.conv1\\.weight");

    @Override
    public List<String> names() {
        return List.of("BBCU-L", "BBCU-M", "BBCU-denoise", "BBCU-deblock");
    }

    @Override
    public boolean detects(Set<String> tensors) {
        return layered(tensors)
                || tensors.stream()
                        .anyMatch(name -> name.endsWith(BinaryUnit.CONV + ".weight")
                                || FULL_PRECISION.matcher(name).matches());
    }

    /**
     * Whether there are layers of convolutions alone, numbered one after the other. DnCNN, the same network otherwise,
     * counts what stands between them too.
     */
    private static boolean layered(Set<String> tensors) {
        boolean third = tensors.contains("model.3.weight");
        boolean fourth = tensors.contains("model.4.weight");
        boolean fifth = tensors.contains("model.5.weight");
        return tensors.contains("model.2.weight")
                && !tensors.contains("model.3.running_mean")
                && (third ? fourth || !fifth : !fourth && !fifth);
    }

    @Override
    public Recognised infer(Checkpoint checkpoint, NetworkSettings settings) throws ModelException {
        boolean layers = checkpoint.tensors().keySet().stream().anyMatch(name -> name.startsWith("model."));
        return new BbcuRecognition(checkpoint, settings).recognised(layers);
    }

    @Override
    public Network build(String name, NetworkSettings settings) throws ModelException {
        Network network = switch (name) {
            case "BBCU-L" -> superResolution(settings, BODY);
            case "BBCU-M" -> superResolution(settings, BODY_AND_UP);
            case "BBCU-denoise" -> layered(settings, false, 3);
            default -> layered(settings, true, 1);
        };
        settings.agree(network.named());
        return network;
    }

    private static BbcuSr superResolution(NetworkSettings settings, Set<NetworkPart> published) throws ModelException {
        int scale = settings.scale("upscale", 2, 4).orElseThrow(() -> NetworkSettings.missing("upscale", "2, 3 or 4"));
        return new BbcuSr(
                channels(settings, "num_in_ch", "num_out_ch", 3),
                settings.integer("num_feat", 1, MOST_CHANNELS).orElse(PUBLISHED_FEATURES),
                settings.integer("num_block", 0, MOST_LAYERS).orElse(PUBLISHED_BLOCKS),
                scale,
                settings.positive("k").orElse(PUBLISHED_K),
                NetworkPart.given(settings, SR_PARTS).orElse(published));
    }

    private static BbcuDenoise layered(NetworkSettings settings, boolean bias, int publishedChannels)
            throws ModelException {
        int channels = channels(settings, "in_nc", "out_nc", publishedChannels);
        return new BbcuDenoise(
                bias,
                channels,
                settings.integer("nc", 1, MOST_CHANNELS).orElse(PUBLISHED_FEATURES),
                settings.integer("nb", 2, MOST_LAYERS).orElse(PUBLISHED_LAYERS),
                settings.positive("k").orElse(PUBLISHED_K),
                NetworkPart.given(settings, DENOISE_PARTS).orElse(BODY),
                channels == 1 && luma(settings).orElse(FULL).equals(STUDIO));
    }

    /** The range of luma that a network of one channel was trained on. */
    static Optional<String> luma(NetworkSettings settings) throws ModelException {
        return settings.word("luma", List.of(FULL, STUDIO));
    }

    private static int channels(NetworkSettings settings, String in, String out, int published) throws ModelException {
        int channels = settings.integer(in, 1, 3).orElse(published);
        if (channels == 2) {
            throw settings.refused(in, "it must be 1 (grey) or 3 (RGB)");
        }
        if (settings.integer(out, 1, 3).orElse(channels) != channels) {
            throw settings.refused(out, "it must be %s, %d".formatted(in, channels));
        }
        return channels;
    }
}
