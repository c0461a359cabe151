package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the few functions that a pickle may name make of their arguments. For one thread. */
final class PickleCalls {
    private static final Pattern STORAGE_KEY = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    private final PickleBytes in;
    private final Map<String, Pickled.Storage> storages;

    PickleCalls(PickleBytes in, Map<String, Pickled.Storage> storages) {
        this.in = in;
        this.storages = storages;
    }

    /** A function or type by name; every other than the known ones is refused by name. */
    Pickled.Known known(String module, String name) throws ModelException {
        return PickleGlobal.of(module, name)
                .map(Pickled.Known::new)
                .orElseThrow(() -> in.refused(
                        "it names %s, which no weights need and which is not run: save the network's state_dict() alone"
                                .formatted(ModelException.quote(module + "." + name))));
    }

    Object call(Object function, Object arguments) throws ModelException {
        if (!(function instanceof Pickled.Known known)) {
            throw in.refused("it calls %s".formatted(Pickled.kind(function)));
        }
        if (!(arguments instanceof Pickled.Items items) || !items.tuple) {
            throw in.refused("it calls %s with %s".formatted(known.kind(), Pickled.kind(arguments)));
        }
        return switch (known.global.kind()) {
            case ORDERED_DICT -> orderedDict(items.items);
            case REBUILD_TENSOR -> tensor(known, items.items, 4, 4);
            case REBUILD_TENSOR_V2 -> tensor(known, items.items, 6, 7);
            case REBUILD_PARAMETER -> parameter(items.items);
            case STORAGE -> throw in.refused("it calls %s, which is a type".formatted(known.kind()));
        };
    }

    private Pickled.Dict orderedDict(List<Object> arguments) throws ModelException {
        Pickled.Dict made = new Pickled.Dict(true);
        if (!arguments.isEmpty()) {
            if (arguments.size() != 1 || !(arguments.get(0) instanceof Pickled.Items pairs)) {
                throw in.refused("it calls collections.OrderedDict with %s".formatted(Pickled.kind(arguments.get(0))));
            }
            for (Object pair : pairs.items) {
                if (!(pair instanceof Pickled.Items two) || two.items.size() != 2) {
                    throw in.refused("it calls collections.OrderedDict with what are no pairs");
                }
                put(made, two.items);
            }
        }
        return made;
    }

    /** Both take a storage, an offset, a size and a stride first; what follows is of training. */
    private Pickled.Tensor tensor(Pickled.Known known, List<Object> arguments, int least, int most)
            throws ModelException {
        if (arguments.size() < least || arguments.size() > most) {
            throw in.refused("it calls %s with %d arguments: %s right"
                    .formatted(
                            known.kind(),
                            arguments.size(),
                            least == most ? least + " are" : "%d or %d are".formatted(least, most)));
        }
        if (!(arguments.get(0) instanceof Pickled.Storage storage)) {
            throw in.refused("it calls %s with %s where a storage is due"
                    .formatted(known.kind(), Pickled.kind(arguments.get(0))));
        }
        return new Pickled.Tensor(storage, arguments.get(1), arguments.get(2), arguments.get(3));
    }

    private Pickled.Tensor parameter(List<Object> arguments) throws ModelException {
        if (arguments.size() != 3 || !(arguments.get(0) instanceof Pickled.Tensor tensor)) {
            throw in.refused("it calls torch._utils._rebuild_parameter with what is no tensor and two settings");
        }
        return tensor;
    }

    /** The storage that a persistent id stands for: ("storage", type, key, location, count), the location unheeded. */
    Pickled.Storage storage(Object id) throws ModelException {
        if (!(id instanceof Pickled.Items parts)
                || parts.items.size() < 5
                || parts.items.size() > 6
                || !"storage".equals(parts.items.get(0))
                || !(parts.items.get(1) instanceof Pickled.Known known)
                || known.global.kind() != PickleGlobal.Kind.STORAGE
                || !(parts.items.get(2) instanceof String key)
                || !(parts.items.get(3) instanceof String)) {
            throw in.refused("a persistent id is none: (\"storage\", type, key, location, count) is right");
        }
        if (!STORAGE_KEY.matcher(key).matches()) {
            throw in.refused(
                    "a storage has the key %s: letters and digits are right".formatted(ModelException.quote(key)));
        }
        if (!(parts.items.get(4) instanceof Long count)) {
            throw in.refused("the persistent id of storage %s declares %s for the count of its elements"
                    .formatted(ModelException.quote(key), shown(parts.items.get(4))));
        }
        if (parts.items.size() == 6 && parts.items.get(5) != Pickled.None.NONE) {
            throw in.refused("storage %s is a view of another, which is not read".formatted(ModelException.quote(key)));
        }
        Pickled.Storage storage = new Pickled.Storage(key, known.global.storage(), count);
        Pickled.Storage first = storages.putIfAbsent(key, storage);
        if (first != null && (first.type != storage.type || first.count != count)) {
            throw in.refused("storage %s is declared twice, as %s of %d elements and as %s of %d"
                    .formatted(
                            ModelException.quote(key),
                            first.type.label(),
                            first.count,
                            storage.type.label(),
                            storage.count));
        }
        return first == null ? storage : first;
    }

    private static String shown(Object value) {
        return value instanceof Number number ? ModelException.quote(number.toString()) : Pickled.kind(value);
    }

    void put(Pickled.Dict dict, List<Object> pairs) throws ModelException {
        if (pairs.size() % 2 != 0) {
            throw in.refused("a dictionary's entry lacks its value");
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            Object key = pairs.get(i);
            if (!(key instanceof String) && !(key instanceof Long)) {
                throw in.refused("a dictionary's key is %s".formatted(Pickled.kind(key)));
            }
            hold(dict, pairs.get(i + 1));
            if (dict.entries.put(key, pairs.get(i + 1)) != null) {
                throw in.refused("a dictionary has %s twice".formatted(ModelException.quote(key.toString())));
            }
        }
    }

    void hold(Pickled.Holder holder, Object value) throws ModelException {
        if (!holder.holds(value)) {
            throw in.refused("its nesting is deeper than %d".formatted(CheckpointLimits.NESTING));
        }
    }
}
