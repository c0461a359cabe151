package io.azulejo.udfs.adopt;

import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Rewiring;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors at a network's ends as it was made: what lies between them and one float32 NCHW picture of samples 0..1 on
 * each side. The way there and back is nodes of the network itself, so that no engine has to know of it.
 *
 * @param input of the network; bytes are rounded half up, other whole numbers as QuantizeLinear does
 * @param output of the network that is the picture
 * @param channels of both: 1, 3, or 4, of which the last is an alpha that is opaque and thrown away
 */
record NetworkEnds(NetworkEnd input, NetworkEnd output, int channels) {
    /** What the free sides of the picture given to the rewired network are called. */
    static final String BATCH = "n";

    static final String HEIGHT = "height";
    static final String WIDTH = "width";

    private static final String PREFIX = "azulejo/";
    private static final int FLOAT = ElementType.FLOAT.code();

    /** Channels of a picture: 1 or 3. */
    int pictureChannels() {
        return Math.min(channels, 3);
    }

    /** The size of a side of the input that is fixed, 0 of one that is free; where only one side is, both are. */
    int fixedHeight() {
        return fixed(input.layout().height(input.value()), input.layout().width(input.value()));
    }

    int fixedWidth() {
        return fixed(input.layout().width(input.value()), input.layout().height(input.value()));
    }

    int fixedBatch() {
        return (int) Math.max(0, input.value().dimensions().get(0).size());
    }

    private static int fixed(Dimension side, Dimension other) {
        return (int) Math.max(0, side.size() > 0 ? side.size() : other.size());
    }

    /** The same for one picture a run. */
    NetworkEnds alone() {
        List<Dimension> sides = new ArrayList<>(input.value().dimensions());
        sides.set(0, Dimension.fixed(1));
        ValueInfo one = new ValueInfo(input.value().name(), input.value().elementType(), sides);
        return new NetworkEnds(input.with(one), output, channels);
    }

    NetworkEnds with(SampleCoding in, SampleCoding out) {
        return new NetworkEnds(input.with(in), output.with(out), channels);
    }

    NetworkEnds with(ChannelOrder out) {
        return new NetworkEnds(input, output.with(out), channels);
    }

    /** The way from and to the picture. */
    Rewiring rewiring() {
        NodeChain before = before();
        NodeChain behind = behind();
        String from = before.isEmpty() ? input.value().name() : PREFIX + "input";
        String to = behind.isEmpty() ? output.value().name() : PREFIX + "output";
        return new Rewiring(
                picture(from, "", fixedHeight(), fixedWidth()),
                before.between(from, input.value().name()),
                behind.between(output.value().name(), to),
                picture(to, "output ", 0, 0));
    }

    private NodeChain before() {
        NodeChain before = new NodeChain(PREFIX + "in", FLOAT);
        if (input.order() == ChannelOrder.BGR) {
            before.pick(2, 1, 0);
        }
        if (channels == 4) {
            before.add("Conv", before.constant(opaque(), 4, 3, 1, 1), before.constant(new float[] {0, 0, 0, 1}, 4));
        }
        before.code(input.code());
        input.quantised().ifPresent(before::quantise);
        if (input.isBytes()) {
            before.add("Add", before.constant(new float[] {0.5f}));
            before.add("Floor");
        }
        before.cast(input.value().elementType());
        before.transpose(input.layout().fromPlanes());
        return before;
    }

    private NodeChain behind() {
        NodeChain behind = new NodeChain(PREFIX + "out", output.value().elementType());
        behind.transpose(output.layout().toPlanes());
        output.quantised().ifPresent(behind::dequantise);
        behind.cast(FLOAT);
        if (output.order() == ChannelOrder.BGR) {
            behind.pick(2, 1, 0);
        } else if (channels == 4) {
            behind.pick(0, 1, 2);
        }
        behind.decode(output.code());
        return behind;
    }

    /** @param label before the names of free sides; ends of one name would be taken for equally long */
    private ValueInfo picture(String name, String label, int height, int width) {
        return new ValueInfo(
                name,
                FLOAT,
                List.of(
                        side(fixedBatch(), BATCH),
                        Dimension.fixed(pictureChannels()),
                        side(height, label + HEIGHT),
                        side(width, label + WIDTH)));
    }

    private static Dimension side(int size, String label) {
        return size > 0 ? Dimension.fixed(size) : Dimension.free(label);
    }

    /** Three channels kept, and a fourth of nothing. */
    private static float[] opaque() {
        float[] weights = new float[12];
        for (int channel = 0; channel < 3; channel++) {
            weights[channel * 3 + channel] = 1;
        }
        return weights;
    }
}
