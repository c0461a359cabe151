package io.azulejo.models;

import io.azulejo.models.checkpoint.FloatTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** First weights made like those of a network that was trained. */
public final class Trained {
    private Trained() {}

    /** Biases and means of either sign, variances of 0.5 to 2; kernels as they are. */
    public static Map<String, FloatTensor> statistics(Map<String, FloatTensor> weights, long seed) {
        Random random = new Random(seed);
        Map<String, FloatTensor> trained = new LinkedHashMap<>(weights);
        weights.forEach((name, tensor) -> {
            float[] values = tensor.toArray();
            boolean variance = name.endsWith(".running_var");
            if (variance || name.endsWith(".running_mean") || name.endsWith(".bias")) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = variance ? 0.5f + 1.5f * random.nextFloat() : random.nextFloat() - 0.5f;
                }
                trained.put(name, FloatTensor.of(values, values.length));
            }
        });
        return trained;
    }
}
