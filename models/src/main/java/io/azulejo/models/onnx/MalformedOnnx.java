package io.azulejo.models.onnx;

/** Bytes are no ONNX model: what is wrong, without the name of the file. */
final class MalformedOnnx extends Exception {
    MalformedOnnx(String message) {
        super(message);
    }
}
