package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The format of PyTorch before 1.6: five pickles in a row (a magic number, the protocol, facts of the system, the
 * object, the list of storage keys), then for each key in that order the count of its elements as 8 bytes and the
 * elements. Source: PyTorch, {@code torch/serialization.py}, {@code _legacy_save}.
 */
final class TorchLegacy implements TorchStorages {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final Long PROTOCOL = 1001L;

    private final String what;
    private final ByteBuffer file;
    private final Map<String, Pickled.Storage> declared = new LinkedHashMap<>();
    private final Map<String, ByteBuffer> present = new HashMap<>();

    private TorchLegacy(ByteBuffer file, String what) {
        this.what = what;
        this.file = file;
    }

    static WeightFile read(ByteBuffer file, Optional<String> key, String what) throws ModelException {
        TorchLegacy legacy = new TorchLegacy(file.slice().order(ByteOrder.LITTLE_ENDIAN), what);
        legacy.head();
        Object root = legacy.pickle();
        legacy.storages();
        return StateDictFinder.read(what, "PyTorch file (before 1.6)", root, legacy, key);
    }

    private void head() throws ModelException {
        if (!MAGIC.equals(pickle())) {
            throw refused("it lacks the magic number of a PyTorch file");
        }
        Object protocol = pickle();
        if (!PROTOCOL.equals(protocol)) {
            throw refused("its protocol is %s; %d is read"
                    .formatted(protocol instanceof Long ? protocol : Pickled.kind(protocol), PROTOCOL));
        }
        if (!(pickle() instanceof Pickled.Dict system) || !Boolean.TRUE.equals(system.entries.get("little_endian"))) {
            throw refused("its byte order is not stated as little-endian, the only one that is read");
        }
    }

    private Object pickle() throws ModelException {
        int start = file.position();
        ByteBuffer head = file.duplicate().order(file.order());
        head.limit(Math.min(file.limit(), start + Math.min(CheckpointLimits.PICKLE_BYTES, file.limit() - start)));
        Object value = Pickle.load(head, declared, what);
        file.position(head.position());
        return value;
    }

    private void storages() throws ModelException {
        if (!(pickle() instanceof Pickled.Items keys) || keys.tuple) {
            throw refused("its storage keys are no list");
        }
        for (Object item : keys.items) {
            if (!(item instanceof String key)) {
                throw refused("the key of a storage is %s".formatted(Pickled.kind(item)));
            }
            String shown = ModelException.quote(key);
            Pickled.Storage storage = declared.get(key);
            if (storage == null) {
                throw refused("its list of storages names the key %s, which no tensor uses".formatted(shown));
            }
            if (present.put(key, storage(storage, shown)) != null) {
                throw refused("its list of storages names the key %s twice".formatted(shown));
            }
        }
        for (String key : declared.keySet()) {
            if (!present.containsKey(key)) {
                throw refused("its list of storages lacks the key %s".formatted(ModelException.quote(key)));
            }
        }
        if (file.hasRemaining()) {
            throw refused("%d bytes follow its last storage".formatted(file.remaining()));
        }
    }

    private ByteBuffer storage(Pickled.Storage storage, String shown) throws ModelException {
        if (file.remaining() < Long.BYTES) {
            throw refused("it ends before the count of storage %s: it is cut".formatted(shown));
        }
        long count = file.getLong();
        if (count != storage.count) {
            throw refused(
                    "storage %s has the count %d and %d elements are declared".formatted(shown, count, storage.count));
        }
        int width = storage.type.bytes();
        if (count < 0 || count > file.remaining() / width) {
            throw refused("storage %s has the count %d, elements of %d bytes, and %d bytes are left: it is cut"
                    .formatted(shown, count, width, file.remaining()));
        }
        int bytes = (int) count * width;
        ByteBuffer view = file.slice(file.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.position(file.position() + bytes);
        return view;
    }

    @Override
    public OptionalLong bytes(String key) {
        return present.containsKey(key) ? OptionalLong.of(present.get(key).limit()) : OptionalLong.empty();
    }

    @Override
    public ByteBuffer open(String key) {
        return present.get(key);
    }

    private ModelException refused(String why) {
        return new ModelException("%s is not a right PyTorch file: %s".formatted(what, why));
    }
}
