package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.util.List;

/** A tensor that lies in a checkpoint, described before any of its numbers is read. */
public interface StoredTensor {
    String name();

    /** Type of its numbers as the file calls it. */
    String type();

    /** Its sides, none negative; the product fits an array. */
    List<Integer> shape();

    /**
     * Its numbers as float32; float16 and bfloat16 are widened.
     *
     * @throws ModelException if they are of another type, or one is NaN or infinite
     */
    FloatTensor dense() throws ModelException;
}
