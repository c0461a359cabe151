package io.azulejo.udfs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.azulejo.imaging.codec.ByteSource;
import io.azulejo.imaging.codec.Format;
import io.azulejo.imaging.picture.Picture;
import io.azulejo.imaging.picture.Shape;
import io.azulejo.models.checkpoint.WeightFile;
import io.azulejo.models.family.Families;
import io.azulejo.models.network.Family.Recognised;
import io.azulejo.models.network.NetworkSettings;
import io.azulejo.models.store.Model;
import io.azulejo.udfs.option.Options;
import io.azulejo.udfs.restore.TorchFile.Numbers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of weights as KAIR's training of DnCNN saves it, from PyTorch's file to the restored picture. */
class ImportedDnCnnTest {
    private static final long SEED = 5;
    private static final int FEATURES = 4;
    private static final int WIDTH = 23;
    private static final int HEIGHT = 17;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void restoresAsItsDefinitionSays() throws Exception {
        Map<String, Numbers> weights = new LinkedHashMap<>();
        convolution(weights, "model.0", 1, FEATURES);
        convolution(weights, "model.2", FEATURES, FEATURES);
        weights.put("model.3.weight", vector(0.5f, 1.5f));
        weights.put("model.3.bias", vector(-0.2f, 0.2f));
        weights.put("model.3.running_mean", vector(-0.2f, 0.2f));
        weights.put("model.3.running_var", vector(0.5f, 2));
        convolution(weights, "model.5", FEATURES, 1);
        Path file = folder.resolve("dncnn.pth");
        TorchFile.write(file, weights);
        Picture picture = Pictures.noisy(new Shape(WIDTH, HEIGHT, 1, 8), SEED);
        Picture restored = restored(imported(file), picture);
        double[][] noise = noise(weights, picture);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double clean = picture.sample(x, y, 0) - 255 * noise[0][y * WIDTH + x];
                double expected = Math.min(255, Math.max(0, clean));
                assertEquals(expected, restored.sample(x, y, 0), 0.51, "seed %d, at %d, %d".formatted(SEED, x, y));
            }
        }
    }

    private static Model imported(Path file) throws Exception {
        WeightFile opened = WeightFile.open(file, Optional.empty(), file.toString());
        Recognised found = Families.recognise(opened.checkpoint(), NetworkSettings.none());
        return Families.model("dncnn", found.network(), opened.checkpoint());
    }

    private static Picture restored(Model model, Picture picture) throws Exception {
        Files.Kept output = new Files.Kept();
        try (Restorer restorer = Restorer.open(model, Options.NONE)) {
            restorer.restore(ByteSource.of(Files.encode(picture, Format.PNG)), Optional.empty(), output);
        }
        return Files.decode(output.file());
    }

    private void convolution(Map<String, Numbers> weights, String name, int in, int out) {
        weights.put(name + ".weight", numbers(-0.2f, 0.2f, out, in, 3, 3));
        weights.put(name + ".bias", numbers(-0.1f, 0.1f, out));
    }

    private Numbers vector(float least, float most) {
        return numbers(least, most, FEATURES);
    }

    private Numbers numbers(float least, float most, int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = least + (most - least) * random.nextFloat();
        }
        return new Numbers(values, shape);
    }

    /** By plain loops: convolution, ReLU; convolution, normalisation with KAIR's epsilon, ReLU; convolution. */
    private static double[][] noise(Map<String, Numbers> weights, Picture picture) {
        double[][] x = new double[1][WIDTH * HEIGHT];
        for (int i = 0; i < x[0].length; i++) {
            x[0][i] = picture.sample(i % WIDTH, i / WIDTH, 0) / 255.0;
        }
        double[][] f = convolved(weights, "model.0", x);
        positive(f);
        f = convolved(weights, "model.2", f);
        for (int c = 0; c < f.length; c++) {
            double deviation = Math.sqrt(weights.get("model.3.running_var").values()[c] + 1e-4);
            for (int i = 0; i < f[c].length; i++) {
                f[c][i] = (f[c][i] - weights.get("model.3.running_mean").values()[c]) / deviation;
                f[c][i] = f[c][i] * weights.get("model.3.weight").values()[c]
                        + weights.get("model.3.bias").values()[c];
            }
        }
        positive(f);
        return convolved(weights, "model.5", f);
    }

    private static void positive(double[][] v) {
        for (double[] plane : v) {
            Arrays.setAll(plane, i -> Math.max(0, plane[i]));
        }
    }

    private static double[][] convolved(Map<String, Numbers> weights, String name, double[][] x) {
        float[] taps = weights.get(name + ".weight").values();
        float[] bias = weights.get(name + ".bias").values();
        double[][] y = new double[bias.length][WIDTH * HEIGHT];
        for (int c = 0; c < y.length; c++) {
            for (int at = 0; at < WIDTH * HEIGHT; at++) {
                y[c][at] = bias[c];
                for (int tap = 0; tap < 9 * x.length; tap++) {
                    int row = at / WIDTH + tap % 9 / 3 - 1;
                    int column = at % WIDTH + tap % 3 - 1;
                    if (row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH) {
                        y[c][at] += taps[c * 9 * x.length + tap] * x[tap / 9][row * WIDTH + column];
                    }
                }
            }
        }
        return y;
    }
}
