package io.azulejo.models.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle is made of, besides texts (String), whole numbers (Long, beyond 64 bits BigInteger), real numbers
 * (Double) and truth values (Boolean).
 *
 * <p>Values may hold each other in cycles and shared many times over, so none has an equality, a hash or a text of its
 * content, and nothing walks them.
 */
abstract sealed class Pickled {
    /** How a message calls it. */
    abstract String kind();

    static final class None extends Pickled {
        static final None NONE = new None();

        @Override
        String kind() {
            return "None";
        }
    }

    /** Bytes, whose content nobody asks for. */
    static final class Bytes extends Pickled {
        @Override
        String kind() {
            return "bytes";
        }
    }

    /** A function or type that is known; only {@link PickleGlobal} makes one. */
    static final class Known extends Pickled {
        final PickleGlobal global;

        Known(PickleGlobal global) {
            this.global = global;
        }

        @Override
        String kind() {
            return global.shown();
        }
    }

    /** What holds others: how deep the deepest lies is bounded. */
    abstract static sealed class Holder extends Pickled {
        private int depth = 1;

        /** Notes that a value lies inside; false where that is too deep. */
        boolean holds(Object value) {
            if (value instanceof Holder holder) {
                depth = Math.max(depth, holder.depth + 1);
            }
            return depth <= CheckpointLimits.NESTING;
        }
    }

    static final class Items extends Holder {
        final boolean tuple;
        final List<Object> items = new ArrayList<>();

        Items(boolean tuple) {
            this.tuple = tuple;
        }

        @Override
        String kind() {
            return tuple ? "a tuple" : "a list";
        }
    }

    static final class Dict extends Holder {
        /** Whether it is an OrderedDict, which may be given attributes. */
        final boolean ordered;

        /** By text or whole number, in order. */
        final Map<Object, Object> entries = new LinkedHashMap<>();

        Dict(boolean ordered) {
            this.ordered = ordered;
        }

        @Override
        String kind() {
            return "a dictionary";
        }
    }

    /** A storage that lies beside the pickle. */
    static final class Storage extends Pickled {
        final String key;
        final StorageType type;

        /** Elements as declared; not yet checked. */
        final long count;

        Storage(String key, StorageType type, long count) {
            this.key = key;
            this.type = type;
            this.count = count;
        }

        @Override
        String kind() {
            return "a storage";
        }
    }

    /** A tensor as declared, in elements of its storage; not yet checked. */
    static final class Tensor extends Pickled {
        final Storage storage;
        final Object offset;
        final Object size;
        final Object stride;

        Tensor(Storage storage, Object offset, Object size, Object stride) {
            this.storage = storage;
            this.offset = offset;
            this.size = size;
            this.stride = stride;
        }

        @Override
        String kind() {
            return "a tensor";
        }
    }

    /** How a message calls any value, never with its content. */
    static String kind(Object value) {
        if (value instanceof Pickled pickled) {
            return pickled.kind();
        }
        return value instanceof String ? "a text" : value instanceof Boolean ? "a truth value" : "a number";
    }
}
