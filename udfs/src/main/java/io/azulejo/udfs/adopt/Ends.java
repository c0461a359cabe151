package io.azulejo.udfs.adopt;

import io.azulejo.models.onnx.Attribute;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.Node;
import io.azulejo.models.onnx.Rewiring;
import io.azulejo.models.onnx.Tensor;
import io.azulejo.models.onnx.ValueInfo;
import io.azulejo.models.onnx.ValueInfo.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tensors at a network's ends as it was made: what lies between them and one float32 NCHW picture of samples 0..1 on
 * each side. The way there and back is nodes of the network itself, so that no engine has to know of it.
 *
 * @param input of the network
 * @param output of the network that is the picture
 * @param channelsLast whether both are NHWC
 * @param channels of both: 1, 3, or 4, of which the last is an alpha that is opaque and thrown away
 * @param in code of the input's samples; a whole-number input is rounded half up
 * @param out code of the output's samples
 */
record Ends(ValueInfo input, ValueInfo output, boolean channelsLast, int channels, Code in, Code out) {
    /** What the free sides of the picture given to the rewired network are called. */
    static final String BATCH = "n";

    static final String HEIGHT = "height";
    static final String WIDTH = "width";

    private static final String PREFIX = "azulejo/";

    /**
     * Samples of 0..1 times {@code gain} plus {@code offset}.
     *
     * @param gain not 0
     */
    record Code(float gain, float offset) {
        static final Code PLAIN = new Code(1, 0);

        static Code of(Range range) {
            return new Code(range.white(), range.black());
        }

        /** Of luma that keeps to 16/255..235/255 of the range (ITU-R BT.601, studio range). */
        Code studio() {
            return new Code(gain * 219 / 255, offset + gain * 16 / 255);
        }
    }

    /** Channels of a picture: 1 or 3. */
    int pictureChannels() {
        return Math.min(channels, 3);
    }

    /** The size of a side of the input that is fixed, 0 of one that is free; where only one side is, both are. */
    int fixedHeight() {
        return fixed(channelsLast ? 1 : 2, channelsLast ? 2 : 3);
    }

    int fixedWidth() {
        return fixed(channelsLast ? 2 : 3, channelsLast ? 1 : 2);
    }

    int fixedBatch() {
        return (int) Math.max(0, input.dimensions().get(0).size());
    }

    private int fixed(int side, int other) {
        long size = input.dimensions().get(side).size();
        return (int) Math.max(0, size > 0 ? size : input.dimensions().get(other).size());
    }

    /** The same for one picture a run. */
    Ends alone() {
        List<Dimension> sides = new ArrayList<>(input.dimensions());
        sides.set(0, Dimension.fixed(1));
        return new Ends(
                new ValueInfo(input.name(), input.elementType(), sides), output, channelsLast, channels, in, out);
    }

    Ends with(Code otherIn, Code otherOut) {
        return new Ends(input, output, channelsLast, channels, otherIn, otherOut);
    }

    /** The way from and to the picture. */
    Rewiring rewiring() {
        Chain before = new Chain(PREFIX + "in");
        if (channels == 4) {
            before.add("Conv", before.constant(opaque(), 4, 3, 1, 1), before.constant(new float[] {0, 0, 0, 1}, 4));
        }
        if (in.gain() != 1) {
            before.add("Mul", before.constant(new float[] {in.gain()}));
        }
        if (in.offset() != 0) {
            before.add("Add", before.constant(new float[] {in.offset()}));
        }
        if (input.elementType() == ElementType.UINT8.code()) {
            before.add("Add", before.constant(new float[] {0.5f}));
            before.add("Floor");
        }
        before.cast(input.elementType());
        if (channelsLast) {
            before.add("Transpose", new Attribute.Ints("perm", List.of(0L, 2L, 3L, 1L)));
        }
        Chain behind = new Chain(PREFIX + "out");
        if (channelsLast) {
            behind.add("Transpose", new Attribute.Ints("perm", List.of(0L, 3L, 1L, 2L)));
        }
        behind.cast(output.elementType());
        if (channels == 4) {
            behind.add("Gather", new Attribute.Int("axis", 1), behind.constant(Tensor.integers("", 0, 1, 2)));
        }
        if (out.offset() != 0) {
            behind.add("Sub", behind.constant(new float[] {out.offset()}));
        }
        if (out.gain() != 1) {
            behind.add("Div", behind.constant(new float[] {out.gain()}));
        }
        String from = before.nodes.isEmpty() ? input.name() : PREFIX + "input";
        String to = behind.nodes.isEmpty() ? output.name() : PREFIX + "output";
        return new Rewiring(
                picture(from, "", fixedHeight(), fixedWidth()),
                before.between(from, input.name()),
                behind.between(output.name(), to),
                picture(to, "output ", 0, 0));
    }

    /** @param label before the names of free sides; ends of one name would be taken for equally long */
    private ValueInfo picture(String name, String label, int height, int width) {
        return new ValueInfo(
                name,
                ElementType.FLOAT.code(),
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

    /** Nodes in a row, each of the one before it, constants and attributes. */
    private static final class Chain {
        final List<Node> nodes = new ArrayList<>();
        private final List<Node> constants = new ArrayList<>();
        private final String prefix;

        Chain(String prefix) {
            this.prefix = prefix;
        }

        void cast(int type) {
            if (type != ElementType.FLOAT.code()) {
                boolean before = prefix.equals(PREFIX + "in");
                add("Cast", new Attribute.Int("to", before ? type : ElementType.FLOAT.code()));
            }
        }

        /** A constant; the name of its value. */
        String constant(float[] values, long... dims) {
            return constant(Tensor.floats("", values, dims));
        }

        String constant(Tensor tensor) {
            String name = "%s/constant%d".formatted(prefix, constants.size());
            Attribute value = new Attribute.Tensors("value", List.of(tensor));
            constants.add(new Node("Constant", "", name, List.of(), List.of(name), List.of(value)));
            return name;
        }

        /** A node; its parts are the names of constants, and attributes. */
        void add(String operator, Object... parts) {
            List<String> inputs = new ArrayList<>(List.of(""));
            List<Attribute> attributes = new ArrayList<>();
            for (Object part : parts) {
                if (part instanceof String constant) {
                    inputs.add(constant);
                } else if (part instanceof Attribute attribute) {
                    attributes.add(attribute);
                }
            }
            String name = "%s/%d/%s".formatted(prefix, nodes.size(), operator);
            nodes.add(new Node(operator, "", name, inputs, List.of(name), attributes));
        }

        /** The nodes with their values named so that they lead from one value to another. */
        List<Node> between(String from, String to) {
            List<Node> named = new ArrayList<>(constants);
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                List<String> inputs = new ArrayList<>(node.inputs());
                inputs.set(0, i == 0 ? from : nodes.get(i - 1).name());
                List<String> outputs = i == nodes.size() - 1 ? Arrays.asList(to) : node.outputs();
                named.add(new Node(node.opType(), "", node.name(), inputs, outputs, node.attributes()));
            }
            return named;
        }
    }
}
