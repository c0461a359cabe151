package io.azulejo.udfs.adopt;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.azulejo.models.ModelException;
import io.azulejo.models.analysis.Analysis;
import io.azulejo.models.analysis.Multiples;
import io.azulejo.models.analysis.ReceptiveField;
import io.azulejo.models.analysis.SizeIndependence;
import io.azulejo.models.card.Sizes;
import io.azulejo.models.onnx.OnnxModel;
import io.azulejo.models.onnx.OnnxReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The reach of a network that computes shapes as it runs, as most exporters write it. For pictures of one size the
 * runtime folds those to constants, and the graph can be followed.
 *
 * <p>Some sizes are asked: one of many factors, one of few, a large one, a very tall and a very wide one. The network must do the same for all of
 * them, and where it first fills pictures up to multiples, windows are kept to these. Where it does not, or where it
 * does more to a size than exporters do, its receptive field is not known.
 */
final class ShapeFolding {
    /** Sizes of many factors, for networks that fill up or resize what has others. */
    private static final int FACTORS = 64;

    /** The sides of the first size over a number of many factors, and of the second over the multiple. */
    private static final int[] FIRST = {3, 5};

    private static final int[] SECOND = {13, 17};

    /** About how long the sides of the third are. */
    private static final int THIRD = 1900;

    /** As long as a side of a picture may be; once the height, once the width. */
    private static final int LONG = 1 << 16;

    private final byte[] network;
    private final NetworkEnds ends;
    private final String what;

    /** @param network of the names of sides that {@link NetworkEnds} gives */
    ShapeFolding(byte[] network, NetworkEnds ends, String what) {
        this.network = network;
        this.ends = ends;
        this.what = what;
    }

    /**
     * What was told.
     *
     * @param multiple that both sides of a window, and its place, must be of
     */
    record Told(ReceptiveField receptiveField, int multiple) {}

    /**
     * What the graph tells, folded.
     *
     * @param scale that the network was seen to have
     * @param multiple that it asks for
     */
    Told told(int scale, int multiple) {
        try {
            if (ends.fixedHeight() > 0) {
                Analysis only = Analysis.of(folded(ends.fixedHeight(), ends.fixedWidth()));
                return only.scale().equals(OptionalInt.of(scale)) ? new Told(only.receptiveField(), 1) : unknown(1);
            }
            long many = Multiples.leastCommon(multiple, FACTORS);
            OnnxModel first = folded(many * FIRST[0], many * FIRST[1]);
            Analysis known = Analysis.of(first);
            // Sides that its own strides divide, and perhaps further ones that these let show.
            while (many % known.multiple() != 0 && many <= Sizes.LARGEST_MULTIPLE) {
                many = Multiples.leastCommon(many, known.multiple());
                first = folded(many * FIRST[0], many * FIRST[1]);
                known = Analysis.of(first);
            }
            if (!(known.receptiveField() instanceof ReceptiveField.Local)) {
                return new Told(known.receptiveField(), multiple);
            }
            if (!known.scale().equals(OptionalInt.of(scale)) || many > Sizes.LARGEST_MULTIPLE) {
                return unknown(multiple);
            }
            ReceptiveField field = known.receptiveField();
            return grid(first, many, Multiples.leastCommon(multiple, known.multiple()))
                    .map(grid -> new Told(field, grid))
                    .orElseGet(() -> unknown(multiple));
        } catch (OrtException | ModelException e) {
            return new Told(
                    new ReceptiveField.Unknown("a graph that cannot be folded for one size of picture"), multiple);
        }
    }

    private static Told unknown(int multiple) {
        return new Told(
                new ReceptiveField.Unknown("something that it does to some sizes of picture and not to others"),
                multiple);
    }

    /** The least multiple of {@code least} for which all sizes are treated as the first one is. */
    private Optional<Integer> grid(OnnxModel first, long many, long least) throws ModelException, OrtException {
        for (long grid = least; grid <= many; grid += least) {
            if (many % grid == 0 && agrees(first, many, grid)) {
                return Optional.of((int) grid);
            }
        }
        return Optional.empty();
    }

    private boolean agrees(OnnxModel first, long many, long grid) throws ModelException, OrtException {
        long high = SECOND[0];
        long wide = SECOND[1];
        long furtherHigh = apart(many * FIRST[0] / grid, high, THIRD / grid);
        long furtherWide = apart(many * FIRST[1] / grid, wide, THIRD / grid);
        long longest = LONG / grid;
        return SizeIndependence.of(first, folded(grid * high, grid * wide))
                && SizeIndependence.of(first, folded(grid * furtherHigh, grid * furtherWide))
                && SizeIndependence.of(first, folded(grid * longest, grid * wide))
                && SizeIndependence.of(first, folded(grid * high, grid * longest));
    }

    /** A number near another, such that the three leave different rests by every number but 1. */
    private static long apart(long first, long second, long near) {
        long third = Math.max(near, second + 1);
        while (Multiples.greatestCommon(Math.abs(first - second), Math.abs(third - second)) != 1) {
            third++;
        }
        return third;
    }

    /** The network for pictures of one size. */
    private OnnxModel folded(long height, long width) throws ModelException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "azulejo");
        Path file = null;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            file = Files.createTempFile("azulejo-folded-", ".onnx");
            options.setSymbolicDimensionValue(NetworkEnds.BATCH, 1);
            options.setSymbolicDimensionValue(NetworkEnds.HEIGHT, height);
            options.setSymbolicDimensionValue(NetworkEnds.WIDTH, width);
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
}
