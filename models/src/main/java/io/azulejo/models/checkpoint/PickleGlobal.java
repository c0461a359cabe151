package io.azulejo.models.checkpoint;

import java.util.Optional;

/**
 * A function or type that a pickle may name. Nothing is ever looked up: these few are known here by name, and what each
 * makes of its arguments is code of {@link Pickle}.
 *
 * @param kind what it is
 * @param storage of a storage class; else null
 */
record PickleGlobal(Kind kind, StorageType storage) {
    enum Kind {
        ORDERED_DICT("collections", "OrderedDict"),
        /** Of PyTorch before 0.4. */
        REBUILD_TENSOR("torch._utils", "_rebuild_tensor"),
        REBUILD_TENSOR_V2("torch._utils", "_rebuild_tensor_v2"),
        REBUILD_PARAMETER("torch._utils", "_rebuild_parameter"),
        STORAGE("torch", "...Storage");

        private final String module;
        private final String name;

        Kind(String module, String name) {
            this.module = module;
            this.name = name;
        }
    }

    /** The one of that module and name, compared letter by letter; empty for every other. */
    static Optional<PickleGlobal> of(String module, String name) {
        for (Kind kind : Kind.values()) {
            if (kind.module.equals(module) && kind.name.equals(name) && kind != Kind.STORAGE) {
                return Optional.of(new PickleGlobal(kind, null));
            }
        }
        return module.equals(Kind.STORAGE.module)
                ? StorageType.of(name).map(type -> new PickleGlobal(Kind.STORAGE, type))
                : Optional.empty();
    }

    String shown() {
        return kind.module + "." + (kind == Kind.STORAGE ? storage.label() : kind.name);
    }
}
