package io.azulejo.models.onnx;

/**
 * A set of operators that a model needs.
 *
 * @param domain {@code ""} for ONNX's own
 * @param version of the set
 */
public record OpsetId(String domain, long version) {}
