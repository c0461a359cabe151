package io.azulejo.models.dncnn;

import io.azulejo.models.ModelException;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.StoredTensor;
import io.azulejo.models.network.ExportAdvice;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.network.StateDict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a DnCNN's hyper-parameters by its tensors' names and shapes, and those that only look like one. */
final class DnCnnRecognition {
    /** How many batches a normalisation has seen; PyTorch counts them from 0.4.1 on, and only training asks. */
    private static final String COUNTER = ".num_batches_tracked";

    private static final int IRCNN_LAYERS = 7;
    private static final String NB = "nb";

    private final NetworkSettings settings;
    private final StateDict tensors;
    private final Set<String> names;
    private final String sequence;
    private final Map<String, Object> assumed = new LinkedHashMap<>();

    DnCnnRecognition(Checkpoint checkpoint, NetworkSettings settings) {
        Map<String, StoredTensor> weights = new LinkedHashMap<>(checkpoint.tensors());
        weights.keySet().removeIf(name -> name.endsWith(COUNTER));
        this.settings = settings;
        this.tensors = new StateDict(new Checkpoint(checkpoint.what(), weights), DnCnn.FAMILY);
        this.names = weights.keySet();
        this.sequence = DnCnnFamily.SEQUENCES.stream()
                .filter(name -> DnCnnFamily.isOne(name, names))
                .findFirst()
                .orElseThrow();
    }

    Recognised recognised() throws ModelException {
        NormalisationForm form = form();
        int last = last();
        int layers = form.layers(last);
        if (layers > DnCnnFamily.MOST_LAYERS) {
            throw tensors.refused("it has tensors of %s.%d; at most %d convolutions are read"
                    .formatted(sequence, last, DnCnnFamily.MOST_LAYERS));
        }
        String head = sequence + ".0.weight";
        int channels = side(head, 1);
        refuseOthers(channels, side("%s.%d.weight".formatted(sequence, last), 0), form, layers);
        int features = side(head, 0);
        if (features < 1) {
            throw tensors.refused("its head %s has no channels".formatted(head));
        }
        int kernel = side(head, 2);
        if (kernel < 1 || kernel > DnCnnFamily.LARGEST_SIDE || kernel % 2 == 0) {
            throw tensors.refused("its head %s has a kernel of side %d; an odd one up to %d is right"
                    .formatted(head, kernel, DnCnnFamily.LARGEST_SIDE));
        }
        BiasPlacement biases = biases(form, layers);
        boolean leaky = leaky(form);
        DnCnn network = new DnCnn(
                sequence,
                channels,
                features,
                layers,
                kernel,
                form,
                leaky,
                biases,
                form == NormalisationForm.NORMALISED ? eps(biases) : 0,
                sigma());
        tensors.mustBe(network.shapes());
        settings.agree(network.named());
        return new Recognised(network, assumed);
    }

    private NormalisationForm form() {
        boolean normalised = names.contains(sequence + ".3.weight")
                || names.stream().anyMatch(name -> name.endsWith(".running_mean"));
        return normalised
                ? NormalisationForm.NORMALISED
                : names.contains(sequence + ".4.weight") ? NormalisationForm.PLAIN : NormalisationForm.MERGED;
    }

    /** The number of the last layer. */
    private int last() {
        Pattern layer = Pattern.compile(sequence + "\\.(\\d{1,9})\\..*");
        int last = 0;
        for (String name : names) {
            Matcher matcher = layer.matcher(name);
            if (matcher.matches()) {
                last = Math.max(last, Integer.parseInt(matcher.group(1)));
            }
        }
        return last;
    }

    private int side(String name, int side) throws ModelException {
        return tensors.side(name, side).orElseThrow(() -> tensors.refused("it lacks %s of four sides".formatted(name)));
    }

    /** Networks of KAIR whose tensors have the same names, told by what goes in and comes out. */
    private void refuseOthers(int in, int out, NormalisationForm form, int layers) throws ModelException {
        boolean picture = out == 1 || out == 3;
        if ((picture || out == 4 || out == 12) && in == out + 1) {
            throw looksLike(
                    "%s (its head takes %d channels, its tail gives %d)"
                            .formatted(picture ? "FDnCNN" : "FFDNet", in, out),
                    "which takes a map of the noise beside the picture: " + ExportAdvice.EXPORT_ALONE);
        }
        if (in == 18 || in == 19) {
            throw looksLike(
                    "SRMD (its head takes %d channels)".formatted(in),
                    "which takes a kernel of blur beside the picture: " + ExportAdvice.EXPORT_ALONE);
        }
        if (!picture || in != out) {
            throw tensors.refused(
                    "its head takes %d channels and its tail gives %d; 1 (grey) or 3 (RGB) of both are expected"
                            .formatted(in, out));
        }
        if (layers == IRCNN_LAYERS && form == NormalisationForm.PLAIN && !settings.has(NB)) {
            throw looksLike(
                    "IRCNN (%d convolutions)".formatted(layers),
                    "whose taps lie apart by numbers that the file does not show: %s; if it is a DnCNN, say --set nb=%d"
                            .formatted(ExportAdvice.EXPORT, layers));
        }
    }

    private ModelException looksLike(String network, String why) {
        return new ModelException(
                "%s looks like %s, %s".formatted(tensors.checkpoint().what(), network, why));
    }

    private BiasPlacement biases(NormalisationForm form, int layers) {
        for (int layer = 1; layer < layers; layer++) {
            if (names.contains("%s.%d.bias".formatted(sequence, form.index(layer)))) {
                return BiasPlacement.ALL;
            }
        }
        return names.contains(sequence + ".0.bias") ? BiasPlacement.HEAD : BiasPlacement.NONE;
    }

    private boolean leaky(NormalisationForm form) throws ModelException {
        String found = form == NormalisationForm.NORMALISED ? "B" : "";
        Optional<String> given = DnCnnFamily.mode(settings);
        if (given.isEmpty()) {
            assumed.put("act_mode", found + "R");
            return false;
        }
        if (given.get().startsWith("B") != (form == NormalisationForm.NORMALISED)) {
            throw settings.refused(
                    "act_mode",
                    "the file shows %s batch normalisation: %sR or %sL is right"
                            .formatted(found.isEmpty() ? "no" : "a", found, found));
        }
        return given.get().endsWith("L");
    }

    private double eps(BiasPlacement biases) throws ModelException {
        Optional<Double> given = settings.positive("eps");
        if (given.isEmpty()) {
            assumed.put("eps", biases.eps());
        }
        return given.orElse(biases.eps());
    }

    private String sigma() throws ModelException {
        Optional<String> given = DnCnnFamily.sigma(settings);
        if (given.isEmpty()) {
            assumed.put("sigma", DnCnn.UNKNOWN);
        }
        return given.orElse(DnCnn.UNKNOWN);
    }
}
