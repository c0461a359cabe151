package io.azulejo.models;

import io.azulejo.models.Plain.Size;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DnCNN computed in double precision by plain loops over the layers in the order of their numbers: knows no graph, no
 * runtime, and folds nothing.
 */
public final class PlainDnCnn {
    private final Map<String, FloatTensor> weights;
    private final List<String> layers = new ArrayList<>();
    private final double slope;
    private final double eps;

    public PlainDnCnn(Network network, Map<String, FloatTensor> weights) {
        this.weights = weights;
        for (String name : network.shapes().keySet()) {
            if (name.endsWith(".weight")) {
                layers.add(name.substring(0, name.length() - ".weight".length()));
            }
        }
        this.slope = network.named().get("act_mode").toString().endsWith("L") ? 0.2 : 0;
        this.eps = (double) network.named().getOrDefault("eps", 0.0);
    }

    /** One picture after the other, each (c, h, w). */
    public Array run(Array input) {
        return Plain.eachPicture(input, 1, this::picture);
    }

    private double[][] picture(double[][] x, Size size) {
        double[][] f = x;
        for (int i = 0; i < layers.size(); i++) {
            String layer = layers.get(i);
            boolean normalisation = weights.get(layer + ".weight").shape().size() == 1;
            if (!normalisation) {
                f = Plain.conv(f, size, weights, layer, 1);
            } else {
                normalise(f, layer);
            }
            boolean normalisedNext = i + 1 < layers.size()
                    && weights.get(layers.get(i + 1) + ".weight").shape().size() == 1;
            if (i + 1 < layers.size() && !normalisedNext) {
                f = Plain.each(f, value -> value >= 0 ? value : slope * value);
            }
        }
        return Plain.each(x, f, (picture, noise) -> picture - noise);
    }

    private void normalise(double[][] v, String layer) {
        for (int c = 0; c < v.length; c++) {
            double mean = number(layer + ".running_mean", c);
            double deviation = Math.sqrt(number(layer + ".running_var", c) + eps);
            for (int i = 0; i < v[c].length; i++) {
                v[c][i] = (v[c][i] - mean) / deviation * number(layer + ".weight", c) + number(layer + ".bias", c);
            }
        }
    }

    private double number(String name, int index) {
        return weights.get(name).values().get(index);
    }
}
