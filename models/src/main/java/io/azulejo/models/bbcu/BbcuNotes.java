package io.azulejo.models.bbcu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the cards of binary networks say besides. */
final class BbcuNotes {
    /** A float32 weight is worth as much as so many of one bit. */
    private static final int BITS = 32;

    private BbcuNotes() {}

    /**
     * Parameters of the convolutions, a binary weight counted as a 32nd; shifts and RPReLU are left out.
     * Source: arXiv 2210.00405, section 4, whose tables count so.
     */
    static long equivalent(Map<String, List<Integer>> shapes) {
        double sum = 0;
        for (Map.Entry<String, List<Integer>> tensor : shapes.entrySet()) {
            String name = tensor.getKey();
            boolean shift = name.endsWith(BinaryUnit.SHIFT) || name.contains(".relu.");
            long numbers = tensor.getValue().stream().mapToLong(side -> side).reduce(1, Math::multiplyExact);
            sum += shift ? 0 : isBinary(name) ? (double) numbers / BITS : numbers;
        }
        return Math.round(sum);
    }

    static Map<String, Object> notes(Map<String, List<Integer>> shapes) {
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("equivalentParameters", equivalent(shapes));
        if (shapes.keySet().stream().anyMatch(BbcuNotes::isBinary)) {
            notes.put(
                    "binaryWeights",
                    "in NAME.binary_conv.weight.signs as int8 (-1, 0, 1), times NAME.binary_conv.weight.alpha, one an output channel");
        }
        return notes;
    }

    private static boolean isBinary(String name) {
        return name.endsWith(BinaryUnit.CONV + ".weight");
    }
}
