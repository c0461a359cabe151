package io.azulejo.models.onnx;

import io.azulejo.models.ModelException;

/** What a model must be before anything looks at its nodes. */
final class ModelLimits {
    /** Before this, operators had other meanings. */
    private static final long OLDEST_OPSET = 7;

    private ModelLimits() {}

    static void check(OnnxModel model, String what) throws ModelException {
        if (model.irVersion() < 3 || model.opset() < OLDEST_OPSET) {
            throw new ModelException(
                    "%s is an ONNX model of format %d with operators of version %d; it must be of format 3 and version %d or later: export it again"
                            .formatted(what, model.irVersion(), model.opset(), OLDEST_OPSET));
        }
        long own = model.opsets().stream()
                .filter(set -> set.domain().isEmpty() || set.domain().equals("ai.onnx"))
                .count();
        if (own > 1) {
            throw new ModelException(
                    "%s states %d versions of ONNX's own operators; there must be one".formatted(what, own));
        }
        check(model.graph(), what);
    }

    private static void check(Graph graph, String what) throws ModelException {
        for (Node node : graph.nodes()) {
            if (!node.domain().isEmpty()) {
                throw new ModelException("%s uses the operator %s of %s; only ONNX's own operators are run: %s"
                        .formatted(
                                what,
                                ModelException.quote(node.opType()),
                                ModelException.quote(node.domain()),
                                node.opType().startsWith("QLinear")
                                        ? "quantise it again in the format QDQ"
                                        : "export it without"));
            }
            for (Attribute attribute : node.attributes()) {
                if (attribute instanceof Attribute.Graphs graphs) {
                    for (Graph inner : graphs.value()) {
                        check(inner, what);
                    }
                }
            }
        }
    }
}
