package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the network's tensors in what a PyTorch file holds. */
final class StateDictFinder {
    /**
     * Where BasicSR keeps a network's tensors, the smoothed ones first. What lies there must be tensors: another key
     * would hold another state of the training.
     */
    private static final List<String> BASICSR = List.of("params_ema", "params-ema", "params");

    /** Where other training code keeps them, or something else under the same word. */
    private static final List<String> OTHERS = List.of("state_dict", "model_state_dict", "model", "net");

    private static final int MOST_SHOWN = 10;

    private final String what;
    private final Pickled.Dict whole;
    private final TorchStorages storages;

    private StateDictFinder(String what, Pickled.Dict whole, TorchStorages storages) {
        this.what = what;
        this.whole = whole;
        this.storages = storages;
    }

    /**
     * The tensors under a key.
     *
     * @param asked the key that was asked for; empty for the first of {@link #BASICSR} and {@link #OTHERS} that is there,
     *     else none where tensors lie bare, else the key of the only dictionary of tensors
     */
    static WeightFile read(String what, String container, Object root, TorchStorages storages, Optional<String> asked)
            throws ModelException {
        if (!(root instanceof Pickled.Dict whole)) {
            throw new ModelException(
                    "%s holds %s where a dictionary of tensors is due".formatted(what, Pickled.kind(root)));
        }
        StateDictFinder state = new StateDictFinder(what, whole, storages);
        Optional<String> key = asked.or(state::usual).or(state::only);
        Pickled.Dict chosen = key.isPresent() ? state.under(key.get(), asked.isPresent()) : whole;
        Optional<String> inner = key.isPresent() && !holdsTensors(chosen) ? inner(chosen) : Optional.empty();
        if (inner.isPresent() && chosen.entries.get(inner.get()) instanceof Pickled.Dict within) {
            chosen = within;
            key = Optional.of(key.get() + "." + inner.get());
        }
        return new WeightFile(container, key, new Checkpoint(what, state.tensors(chosen, key)));
    }

    private Optional<String> usual() {
        return BASICSR.stream()
                .filter(key -> whole.entries.containsKey(key) && !(whole.entries.get(key) instanceof Pickled.Tensor))
                .findFirst()
                .or(() -> OTHERS.stream()
                        .filter(key -> whole.entries.get(key) instanceof Pickled.Dict dict && leadsToTensors(dict))
                        .findFirst());
    }

    /** The key of the only dictionary of tensors; empty where there are several, or where tensors lie beside it. */
    private Optional<String> only() {
        if (holdsTensors(whole)) {
            return Optional.empty();
        }
        List<String> keys = whole.entries.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Pickled.Dict dict && leadsToTensors(dict))
                .map(entry -> entry.getKey().toString())
                .toList();
        return keys.size() == 1 && whole.entries.containsKey(keys.get(0)) ? Optional.of(keys.get(0)) : Optional.empty();
    }

    /** Whether it holds tensors, or a dictionary of them where training code usually keeps them. */
    private static boolean leadsToTensors(Pickled.Dict dict) {
        return holdsTensors(dict) || inner(dict).isPresent();
    }

    /** The usual key of a dictionary of tensors, for wrappings of two layers. */
    private static Optional<String> inner(Pickled.Dict outer) {
        return Stream.concat(BASICSR.stream(), OTHERS.stream())
                .filter(key -> outer.entries.get(key) instanceof Pickled.Dict dict && holdsTensors(dict))
                .findFirst();
    }

    private static boolean holdsTensors(Pickled.Dict dict) {
        return dict.entries.values().stream().anyMatch(Pickled.Tensor.class::isInstance);
    }

    private Pickled.Dict under(String key, boolean asked) throws ModelException {
        Object value = whole.entries.get(key);
        String shown = ModelException.quote(key);
        if (value == null) {
            throw new ModelException("%s has no key %s; it has %s".formatted(what, shown, keys()));
        }
        String advice = asked ? "" : "; ask for another with --key: it has " + keys();
        if (!(value instanceof Pickled.Dict dict)) {
            throw new ModelException("%s: its key %s holds %s where a dictionary of tensors is due%s"
                    .formatted(what, shown, Pickled.kind(value), advice));
        }
        if (dict.entries.isEmpty()) {
            throw new ModelException("%s: its key %s holds no tensors%s".formatted(what, shown, advice));
        }
        return dict;
    }

    private String keys() {
        String first = whole.entries.keySet().stream()
                .limit(MOST_SHOWN)
                .map(key -> ModelException.quote(key.toString()))
                .collect(Collectors.joining(", "));
        int more = whole.entries.size() - MOST_SHOWN;
        return first.isEmpty() ? "none" : more > 0 ? "%s and %d more".formatted(first, more) : first;
    }

    private Map<String, StoredTensor> tensors(Pickled.Dict chosen, Optional<String> key) throws ModelException {
        if (!holdsTensors(chosen)) {
            throw new ModelException(
                    key.isPresent()
                            ? "%s: no tensors found under its key %s".formatted(what, ModelException.quote(key.get()))
                            : "%s: no tensors found; its keys are %s: name the one that holds them with --key"
                                    .formatted(what, keys()));
        }
        if (chosen.entries.size() > CheckpointLimits.TENSORS) {
            throw new ModelException("%s has %d tensors; at most %d are read"
                    .formatted(what, chosen.entries.size(), CheckpointLimits.TENSORS));
        }
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        long elements = 0;
        for (Map.Entry<Object, Object> entry : chosen.entries.entrySet()) {
            String name = name(entry.getKey());
            if (!(entry.getValue() instanceof Pickled.Tensor declared)) {
                throw new ModelException("%s: its entry %s is %s and no tensor"
                        .formatted(what, ModelException.quote(name), Pickled.kind(entry.getValue())));
            }
            TorchTensor tensor = TorchTensor.checked(what, name, declared, storages);
            elements += tensor.elements();
            if (elements > CheckpointLimits.DENSE_BYTES / Float.BYTES) {
                throw new ModelException("%s: its tensors up to %s take more than the limit of %d bytes"
                        .formatted(what, ModelException.quote(name), CheckpointLimits.DENSE_BYTES));
            }
            tensors.put(name, tensor);
        }
        return tensors;
    }

    private String name(Object key) throws ModelException {
        if (!(key instanceof String name)) {
            throw new ModelException("%s: its key %s is %s; tensors are named by texts"
                    .formatted(what, ModelException.quote(key.toString()), Pickled.kind(key)));
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > CheckpointLimits.NAME_BYTES) {
            throw new ModelException("%s: the tensor name %s has %d bytes; 1 to %d are right"
                    .formatted(what, ModelException.quote(name), length, CheckpointLimits.NAME_BYTES));
        }
        return name;
    }
}
