package io.azulejo.models.onnx;

import java.util.List;

/**
 * Name and type of a graph's input or output (ValueInfoProto).
 *
 * @param name of the value
 * @param elementType code of TensorProto.DataType; 0 where it is unstated or no tensor
 * @param dimensions empty where the shape is unstated
 */
public record ValueInfo(String name, int elementType, List<Dimension> dimensions) {
    /**
     * One side of a shape.
     *
     * @param size fixed size, -1 where it is free
     * @param label name of a free size; may be empty
     */
    public record Dimension(long size, String label) {
        public static Dimension fixed(long size) {
            return new Dimension(size, "");
        }

        public static Dimension free(String label) {
            return new Dimension(-1, label);
        }

        public boolean isFree() {
            return size < 0;
        }
    }
}
