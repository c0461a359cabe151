package io.azulejo.udfs.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.azulejo.models.card.Card;
import io.azulejo.models.store.Model;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * A network in ONNX Runtime on the processor. One session, whose memory arena grows to what the largest runs at once
 * took and is given back on close. Equal input gives equal output whatever other threads run.
 */
final class OnnxEngine implements Engine {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String inputName;
    private final String outputName;
    private final Card card;
    private final Device device;

    private volatile boolean closed;

    /**
     * Makes a session.
     *
     * @param model a network with one image input and an image output, NCHW float32; scale and sizes are those of its
     *     card, and a run whose output has another size than the scale gives fails
     * @param threads inside one run
     * @throws EngineException if the runtime does not take the network
     */
    OnnxEngine(Model model, Device device, int threads) throws EngineException {
        this.device = device;
        this.card = model.card();
        try (OrtSession.SessionOptions session =
                sessionOptions(threads, model.card().adopted().isEmpty())) {
            this.environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "azulejo");
            this.session = environment.createSession(model.onnx(), session);
        } catch (OrtException e) {
            throw failure("the runtime does not take this network", e);
        }
        try {
            Map.Entry<String, NodeInfo> input =
                    session.getInputInfo().entrySet().iterator().next();
            Map.Entry<String, NodeInfo> output =
                    session.getOutputInfo().entrySet().iterator().next();
            this.inputName = input.getKey();
            this.outputName = output.getKey();
            int taken = channels(input, session.getNumInputs(), "input");
            int given = channels(output, 1, "output");
            if (taken != card.channels() || given != card.channels()) {
                throw new EngineException("network %s takes %d channels and gives %d: expected %d, as its card says"
                        .formatted(model.name(), taken, given, card.channels()));
            }
        } catch (OrtException e) {
            closeSession();
            throw failure("the runtime does not describe this network", e);
        } catch (EngineException | RuntimeException e) {
            closeSession();
            throw e;
        }
    }

    private static OrtSession.SessionOptions sessionOptions(int threads, boolean ours) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // Threads that spin take the cores of other tasks.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        if (ours) {
            // Binary weights kept as int8 behind DequantizeLinear are unpacked once, not in every run. A network from
            // elsewhere may be quantised so that it runs on whole numbers, which this would undo.
            options.addConfigEntry("session.disable_quant_qdq", "1");
        }
        // The pattern takes twice the memory at the same speed; without the arena runs are slower.
        options.setMemoryPatternOptimization(false);
        options.setCPUArenaAllocator(true);
        options.setDeterministicCompute(true);
        // Its errors come as exceptions; what it also prints is for nobody.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    /** Channels of an image, NCHW. */
    private static int channels(Map.Entry<String, NodeInfo> node, long count, String side) throws EngineException {
        if (count != 1 || !(node.getValue().getInfo() instanceof TensorInfo tensor)) {
            throw new EngineException(
                    "the network has %d %ss or one that is no tensor: expected one image".formatted(count, side));
        }
        long[] shape = tensor.getShape();
        if (tensor.type != OnnxJavaType.FLOAT || shape.length != 4 || (shape[1] != 1 && shape[1] != 3)) {
            throw new EngineException(
                    "the network's %s is %s of shape %s: expected float of shape [n, 1 or 3, height, width]"
                            .formatted(side, tensor.type.name().toLowerCase(Locale.ROOT), Arrays.toString(shape)));
        }
        return (int) shape[1];
    }

    @Override
    public Card card() {
        return card;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public void run(FloatBuffer input, FloatBuffer output, int batch, int height, int width) throws EngineException {
        int scale = card.scale();
        long[] inputShape = {batch, card.channels(), height, width};
        long[] outputShape = {batch, card.channels(), (long) height * scale, (long) width * scale};
        FloatBuffer in = view(input, inputShape, "input");
        FloatBuffer out = view(output, outputShape, "output");
        if (closed) {
            throw new EngineException("the network was closed before this run");
        }
        try (OnnxTensor given = OnnxTensor.createTensor(environment, in, inputShape);
                OnnxTensor pinned = OnnxTensor.createTensor(environment, out, outputShape);
                OrtSession.Result result = session.run(Map.of(inputName, given), Map.of(outputName, pinned))) {
            if (result.size() != 1) {
                throw new EngineException("the network gave %d outputs: expected 1".formatted(result.size()));
            }
        } catch (OrtException e) {
            throw failure("the runtime failed on %d windows of %dx%d".formatted(batch, width, height), e);
        }
    }

    private static FloatBuffer view(FloatBuffer buffer, long[] shape, String side) {
        long floats = shape[0] * shape[1] * shape[2] * shape[3];
        if (floats < 1 || floats > buffer.capacity()) {
            throw new IllegalArgumentException(
                    "%s buffer of %d floats, needed are %d".formatted(side, buffer.capacity(), floats));
        }
        if (!buffer.isDirect() || buffer.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("%s buffer must be direct and of native order".formatted(side));
        }
        return buffer.duplicate().clear().limit((int) floats);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closeSession();
        }
    }

    private void closeSession() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the runtime did not close a session", e);
        }
    }

    /** The runtime has no code for lack of memory: its words are all there is. */
    static EngineException failure(String what, OrtException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String words = said.toLowerCase(Locale.ROOT);
        if (words.contains("bad_alloc")
                || words.contains("failed to allocate memory")
                || words.contains("out of memory")
                || words.contains("available memory of")) {
            return new EngineMemoryException("%s for lack of memory: %s".formatted(what, said), e);
        }
        return new EngineException("%s: %s".formatted(what, said), e);
    }
}
