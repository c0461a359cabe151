package io.azulejo.udfs.adopt;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;

/** Runs of a network that nothing is known of: each may fail, and none for longer than a deadline. For one thread. */
final class TrialSession implements AutoCloseable {
    private static final long DEADLINE_MILLIS = 60_000;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final String output;
    private final NetworkEnds ends;
    private final int channels;
    private final int batch;
    private final Timer deadline = new Timer("azulejo-trial", true);
    private String outcome = "";
    private boolean givesPictures = true;

    /** What a run gave: planes of one picture, row-major. */
    @SuppressWarnings("ArrayRecordComponent") // read by index only
    record Given(float[] samples, int height, int width) {}

    /** @param batch pictures in a run */
    TrialSession(byte[] network, NetworkEnds ends, int batch) throws OrtException {
        this.input = ends.rewiring().input().name();
        this.output = ends.rewiring().output().name();
        this.ends = ends;
        this.channels = ends.pictureChannels();
        this.batch = batch;
        this.environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "azulejo");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setMemoryPatternOptimization(false);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            this.session = environment.createSession(network, options);
        }
    }

    /** What the network gives for a picture; empty where the run fails or gives no picture of its channels. */
    Optional<Given> run(float[] planes, int height, int width) {
        return run(Collections.nCopies(batch, planes), height, width).map(all -> all.get(0));
    }

    /** What it gives for as many pictures as are in a run. */
    Optional<List<Given>> run(List<float[]> pictures, int height, int width) {
        FloatBuffer given = FloatBuffer.allocate(batch * pictures.get(0).length);
        pictures.forEach(given::put);
        long[] shape = {batch, channels, height, width};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, given.flip(), shape);
                OrtSession.RunOptions options = new OrtSession.RunOptions()) {
            TimerTask end = new TimerTask() {
                @Override
                public void run() {
                    try {
                        options.setTerminate(true);
                    } catch (OrtException e) {
                        outcome = e.getMessage();
                    }
                }
            };
            deadline.schedule(end, DEADLINE_MILLIS);
            try (OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(output), Map.of(), options)) {
                return given((OnnxTensor) result.get(0), height, width);
            } finally {
                end.cancel();
            }
        } catch (OrtException e) {
            outcome = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return Optional.empty();
        }
    }

    private Optional<List<Given>> given(OnnxTensor tensor, int height, int width) {
        long[] shape = tensor.getInfo().getShape();
        outcome = "of %s it made %s"
                .formatted(
                        ends.input().layout().shown(batch, ends.channels(), height, width),
                        shape.length == 4
                                ? ends.output().layout().shown(shape)
                                : "something of %d dimensions".formatted(shape.length));
        givesPictures = shape.length == 4 && shape[0] == batch && shape[1] == channels;
        if (!givesPictures) {
            return Optional.empty();
        }
        FloatBuffer all = tensor.getFloatBuffer();
        List<Given> pictures = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            float[] samples = new float[(int) (channels * shape[2] * shape[3])];
            all.get(samples);
            pictures.add(new Given(samples, (int) shape[2], (int) shape[3]));
        }
        return Optional.of(pictures);
    }

    /** Whether the last run that gave something gave pictures of the network's channels, of whatever size. */
    boolean givesPictures() {
        return givesPictures;
    }

    /** What came of the last run: shapes as the file has them, or what the runtime said. */
    String outcome() {
        return outcome;
    }

    @Override
    public void close() throws OrtException {
        deadline.cancel();
        session.close();
    }
}
