package io.azulejo.models;

import io.azulejo.models.checkpoint.Checkpoint;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.checkpoint.StoredTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checkpoints made in a test. */
public final class Tensors {
    private Tensors() {}

    public static Checkpoint checkpoint(String what, Map<String, FloatTensor> weights) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> tensors.put(name, new Given(name, tensor)));
        return new Checkpoint(what, tensors);
    }

    public static FloatTensor zeros(int... shape) {
        return FloatTensor.of(new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);
    }

    private record Given(String name, FloatTensor dense) implements StoredTensor {
        @Override
        public String type() {
            return "F32";
        }

        @Override
        public List<Integer> shape() {
            return dense.shape();
        }
    }
}
