package io.azulejo.models.bbcu;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.network.StateDict;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a BBCU network's hyper-parameters by its tensors' names and shapes, and checks that nothing else is there. */
final class BbcuRecognition {
    private static final Pattern BLOCK = Pattern.compile("body\\.(0|[1-9]\\d{0,8})\\..*");
    private static final Pattern LAYER = Pattern.compile("model\\.([1-9]\\d{0,8})\\..*");

    private final Checkpoint checkpoint;
    private final NetworkSettings settings;
    private final StateDict tensors;
    private final Map<String, Object> assumed = new LinkedHashMap<>();

    BbcuRecognition(Checkpoint checkpoint, NetworkSettings settings) {
        this.checkpoint = checkpoint;
        this.settings = settings;
        this.tensors = new StateDict(checkpoint, "BBCU");
    }

    /** The network; {@code layers} tells that its tensors are named as those for denoising and deblocking are. */
    Recognised recognised(boolean layers) throws ModelException {
        Network network = layers ? layered() : superResolution();
        tensors.mustBe(network.shapes());
        settings.agreeOnScale("upscale", network.scale());
        if (layers) {
            // It has no effect in the authors' code, and in ours neither.
            settings.text("act_mode");
        }
        settings.agree(network.named());
        return new Recognised(network, assumed);
    }

    private BbcuSr superResolution() throws ModelException {
        Set<NetworkPart> binary = EnumSet.noneOf(NetworkPart.class);
        int blocks = count(BLOCK, 0, "body.");
        addIf(binary, NetworkPart.H, "conv_first");
        addIf(binary, NetworkPart.U, "upconv1");
        addIf(binary, NetworkPart.T, "conv_last");
        if (blocks == 0
                || checkpoint.tensors().keySet().stream().anyMatch(name -> name.matches("body\\.\\d+\\.body\\..*"))) {
            binary.add(NetworkPart.B);
        }
        NetworkPart.agree(settings, BbcuFamily.SR_PARTS, binary);
        int features = head("conv_first", 0);
        return new BbcuSr(head("conv_first", 1), features, blocks, scale(features), k(), binary);
    }

    private int scale(int features) throws ModelException {
        if (checkpoint.tensors().keySet().stream().anyMatch(name -> name.startsWith("upconv2."))) {
            return 4;
        }
        int rows = tensors.side(List.of("upconv1.weight", "upconv1" + BinaryUnit.CONV + ".weight"), 0)
                .orElseThrow(() -> tensors.refused("it lacks upconv1.weight"));
        int scale = (int) Math.round(Math.sqrt((double) rows / features));
        if ((long) features * scale * scale != rows || scale < 2 || scale > 3) {
            throw tensors.refused(
                    "its upconv1 has %d rows; %d r^2 are expected for the scale r, 2 or 3".formatted(rows, features));
        }
        return scale;
    }

    private BbcuDenoise layered() throws ModelException {
        Set<NetworkPart> binary = EnumSet.noneOf(NetworkPart.class);
        int last = count(LAYER, 2, "model.") + 1;
        addIf(binary, NetworkPart.H, "model.0");
        addIf(binary, NetworkPart.T, "model." + last);
        if (last == 2 || tensors.has("model.2" + BinaryUnit.CONV + ".weight")) {
            binary.add(NetworkPart.B);
        }
        NetworkPart.agree(settings, BbcuFamily.DENOISE_PARTS, binary);
        boolean bias = checkpoint.tensors().keySet().stream()
                .anyMatch(name -> name.matches("model\\.\\d+(\\.binary_conv)?\\.bias"));
        int channels = head("model.0", 1);
        return new BbcuDenoise(
                bias,
                channels,
                head("model.0", 0),
                last,
                k(),
                binary,
                channels == 1 && luma().equals(BbcuFamily.STUDIO));
    }

    private String luma() throws ModelException {
        Optional<String> given = BbcuFamily.luma(settings);
        if (given.isEmpty()) {
            assumed.put("luma", BbcuFamily.FULL);
        }
        return given.orElse(BbcuFamily.FULL);
    }

    /** A side of the head's weight, binary or not. */
    private int head(String name, int side) throws ModelException {
        int found = tensors.side(List.of(name + ".weight", name + BinaryUnit.CONV + ".weight"), side)
                .orElseThrow(() -> tensors.refused("it lacks %s.weight, the head".formatted(name)));
        if (side == 1 && found != 1 && found != 3) {
            throw tensors.refused(
                    "its head %s takes %d channels; 1 (grey) or 3 (RGB) are expected".formatted(name, found));
        }
        if (found < 1) {
            throw tensors.refused("its head %s has no channels".formatted(name));
        }
        return found;
    }

    private void addIf(Set<NetworkPart> binary, NetworkPart part, String name) {
        if (tensors.has(name + BinaryUnit.CONV + ".weight")) {
            binary.add(part);
        }
    }

    /** How many indices there are, from the first on, none left out. */
    private int count(Pattern pattern, int first, String prefix) throws ModelException {
        TreeSet<Integer> indices = new TreeSet<>();
        for (String name : checkpoint.tensors().keySet()) {
            Matcher index = pattern.matcher(name);
            if (index.matches()) {
                indices.add(Integer.parseInt(index.group(1)));
            }
        }
        int expected = first;
        for (int index : indices) {
            if (index != expected) {
                throw tensors.refused(
                        "it has tensors of %s%d and none of %s%d".formatted(prefix, index, prefix, expected));
            }
            expected++;
        }
        return indices.size();
    }

    private double k() throws ModelException {
        Optional<Double> given = settings.positive("k");
        if (given.isEmpty()) {
            assumed.put("k", BbcuFamily.PUBLISHED_K);
        }
        return given.orElse(BbcuFamily.PUBLISHED_K);
    }
}
