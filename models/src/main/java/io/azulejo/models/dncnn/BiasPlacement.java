package io.azulejo.models.dncnn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which convolutions have a bias: a habit of each port, and what tells their epsilon of normalisation. */
enum BiasPlacement {
    /** KAIR, models/network_dncnn.py. */
    ALL(1e-4),
    /** The head alone: cszn/DnCNN, dncnn_pytorch. */
    HEAD(1e-4),
    /** SaoYan/DnCNN-PyTorch, which keeps PyTorch's own epsilon. */
    NONE(1e-5);

    private final double eps;

    BiasPlacement(double eps) {
        this.eps = eps;
    }

    /** What the port adds to a variance. */
    double eps() {
        return eps;
    }

    boolean has(int layer) {
        return this == ALL || (this == HEAD && layer == 0);
    }

    /** As {@code --set} and a card have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(BiasPlacement::word).toList();
    }

    static BiasPlacement of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
