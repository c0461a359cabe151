package io.azulejo.models.analysis;

import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Constants of a picture's shape that are one number everywhere in each channel, as noise levels are given. */
final class UniformPlanes {
    private UniformPlanes() {}

    /** The tensor with height and width of 1 where all values along both are equal; else itself. */
    static Tensor of(Tensor tensor) {
        List<Long> dims = tensor.dims();
        if (dims.size() != 4 || tensor.type() != ElementType.FLOAT || tensor.elements() == 0) {
            return tensor;
        }
        long plane = dims.get(2) * dims.get(3);
        if (plane <= 1 || tensor.elements() % plane != 0) {
            return tensor;
        }
        ByteBuffer data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        float[] reduced = new float[(int) (tensor.elements() / plane)];
        // Most weights differ in their second number, so little is read of them.
        for (int i = 0; i < tensor.elements(); i++) {
            float value = data.getFloat(i * Float.BYTES);
            int channel = (int) (i / plane);
            if (i % plane == 0) {
                reduced[channel] = value;
            } else if (value != reduced[channel]) {
                return tensor;
            }
        }
        return Tensor.floats(tensor.name(), reduced, dims.get(0), dims.get(1), 1, 1);
    }
}
