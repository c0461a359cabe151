/**
 * ONNX files (onnx.proto3 of ONNX 1.x): read strictly under limits, written without any library. It promises that no
 * input makes it crash or allocate beyond a small multiple of the file, and that what it writes loads in ONNX Runtime.
 * It must never know what an operator computes, a card or where a file lies.
 */
package io.azulejo.models.onnx;
