package io.azulejo.models.bbcu;

import io.azulejo.models.checkpoint.FloatTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Random weights as the authors' code draws them. Layers are either of PyTorch's default, uniform within 1/sqrt(fan in)
 * with their biases, or Kaiming normal (fan in, gain sqrt 2) times 0.1 with biases of 0. Slopes are 0.25, shifts 0.
 */
final class BbcuInitialisation {
    private static final float SLOPE = 0.25f;
    private static final double DAMPING = 0.1;

    private BbcuInitialisation() {}

    /** Draws tensors of the given shapes; {@code uniform} says by its name whether a layer is of PyTorch's default. */
    static Map<String, FloatTensor> draw(Map<String, List<Integer>> shapes, Predicate<String> uniform, long seed) {
        Random random = new Random(seed);
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        int fanIn = 1;
        for (Map.Entry<String, List<Integer>> tensor : shapes.entrySet()) {
            String name = tensor.getKey();
            int[] shape = tensor.getValue().stream().mapToInt(Integer::intValue).toArray();
            float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
            boolean shift = name.endsWith(BinaryUnit.SHIFT)
                    || name.endsWith(BinaryUnit.BEFORE)
                    || name.endsWith(BinaryUnit.AFTER);
            if (name.endsWith(BinaryUnit.SLOPE)) {
                Arrays.fill(values, SLOPE);
            } else if (!shift) {
                // A bias follows its weight and has the same fan in.
                fanIn = shape.length == 1 ? fanIn : shape[1] * shape[2] * shape[3];
                fill(values, shape.length == 1, uniform.test(name), fanIn, random);
            }
            weights.put(name, FloatTensor.of(values, shape));
        }
        return weights;
    }

    private static void fill(float[] values, boolean bias, boolean uniform, int fanIn, Random random) {
        double bound = 1 / Math.sqrt(fanIn);
        double deviation = bias ? 0 : DAMPING * Math.sqrt(2.0 / fanIn);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (uniform ? (2 * random.nextDouble() - 1) * bound : random.nextGaussian() * deviation);
        }
    }
}
