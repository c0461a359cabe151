package io.azulejo.models.onnx;

import io.azulejo.models.ModelException;
import io.azulejo.models.file.FileKind;
import io.azulejo.models.onnx.OnnxModel.OpsetId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads ONNX files, which are data from outside: strictly, and under limits. Fields that are not needed are skipped;
 * the tensors' numbers are views of the file's bytes.
 */
public final class OnnxReader {
    /** Parts (fields of any message) of a file; a network of 10,000 nodes has some 100,000. */
    private static final int MOST_PARTS = 500_000;
    /** Graphs inside graphs, as the branches of an If are. */
    private static final int DEEPEST = 8;

    private OnnxReader() {}

    /**
     * Reads a model.
     *
     * @param file from position to limit; shared with the tensors of the result and not to be changed
     * @param what names the file in messages
     * @throws ModelException if the bytes are no ONNX model (what they are is said where it can be told), or it uses operators other than ONNX's own, functions of
     *     its own, or weights kept in other files
     */
    public static OnnxModel read(ByteBuffer file, String what) throws ModelException {
        try {
            OnnxModel model = model(new ProtoReader(file, new ProtoReader.Budget(MOST_PARTS)));
            ModelLimits.check(model, what);
            return model;
        } catch (MalformedOnnx e) {
            throw FileKind.of(file)
                    .filter(kind -> kind != FileKind.ONNX)
                    .map(kind -> kind.insteadOf("an ONNX model", what))
                    .orElseGet(() ->
                            new ModelException("%s is not a right ONNX model: %s".formatted(what, e.getMessage()), e));
        }
    }

    private static OnnxModel model(ProtoReader in) throws MalformedOnnx {
        long irVersion = 0;
        String producer = "";
        Graph graph = null;
        List<OpsetId> opsets = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> irVersion = in.varint();
                case 2 -> producer = in.text();
                case 7 -> {
                    if (graph != null) {
                        throw new MalformedOnnx("it has two graphs");
                    }
                    graph = graph(in.message(), 0);
                }
                case 8 -> opsets.add(opset(in.message()));
                case 14 -> property(in.message(), metadata);
                case 25 -> throw new MalformedOnnx("it defines functions of its own; export it with them inlined");
                default -> in.skip();
            }
        }
        if (graph == null) {
            throw new MalformedOnnx("it has no graph");
        }
        return new OnnxModel(irVersion, producer, opsets, graph, metadata);
    }

    private static OpsetId opset(ProtoReader in) throws MalformedOnnx {
        String domain = "";
        long version = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> domain = domain(in.text());
                case 2 -> version = in.varint();
                default -> in.skip();
            }
        }
        return new OpsetId(domain, version);
    }

    private static void property(ProtoReader in, Map<String, String> metadata) throws MalformedOnnx {
        String key = "";
        String value = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> key = in.text();
                case 2 -> value = in.text();
                default -> in.skip();
            }
        }
        metadata.put(key, value);
    }

    private static Graph graph(ProtoReader in, int depth) throws MalformedOnnx {
        if (depth > DEEPEST) {
            throw new MalformedOnnx("graphs lie in graphs more than %d deep".formatted(DEEPEST));
        }
        String name = "";
        List<Node> nodes = new ArrayList<>();
        List<Tensor> initializers = new ArrayList<>();
        List<ValueInfo> inputs = new ArrayList<>();
        List<ValueInfo> outputs = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> nodes.add(node(in.message(), depth));
                case 2 -> name = in.text();
                case 5 -> initializers.add(TensorReader.read(in.message()));
                case 11 -> inputs.add(ValueReader.read(in.message()));
                case 12 -> outputs.add(ValueReader.read(in.message()));
                case 15 ->
                    throw new MalformedOnnx("it has sparse tensors, which are not read; export it with dense ones");
                default -> in.skip();
            }
        }
        return new Graph(name, nodes, initializers, inputs, outputs);
    }

    private static Node node(ProtoReader in, int depth) throws MalformedOnnx {
        String opType = "";
        String domain = "";
        String name = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> inputs.add(in.text());
                case 2 -> outputs.add(in.text());
                case 3 -> name = in.text();
                case 4 -> opType = in.text();
                case 5 -> attributes.add(attribute(in.message(), depth));
                case 7 -> domain = domain(in.text());
                default -> in.skip();
            }
        }
        return new Node(opType, domain, name, inputs, outputs, attributes);
    }

    /** ONNX's own operators go by two names. */
    private static String domain(String stated) {
        return stated.equals("ai.onnx") ? "" : stated;
    }

    private static Attribute attribute(ProtoReader in, int depth) throws MalformedOnnx {
        String name = "";
        Attribute.Int integer = null;
        Attribute.Real real = null;
        Attribute.Text text = null;
        List<Long> integers = new ArrayList<>();
        List<Float> reals = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<Tensor> tensors = new ArrayList<>();
        List<Graph> graphs = new ArrayList<>();
        long type = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 -> real = new Attribute.Real("", in.real());
                case 3 -> integer = new Attribute.Int("", in.varint());
                case 4 -> text = new Attribute.Text("", in.text());
                case 5, 10 -> tensors.add(TensorReader.read(in.message()));
                case 6, 11 -> graphs.add(graph(in.message(), depth + 1));
                case 7 -> in.reals(reals);
                case 8 -> in.integers(integers);
                case 9 -> texts.add(in.text());
                case 20 -> type = in.varint();
                default -> in.skip();
            }
        }
        // proto3 leaves out a number that is zero and a text that is empty: the type decides what is meant.
        return switch ((int) type) {
            case 1 -> new Attribute.Real(name, real == null ? 0 : real.value());
            case 2 -> new Attribute.Int(name, integer == null ? 0 : integer.value());
            case 3 -> new Attribute.Text(name, text == null ? "" : text.value());
            case 4, 9 -> new Attribute.Tensors(name, tensors);
            case 5, 10 -> new Attribute.Graphs(name, graphs);
            case 6 -> new Attribute.Reals(name, reals);
            case 7 -> new Attribute.Ints(name, integers);
            case 8 -> new Attribute.Texts(name, texts);
            default ->
                throw new MalformedOnnx(
                        "attribute %s is of the unknown kind %d".formatted(ModelException.quote(name), type));
        };
    }
}
