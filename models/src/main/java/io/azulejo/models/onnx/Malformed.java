package io.azulejo.models.onnx;

/** Bytes are no ONNX model: what is wrong, without the name of the file. */
final class Malformed extends Exception {
    Malformed(String message) {
        super(message);
    }
}
