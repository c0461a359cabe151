package io.azulejo.models.dncnn;

import io.azulejo.models.checkpoint.FloatTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random weights as KAIR draws them (options/train_dncnn.json, models/select_network.py): kernels orthogonal times 0.2,
 * biases and means 0, weights of normalisations uniform in 0.1..1, variances 1.
 */
final class DnCnnInitialisation {
    private static final double GAIN = 0.2;
    private static final double LEAST = 0.1;

    private DnCnnInitialisation() {}

    static Map<String, FloatTensor> draw(Map<String, List<Integer>> shapes, long seed) {
        Random random = new Random(seed);
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        shapes.forEach((name, sides) -> {
            int[] shape = sides.stream().mapToInt(Integer::intValue).toArray();
            float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
            if (shape.length > 1) {
                orthogonal(values, shape[0], random);
            } else if (name.endsWith(".weight")) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (LEAST + (1 - LEAST) * random.nextDouble());
                }
            } else {
                Arrays.fill(values, name.endsWith(".running_var") ? 1 : 0);
            }
            weights.put(name, FloatTensor.of(values, shape));
        });
        return weights;
    }

    /** Rows, or columns where these are fewer, at right angles and of length 0.2: Gram and Schmidt on normal numbers. */
    private static void orthogonal(float[] values, int rows, Random random) {
        int columns = values.length / rows;
        double[][] vectors = new double[Math.min(rows, columns)][Math.max(rows, columns)];
        for (int i = 0; i < vectors.length; i++) {
            double[] v = vectors[i];
            Arrays.setAll(v, at -> random.nextGaussian());
            for (int before = 0; before < i; before++) {
                double share = dot(v, vectors[before]);
                for (int at = 0; at < v.length; at++) {
                    v[at] -= share * vectors[before][at];
                }
            }
            double length = Math.sqrt(dot(v, v));
            for (int at = 0; at < v.length; at++) {
                v[at] /= length;
            }
        }
        for (int i = 0; i < values.length; i++) {
            double value = rows <= columns ? vectors[i / columns][i % columns] : vectors[i % columns][i / columns];
            values[i] = (float) (GAIN * value);
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
