package io.azulejo.udfs.adopt;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.azulejo.models.ModelException;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.analysis.Reach;
import io.azulejo.models.onnx.ElementType;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxReader;
import io.azulejo.models.onnx.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The reach of a network that computes shapes as it runs, as most exporters write it. For pictures of one size the
 * runtime folds those to constants, and the graph can be followed.
 *
 * <p>Two sizes are asked, one of many factors and one of few, so that what a network does to sizes that do not suit it
 * is seen. Where they disagree, or a number that samples meet depends on the size, the reach is not known.
 */
final class Folding {
    /** Sizes of many factors, for networks that fill up or resize what has others. */
    private static final int FACTORS = 64;

    /** Sides over the multiple; of the first size and of the second. */
    private static final int[][] SIDES = {{3, 5}, {13, 17}};

    private final byte[] network;
    private final Ends ends;
    private final String what;

    /** @param network of the names of sides that {@link Ends} gives */
    Folding(byte[] network, Ends ends, String what) {
        this.network = network;
        this.ends = ends;
        this.what = what;
    }

    /**
     * What was told.
     *
     * @param multiple that both sides of a window, and its place, must be of
     */
    record Told(Reach reach, int multiple) {}

    /** @param multiple that the network asks for */
    Told told(int multiple) throws ModelException, OrtException {
        if (ends.fixedHeight() > 0) {
            Analysis only = Analysis.of(folded(ends.fixedHeight(), ends.fixedWidth()));
            return new Told(only.reach(), only.multiple());
        }
        int many = leastCommon(multiple, FACTORS);
        OnnxModel first = folded(many * SIDES[0][0], many * SIDES[0][1]);
        Analysis known = Analysis.of(first);
        if (!(known.reach() instanceof Reach.Local local)) {
            return new Told(known.reach(), multiple);
        }
        int grid = leastCommon(multiple, known.multiple());
        OnnxModel second = folded(grid * SIDES[1][0], grid * SIDES[1][1]);
        Analysis again = Analysis.of(second);
        if (!(again.reach() instanceof Reach.Local other)) {
            return new Told(again.reach(), grid);
        }
        if (!floats(first).equals(floats(second))) {
            return new Told(new Reach.Unknown("a number computed from the picture's size"), grid);
        }
        return new Told(new Reach.Local(Math.max(local.radius(), other.radius())), leastCommon(grid, again.multiple()));
    }

    /** The network for pictures of one size. */
    private OnnxModel folded(int height, int width) throws ModelException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "azulejo");
        Path file = null;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            file = Files.createTempFile("azulejo-folded-", ".onnx");
            options.setSymbolicDimensionValue(Ends.BATCH, 1);
            options.setSymbolicDimensionValue(Ends.HEIGHT, height);
            options.setSymbolicDimensionValue(Ends.WIDTH, width);
            // Operators of the runtime's own, which nobody here could follow, come with the higher levels.
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
            options.setOptimizedModelFilePath(file.toString());
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            environment.createSession(network, options).close();
            return OnnxReader.read(ByteBuffer.wrap(Files.readAllBytes(file)), what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ByteBuffer> floats(OnnxModel model) {
        return model.graph().initializers().stream()
                .filter(tensor -> tensor.type() == ElementType.FLOAT || tensor.type() == ElementType.FLOAT16)
                .collect(Collectors.toMap(Tensor::name, Tensor::data, (one, same) -> one));
    }

    private static int leastCommon(int a, int b) {
        int larger = Math.max(a, b);
        int all = larger;
        while (all % a != 0 || all % b != 0) {
            all = Math.addExact(all, larger);
        }
        return all;
    }
}
