package io.azulejo.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/** Runs a model's bytes once in ONNX Runtime, on one thread. */
public final class Ort {
    private Ort() {}

    public static Array run(byte[] onnx, Array input) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = Arrays.stream(input.shape()).asLongStream().toArray();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(onnx, options);
                    OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.values()), shape);
                    OrtSession.Result result = session.run(Map.of("input", tensor))) {
                OnnxTensor output = (OnnxTensor) result.get("output").orElseThrow();
                long[] outputShape = output.getInfo().getShape();
                FloatBuffer buffer = output.getFloatBuffer();
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                return new Array(
                        values,
                        Arrays.stream(outputShape).mapToInt(side -> (int) side).toArray());
            }
        }
    }
}
