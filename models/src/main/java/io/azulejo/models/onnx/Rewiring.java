package io.azulejo.models.onnx;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Nodes before a network's input and behind its output: what lies between keeps its bytes, whatever it holds.
 *
 * @param input what the network takes from then on
 * @param before nodes from there to the values that the old nodes read
 * @param behind nodes from the old nodes' values to the output
 * @param output what the network gives from then on; all else that it gave is given no more
 */
public record Rewiring(ValueInfo input, List<Node> before, List<Node> behind, ValueInfo output) {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;

    /**
     * The file with the new ends; the same file gives the same bytes.
     *
     * @param file bytes that {@link OnnxReader} has read before
     */
    public byte[] apply(byte[] file) {
        ProtoWriter out = new ProtoWriter();
        try {
            ProtoReader in = new ProtoReader(ByteBuffer.wrap(file), new ProtoReader.Budget(Integer.MAX_VALUE));
            int start = 0;
            while (in.next()) {
                if (in.field() == MODEL_GRAPH) {
                    out.bytes(MODEL_GRAPH, ByteBuffer.wrap(graph(in.slice())));
                    start = file.length - in.rest().remaining();
                } else {
                    in.skip();
                    int end = file.length - in.rest().remaining();
                    out.append(ByteBuffer.wrap(file, start, end - start));
                    start = end;
                }
            }
        } catch (MalformedOnnx e) {
            throw new IllegalArgumentException("not a model that was read before", e);
        }
        return out.toBytes();
    }

    /** The old input. Constants may be listed as inputs too, and stay. */
    private String replaced() {
        return before.isEmpty()
                ? input.name()
                : before.get(before.size() - 1).outputs().get(0);
    }

    private static boolean named(ProtoReader value, String name) throws MalformedOnnx {
        boolean named = false;
        while (value.next()) {
            if (value.field() == 1) {
                named = value.text().equals(name);
            } else {
                value.skip();
            }
        }
        return named;
    }

    private byte[] graph(ByteBuffer graph) throws MalformedOnnx {
        ProtoWriter out = new ProtoWriter();
        OnnxWriter.writeNodes(before, out);
        ProtoReader in = new ProtoReader(graph.duplicate(), new ProtoReader.Budget(Integer.MAX_VALUE));
        int start = 0;
        while (in.next()) {
            boolean end = in.field() == GRAPH_OUTPUT || (in.field() == GRAPH_INPUT && named(in.message(), replaced()));
            if (in.field() != GRAPH_INPUT) {
                in.skip();
            }
            int next = graph.remaining() - in.rest().remaining();
            if (!end) {
                out.append(graph.slice(graph.position() + start, next - start));
            }
            start = next;
        }
        OnnxWriter.writeNodes(behind, out);
        OnnxWriter.writeEnds(List.of(input), List.of(output), out);
        return out.toBytes();
    }
}
