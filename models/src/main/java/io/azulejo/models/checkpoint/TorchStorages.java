package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** The storages of one file, by key; none is read before it is asked for. */
interface TorchStorages {
    /** Bytes of a storage as they lie in the file; empty where there is none of that key. */
    OptionalLong bytes(String key);

    /**
     * A storage's bytes, little-endian, from 0 to the limit; shared and not to be changed.
     *
     * @throws ModelException if they are damaged
     */
    ByteBuffer open(String key) throws ModelException;
}
