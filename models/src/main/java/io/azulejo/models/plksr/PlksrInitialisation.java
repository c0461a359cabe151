package io.azulejo.models.plksr;

import io.azulejo.models.checkpoint.FloatTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random weights as the authors' code draws them. */
final class PlksrInitialisation {
    private static final double DEVIATION = 0.02;

    private PlksrInitialisation() {}

    static Map<String, FloatTensor> draw(PlksrConfig config, long seed) {
        Random random = new Random(seed);
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        double bound = 0;
        for (Map.Entry<String, List<Integer>> tensor :
                PlksrTensors.shapes(config).entrySet()) {
            String name = tensor.getKey();
            int[] shape = tensor.getValue().stream().mapToInt(Integer::intValue).toArray();
            boolean bias = shape.length == 1;
            if (!bias) {
                // A bias follows its weight and has the same fan in.
                bound = 1 / Math.sqrt(shape[1] * shape[2] * shape[3]);
            }
            boolean uniform = bias || name.endsWith(PlksrTensors.FIRST_MIXER + ".weight");
            weights.put(name, draw(shape, uniform, bound, random));
        }
        return weights;
    }

    private static FloatTensor draw(int[] shape, boolean uniform, double bound, Random random) {
        int count = 1;
        for (int side : shape) {
            count = Math.multiplyExact(count, side);
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (uniform ? (2 * random.nextDouble() - 1) * bound : random.nextGaussian() * DEVIATION);
        }
        return FloatTensor.of(values, shape);
    }
}
