package io.azulejo.models.family;

import io.azulejo.models.ModelException;
import io.azulejo.models.bbcu.BbcuFamily;
import io.azulejo.models.card.Card;
import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.dncnn.DnCnnFamily;
import io.azulejo.models.network.ExportAdvice;
import io.azulejo.models.network.Family;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.Network;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.plksr.PlksrFamily;
import io.azulejo.models.store.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From weights or settings to models, whatever the family. Stateless. */
public final class Families {
    private static final List<Family> ALL = List.of(new PlksrFamily(), new BbcuFamily(), new DnCnnFamily());

    /** A model file is of 1 GiB at most. */
    private static final long MOST_PARAMETERS = 250_000_000;

    private Families() {}

    /** What {@code --set family=} may say. */
    private static List<String> names() {
        return ALL.stream().flatMap(family -> family.names().stream()).toList();
    }

    /**
     * The network that a checkpoint holds. No number of it is read.
     *
     * @param settings what the user says of it by {@code --set}
     * @throws ModelException if it is no network of a family, its tensors do not fit, or a setting is wrong: one line
     */
    public static Recognised recognise(Checkpoint checkpoint, NetworkSettings settings) throws ModelException {
        Set<String> tensors = checkpoint.tensors().keySet();
        Optional<KnownNetwork> other = KnownNetwork.of(tensors);
        if (other.isPresent()) {
            throw new ModelException("%s looks like %s (tensor %s), %s"
                    .formatted(
                            checkpoint.what(),
                            other.get().network(),
                            ModelException.quote(other.get().shownBy(tensors)),
                            other.get().advice()));
        }
        List<Family> found =
                ALL.stream().filter(family -> family.detects(tensors)).toList();
        if (found.size() == 1) {
            return found.get(0).infer(checkpoint, settings);
        }
        String first = tensors.stream().limit(3).map(ModelException::quote).collect(Collectors.joining(", "));
        throw new ModelException(
                found.isEmpty()
                        ? "%s holds no network of %s, its first tensors are %s: %s"
                                .formatted(checkpoint.what(), String.join(", ", names()), first, ExportAdvice.EXPORT)
                        : "%s holds tensors of more than one network (of %s); give each a file of its own"
                                .formatted(
                                        checkpoint.what(),
                                        found.stream()
                                                .map(family -> family.names().get(0))
                                                .collect(Collectors.joining(" and "))));
    }

    /**
     * The network that settings describe, {@code family} among them.
     *
     * @throws ModelException if a setting is missing, wrong or unknown
     */
    public static Network build(NetworkSettings settings) throws ModelException {
        String name = settings.word("family", names())
                .orElseThrow(() ->
                        new ModelException("--set family=NAME is missing; there are " + String.join(", ", names())));
        for (Family family : ALL) {
            if (family.names().contains(name)) {
                return admitted(family.build(name, settings));
            }
        }
        throw new IllegalStateException(name);
    }

    private static Network admitted(Network network) throws ModelException {
        if (network.parameters() > MOST_PARAMETERS) {
            throw new ModelException("the network has %,d parameters; at most %,d fit a file"
                    .formatted(network.parameters(), MOST_PARAMETERS));
        }
        return network;
    }

    /**
     * A model of a recognised network with the checkpoint's weights.
     *
     * @param name what the user calls it
     * @throws ModelException if the weights are not finite floats, or none that such a network can have
     */
    public static Model model(String name, Network network, Checkpoint checkpoint) throws ModelException {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (String tensor : network.shapes().keySet()) {
            weights.put(tensor, checkpoint.tensors().get(tensor).dense());
        }
        network.check(checkpoint.what(), weights);
        return model(name, network, weights);
    }

    /** A model with weights drawn as the family's authors draw them; the same seed gives the same bytes. */
    public static Model random(String name, Network network, long seed) {
        return model(name, network, network.initialise(seed));
    }

    /** The same under a name made of family and seed. */
    public static Model random(Network network, long seed) {
        return random("%s-random-%d".formatted(network.family().toLowerCase(Locale.ROOT), seed), network, seed);
    }

    private static Model model(String name, Network network, Map<String, FloatTensor> weights) {
        Card card = Card.of(name, network.task(), network.scale(), network.channels())
                .withConfig(network.named())
                .withNotes(network.notes());
        Model model = Model.of(network.graph(weights), card);
        return model.withCard(model.card().withParameters(network.parameters()));
    }
}
