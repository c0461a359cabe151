package io.azulejo.models.onnx;

import java.util.List;

/**
 * A computation (GraphProto).
 *
 * @param name may be empty
 * @param nodes in an order in which they can be run
 * @param initializers constant tensors, by name
 * @param inputs in order; old files list initializers here too
 * @param outputs in order
 */
public record Graph(
        String name, List<Node> nodes, List<Tensor> initializers, List<ValueInfo> inputs, List<ValueInfo> outputs) {}
