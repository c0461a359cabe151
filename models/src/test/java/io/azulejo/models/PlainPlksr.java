package io.azulejo.models;

import io.azulejo.models.Plain.Size;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.plksr.LargeKernel;
import io.azulejo.models.plksr.PlksrConfig;
import java.util.Arrays;
import java.util.Map;

/** PLKSR computed in double precision by plain loops, straight from its definition: knows no graph and no runtime. */
public final class PlainPlksr {
    private final PlksrConfig config;
    private final Map<String, FloatTensor> weights;

    public PlainPlksr(PlksrConfig config, Map<String, FloatTensor> weights) {
        this.config = config;
        this.weights = weights;
    }

    /** One picture after the other, each (3, h, w). */
    public Array run(Array input) {
        return Plain.eachPicture(input, config.scale(), this::picture);
    }

    private double[][] picture(double[][] x, Size size) {
        double[][] f = conv(x, size, "feats.0", 1);
        for (int block = 1; block <= config.blocks(); block++) {
            String name = "feats." + block;
            double[][] hidden = Plain.each(conv(f, size, name + ".channe_mixer.0", 1), PlainPlksr::gelu);
            double[][] t = conv(hidden, size, name + ".channe_mixer.2", 1);
            double[][] large = largeKernel(Arrays.copyOf(t, config.largeChannels()), size, name);
            System.arraycopy(large, 0, t, 0, large.length);
            if (config.attention()) {
                double[][] gate = conv(t, size, name + ".attn.f.0", 1);
                t = Plain.each(t, gate, (value, open) -> value / (1 + Math.exp(-open)));
            }
            f = Plain.sum(f, conv(t, size, name + ".refine", 1));
        }
        double[][] o = conv(f, size, "feats." + (config.blocks() + 1), 1);
        int r = config.scale();
        return Plain.sum(Plain.pixelShuffle(o, size, r), Plain.nearest(x, size, r));
    }

    private double[][] largeKernel(double[][] u, Size size, String block) {
        double[][] sum = config.identity() ? u : new double[u.length][size.pixels()];
        for (LargeKernel.Branch branch : config.largeKernel().branches()) {
            sum = Plain.sum(sum, conv(u, size, block + "." + branch.name(), branch.dilation()));
        }
        return sum;
    }

    private double[][] conv(double[][] x, Size size, String name, int dilation) {
        return Plain.conv(x, size, weights, name, dilation);
    }

    private static double gelu(double v) {
        return 0.5 * v * (1 + erf(v / Math.sqrt(2)));
    }

    /** Abramowitz and Stegun 7.1.6, whose terms are all of one sign. */
    private static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
