package io.azulejo.models.analysis;

import io.azulejo.models.onnx.Tensor;
import java.util.List;
import java.util.Optional;

/** Constants of a picture's shape that are one number everywhere in each channel, as noise levels are given. */
final class Uniform {
    private Uniform() {}

    /** The tensor with height and width of 1 where all values along both are equal; else itself. */
    static Tensor of(Tensor tensor) {
        List<Long> dims = tensor.dims();
        int rank = dims.size();
        if (rank != 4 || dims.get(2) * dims.get(3) <= 1) {
            return tensor;
        }
        Optional<float[]> values = tensor.toFloats();
        long plane = dims.get(2) * dims.get(3);
        if (values.isEmpty() || values.get().length != dims.get(0) * dims.get(1) * plane) {
            return tensor;
        }
        float[] reduced = new float[(int) (values.get().length / plane)];
        for (int i = 0; i < values.get().length; i++) {
            int channel = (int) (i / plane);
            if (i % plane == 0) {
                reduced[channel] = values.get()[i];
            } else if (values.get()[i] != reduced[channel]) {
                return tensor;
            }
        }
        return Tensor.floats(tensor.name(), reduced, dims.get(0), dims.get(1), 1, 1);
    }
}
