package io.azulejo.models.onnx;

import java.util.List;
import java.util.Map;

/**
 * An ONNX model (ModelProto).
 *
 * @param irVersion of the file format
 * @param producer name of the program that wrote it; may be empty
 * @param opsets operator sets that its nodes come from
 * @param graph what it computes
 * @param metadata its metadata properties, in the file's order
 */
public record OnnxModel(
        long irVersion, String producer, List<OpsetId> opsets, Graph graph, Map<String, String> metadata) {

    /** Version of ONNX's own operators, 0 where none is stated. */
    public long opset() {
        return opsets.stream()
                .filter(set -> set.domain().isEmpty())
                .mapToLong(OpsetId::version)
                .findFirst()
                .orElse(0);
    }

    /**
     * A set of operators that a model needs.
     *
     * @param domain {@code ""} for ONNX's own
     * @param version of the set
     */
    public record OpsetId(String domain, long version) {}
}
