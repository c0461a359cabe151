package io.azulejo.models.analysis;

import io.azulejo.models.analysis.Trace.Fixed;
import io.azulejo.models.analysis.Trace.Pixels;
import io.azulejo.models.onnx.Node;
import java.util.List;
import java.util.Optional;

/** Operators with a kernel that moves over the picture: convolutions and pooling. */
final class Kernels {
    private Kernels() {}

    static Trace apply(Node node, Walk walk, Pixels x) {
        boolean pooling = node.opType().endsWith("Pool");
        String weightName = node.input(node.opType().equals("QLinearConv") ? 3 : 1);
        Optional<List<Long>> weight = walk.trace(weightName) instanceof Fixed fixed ? fixed.dims() : Optional.empty();
        if (!pooling && weight.filter(dims -> dims.size() == 4).isEmpty()) {
            return Rules.unknown(node.opType() + " with a kernel that is computed");
        }
        List<Long> kernel = pooling
                ? node.integers("kernel_shape").orElse(List.of())
                : weight.get().subList(2, 4);
        List<Long> strides = node.integers("strides").orElse(List.of(1L, 1L));
        List<Long> dilations = node.integers("dilations").orElse(List.of(1L, 1L));
        List<Long> pads = node.integers("pads").orElse(List.of(0L, 0L, 0L, 0L));
        if (kernel.size() != 2 || strides.size() != 2 || dilations.size() != 2 || pads.size() != 4) {
            return Rules.unknown(node.opType() + " that is not of two dimensions");
        }
        String autoPad = node.text("auto_pad", "NOTSET");
        boolean transposed = node.opType().equals("ConvTranspose");
        if (!autoPad.equals("NOTSET") && !autoPad.equals("VALID") && transposed) {
            return Rules.unknown(node.opType() + " that pads by itself");
        }
        Pixels y = new Pixels(
                axis(x.high(), transposed, autoPad, kernel.get(0), strides.get(0), dilations.get(0), pads.get(0)),
                axis(x.wide(), transposed, autoPad, kernel.get(1), strides.get(1), dilations.get(1), pads.get(1)));
        if (!pooling) {
            long macs = weight.get().stream().reduce(1L, Math::multiplyExact);
            walk.work(macs, transposed ? x : y, walk.isBinary(weightName));
        }
        return y;
    }

    private static Axis axis(
            Axis x, boolean transposed, String autoPad, long kernel, long stride, long dilation, long pad) {
        long span = Math.multiplyExact(kernel - 1, dilation);
        if (transposed) {
            // Output j takes inputs (j + pad - tap) / stride for the taps 0..span that divide.
            return x.reach(Ratio.of(Math.subtractExact(span, pad), stride), Ratio.of(pad, stride))
                    .scaled(Ratio.of(stride));
        }
        long before = switch (autoPad) {
            case "VALID" -> 0;
            case "SAME_UPPER" -> span / 2;
            case "SAME_LOWER" -> span - span / 2;
            default -> pad;
        };
        // With a stride, how much SAME pads depends on the picture's size: both ends of what is possible.
        long slack = autoPad.startsWith("SAME") ? Math.subtractExact(stride, 1) : 0;
        return x.reach(before, Math.addExact(span - before, slack)).shrunk(stride);
    }
}
