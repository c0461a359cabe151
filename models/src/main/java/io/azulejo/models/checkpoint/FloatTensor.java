package io.azulejo.models.checkpoint;

import io.azulejo.models.ModelException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A float32 tensor, row-major.
 *
 * @param shape its sides; empty for a scalar
 * @param values from position 0 to the limit, read-only
 */
public record FloatTensor(List<Integer> shape, FloatBuffer values) {
    public FloatTensor {
        shape = List.copyOf(shape);
        values = values.asReadOnlyBuffer();
        long elements = 1;
        for (int side : shape) {
            elements *= side;
        }
        if (elements != values.remaining()) {
            throw new IllegalArgumentException("%d values for the shape %s".formatted(values.remaining(), shape));
        }
    }

    /** A tensor over an array, which is kept and not copied. */
    public static FloatTensor of(float[] values, int... shape) {
        return new FloatTensor(Arrays.stream(shape).boxed().toList(), FloatBuffer.wrap(values));
    }

    /** A copy of the values. */
    public float[] toArray() {
        float[] copy = new float[values.remaining()];
        values.duplicate().get(copy);
        return copy;
    }

    /**
     * The tensor itself, once every value was seen to be finite: weights that are no numbers make a network that gives
     * none.
     *
     * @param what names the file in messages
     * @param name of the tensor
     * @throws ModelException if one is NaN or infinite
     */
    FloatTensor finite(String what, String name) throws ModelException {
        int wrong = 0;
        for (int i = 0; i < values.limit(); i++) {
            if (!Float.isFinite(values.get(i))) {
                wrong++;
            }
        }
        if (wrong > 0) {
            throw new ModelException("%s: tensor %s holds %d values that are NaN or infinite"
                    .formatted(what, ModelException.quote(name), wrong));
        }
        return this;
    }
}
